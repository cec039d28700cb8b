/** How long messages are kept: the firm's rule, and its nightly run. */
import { v } from "convex/values";
import { internal } from "./_generated/api";
import type { QueryCtx } from "./_generated/server";
import { appError } from "./errors";
import { adminMutation, adminQuery, internalMutation, internalQuery } from "./functions";
import { monthsBefore } from "./model/calendarMonths";
import { longestStandingOwner } from "./model/people";
import { getRetention, previewRetention, setRetention } from "./model/retention";
import { beginRun, stepRun } from "./model/retentionRun";
import { vRemoved } from "./validators";

const RULE = {
  /** Null: for ever. */
  months: v.union(v.number(), v.null()),
  latest: v.union(
    v.null(),
    v.object({
      startedTime: v.number(),
      /** Null while it is under way. */
      finishedTime: v.union(v.number(), v.null()),
      removed: vRemoved,
    }),
  ),
};
const vFound = v.object({ messages: v.number(), rooms: v.number() });

/** The rule and its latest run. Owner and admins, else FORBIDDEN. */
export const get = adminQuery({
  args: {},
  returns: v.object(RULE),
  handler: async (ctx) => await readRule(ctx),
});

async function readRule(ctx: QueryCtx) {
  const rule = await getRetention(ctx);
  const run = await ctx.db.query("retentionRuns").first();
  const latest = run && {
    startedTime: run.startedTime,
    finishedTime: run.finishedTime ?? null,
    removed: run.removed,
  };
  return { months: rule?.months ?? null, latest };
}

/** How many messages, up to 100, are older than a time (ms), and in how many rooms. Error: FORBIDDEN. */
export const preview = adminQuery({
  args: { beforeTime: v.number() },
  returns: vFound,
  handler: async (ctx, { beforeTime }) => await previewRetention(ctx, beforeTime),
});

/**
 * Keeps messages for 1 to 240 months from the next run on, or (null) for ever again. Audited. Errors:
 * FORBIDDEN, INVALID_ARGUMENT.
 */
export const set = adminMutation({
  args: { months: v.union(v.number(), v.null()) },
  returns: v.null(),
  handler: async (ctx, { months }) => {
    await setRetention(ctx, ctx.viewer, months);
    return null;
  },
});

/**
 * For the operator's command: as `get`, and what the rule, or another one of so many months, would remove
 * at `now` (ms); null where nothing is ever removed.
 */
export const status = internalQuery({
  args: { now: v.number(), months: v.optional(v.number()) },
  returns: v.object({ ...RULE, found: v.union(v.null(), vFound) }),
  handler: async (ctx, { now, months }) => {
    const rule = await readRule(ctx);
    const asked = months ?? rule.months;
    const found = asked === null ? null : await previewRetention(ctx, monthsBefore(now, asked));
    return { ...rule, found };
  },
});

/**
 * The operator's `set`: `npm run retention`. It stands in the audit log as a deed of the longest-standing
 * owner. Errors: INVALID_ARGUMENT, NOT_FOUND (there is no firm yet).
 */
export const setByCommand = internalMutation({
  args: { months: v.union(v.number(), v.null()) },
  returns: v.null(),
  handler: async (ctx, { months }) => {
    const owner = await longestStandingOwner(ctx);
    if (owner === null) throw appError("NOT_FOUND", "There is no owner yet.");
    await setRetention(ctx, owner, months);
    return null;
  },
});

/** Begins a run, if there is a rule: every night, `npm run retention -- --now`, or `npx convex run retention:start`. */
export const start = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    const startedTime = await beginRun(ctx);
    if (startedTime !== null) {
      await ctx.scheduler.runAfter(0, internal.retention.step, { startedTime });
    }
    return null;
  },
});

/** One step, and the next by itself; says whether there is a next one. */
export const step = internalMutation({
  args: { startedTime: v.number() },
  returns: v.boolean(),
  handler: async (ctx, { startedTime }) => {
    const isMore = await stepRun(ctx, startedTime);
    if (isMore) await ctx.scheduler.runAfter(0, internal.retention.step, { startedTime });
    return isMore;
  },
});
