/** Runs the migrations: by the operator on Convex, by the start of the embedded backend. */
import { v } from "convex/values";
import { internal } from "./_generated/api";
import { internalMutation, internalQuery } from "./functions";
import { migratePage, migrationStatus } from "./model/migrations";

const vProgress = v.union(
  v.null(),
  v.object({
    name: v.string(),
    /** Documents looked at so far. */
    looked: v.number(),
    isDone: v.boolean(),
  }),
);

/** One page; null when nothing is left. Throws where the data is of a newer version. */
export const step = internalMutation({
  args: {},
  returns: vProgress,
  handler: async (ctx) => await migratePage(ctx),
});

/**
 * As `step`, and the next page by itself. For `npx convex run migrations:run` after a deployment; once
 * an hour in any case.
 */
export const run = internalMutation({
  args: {},
  returns: vProgress,
  handler: async (ctx) => {
    const progress = await migratePage(ctx);
    if (progress !== null) await ctx.scheduler.runAfter(0, internal.migrations.run, {});
    return progress;
  },
});

/** Which are done, which are to do, and which this version does not know. */
export const status = internalQuery({
  args: {},
  returns: v.object({
    done: v.array(v.string()),
    pending: v.array(v.string()),
    unknown: v.array(v.string()),
  }),
  handler: async (ctx) => await migrationStatus(ctx),
});
