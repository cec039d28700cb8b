/** How long messages are kept: the firm's rule, and its nightly run. */
import { v } from "convex/values";
import { internal } from "./_generated/api";
import { adminMutation, adminQuery, internalMutation } from "./functions";
import { getRetention, previewRetention, setRetention } from "./model/retention";
import { beginRun, stepRun } from "./model/retentionRun";
import { vRemoved } from "./validators";

/** The rule (months; null: for ever) and its latest run. Owner and admins, else FORBIDDEN. */
export const get = adminQuery({
  args: {},
  returns: v.object({
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
  }),
  handler: async (ctx) => {
    const rule = await getRetention(ctx);
    const run = await ctx.db.query("retentionRuns").first();
    const latest = run && {
      startedTime: run.startedTime,
      finishedTime: run.finishedTime ?? null,
      removed: run.removed,
    };
    return { months: rule?.months ?? null, latest };
  },
});

/** How many messages, up to 100, are older than a time (ms), and in how many rooms. Error: FORBIDDEN. */
export const preview = adminQuery({
  args: { beforeTime: v.number() },
  returns: v.object({ messages: v.number(), rooms: v.number() }),
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

/** Begins a run, if there is a rule: every night, or `npx convex run retention:start`. */
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
