/** Erasing a person: asked by owner or admin, done in steps, resumable. */
import { v } from "convex/values";
import { internal } from "./_generated/api";
import type { QueryCtx } from "./_generated/server";
import { adminMutation, adminQuery, internalMutation, internalQuery } from "./functions";
import { appError } from "./errors";
import { eraseNow, eraseUser } from "./model/erasures";
import { STAGES, stepErasure } from "./model/erasureSteps";
import { emailAddress, longestStandingOwner, requireUser } from "./model/people";
import { vUserKind } from "./validators";

const SHOWN = 20;

/**
 * Row 25: erases a person, staff or client, for good: their account is neutral and every way in ends at
 * once, the rest follows. `confirmedName` is their name as it stands here. Audited without it. Errors:
 * FORBIDDEN, NOT_FOUND, LAST_OWNER, INVALID_ARGUMENT.
 */
export const start = adminMutation({
  args: {
    userId: v.id("users"),
    confirmedName: v.string(),
    deletesMessages: v.boolean(),
    successorId: v.optional(v.id("users")),
  },
  returns: v.null(),
  handler: async (ctx, { userId, ...wish }) => {
    await eraseUser(ctx, ctx.viewer, await requireUser(ctx, userId), wish);
    return null;
  },
});

/** Row 25: the latest erasures and how far they are, newest first. Error: FORBIDDEN. */
export const list = adminQuery({
  args: {},
  returns: v.array(
    v.object({
      erasureId: v.id("erasures"),
      kind: vUserKind,
      startedTime: v.number(),
      /** Null while it is under way. */
      finishedTime: v.union(v.number(), v.null()),
      deletesMessages: v.boolean(),
      /** Parts of the work that are done, of `parts`. */
      done: v.number(),
      parts: v.number(),
    }),
  ),
  handler: async (ctx) => {
    const latest = await ctx.db.query("erasures").order("desc").take(SHOWN);
    return latest.map(({ _id, kind, startedTime, finishedTime, deletesMessages, stage }) => ({
      erasureId: _id,
      kind,
      startedTime,
      finishedTime: finishedTime ?? null,
      deletesMessages,
      done: stage,
      parts: STAGES.length,
    }));
  },
});

/** The next step of an erasure, unless another chain of steps has gone further. */
export const continueErasure = internalMutation({
  args: { erasureId: v.id("erasures"), step: v.number() },
  returns: v.boolean(),
  handler: async (ctx, { erasureId, step }) => {
    const erasure = await ctx.db.get("erasures", erasureId);
    if (erasure?.step !== step || erasure.finishedTime !== undefined) return false;
    const isMore = await stepErasure(ctx, erasure);
    if (isMore) {
      const next = { erasureId, step: step + 1 };
      await ctx.scheduler.runAfter(0, internal.erasures.continueErasure, next);
    }
    return isMore;
  },
});

/** Goes on with erasures whose next step was lost; once a day. */
export const resume = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    const open = await ctx.db
      .query("erasures")
      .withIndex("by_finishedTime", (q) => q.eq("finishedTime", undefined))
      .take(SHOWN);
    for (const { _id: erasureId, step } of open) {
      await ctx.scheduler.runAfter(0, internal.erasures.continueErasure, { erasureId, step });
    }
    return null;
  },
});

/** Who has an address, for the operator's question before an erasure; null: nobody. Error: INVALID_EMAIL. */
export const who = internalQuery({
  args: { email: v.string() },
  returns: v.union(
    v.null(),
    v.object({
      name: v.string(),
      kind: vUserKind,
      /** Of a client. */
      portalName: v.union(v.string(), v.null()),
    }),
  ),
  handler: async (ctx, { email }) => {
    const user = await userByEmail(ctx, email);
    if (user === null) return null;
    const { name, kind, portalId } = user;
    const portal = portalId === undefined ? null : await ctx.db.get("portals", portalId);
    return { name, kind, portalName: portal?.name ?? null };
  },
});

/**
 * The operator's way: `npm run erase`, on Convex `npx convex run erasures:byEmail '{"email": "…",
 * "deletesMessages": false}'`. It stands in the audit log as a deed of the longest-standing owner.
 * Errors: NOT_FOUND, LAST_OWNER, INVALID_EMAIL.
 */
export const byEmail = internalMutation({
  args: { email: v.string(), deletesMessages: v.boolean() },
  returns: v.object({ erasureId: v.id("erasures") }),
  handler: async (ctx, { email, deletesMessages }) => {
    const target = await userByEmail(ctx, email);
    if (target === null) throw appError("NOT_FOUND", `Nobody here has the address ${email}.`);
    const owner = await longestStandingOwner(ctx, target._id);
    if (owner === null) throw appError("LAST_OWNER", "The firm needs an owner.");
    return { erasureId: await eraseNow(ctx, owner, target, { deletesMessages }) };
  },
});

async function userByEmail(ctx: QueryCtx, email: string) {
  return await ctx.db
    .query("users")
    .withIndex("by_email", (q) => q.eq("email", emailAddress(email)))
    .first();
}

/** How far an erasure is: null when it is done. */
export const progress = internalMutation({
  args: { erasureId: v.id("erasures") },
  returns: v.union(v.null(), v.object({ done: v.number(), parts: v.number() })),
  handler: async (ctx, { erasureId }) => {
    const erasure = await ctx.db.get("erasures", erasureId);
    if (erasure === null || erasure.finishedTime !== undefined) return null;
    return { done: erasure.stage, parts: STAGES.length };
  },
});
