/** Is everything all right? For owner and admins, and for whoever watches the process. */
import { v } from "convex/values";
import { adminQuery, internalMutation, internalQuery } from "./functions";
import { readHealth, vHealth } from "./model/health";
import { vEngineReport } from "./validators";

const times = { dueTime: v.number(), sinceTime: v.number() };

/**
 * What waits, what failed since `sinceTime`, what is overdue at `dueTime` (ms; the asker's clock), which
 * settings are missing. Error: FORBIDDEN.
 */
export const overview = adminQuery({
  args: times,
  returns: vHealth,
  handler: async (ctx, args) => await readHealth(ctx, args),
});

/** The same for the metrics of the process that runs these functions. */
export const figures = internalQuery({
  args: times,
  returns: vHealth,
  handler: async (ctx, args) => await readHealth(ctx, args),
});

/** Keeps what the running process says of itself, in place of what it said before. */
export const report = internalMutation({
  args: { report: vEngineReport },
  returns: v.null(),
  handler: async (ctx, args) => {
    const row = await ctx.db.query("engineReports").first();
    if (row === null) await ctx.db.insert("engineReports", args.report);
    else await ctx.db.replace("engineReports", row._id, args.report);
    return null;
  },
});
