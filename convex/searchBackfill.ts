/** Makes messages findable that were written before there was a search. */
import { v } from "convex/values";
import { internal } from "./_generated/api";
import { internalMutation } from "./functions";
import { searchTextOf } from "./model/searchTerms";

const PAGE = 200;

/**
 * Indexes one page of messages and asks itself for the next one. Done once for all: what is written
 * since comes with its search text, so a finished run leaves a mark, and later calls read that alone.
 */
export const run = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    const progress = await ctx.db.query("searchBackfill").first();
    if (progress?.isDone === true) return null;
    const { page, isDone, continueCursor } = await ctx.db
      .query("messages")
      .paginate({ numItems: PAGE, cursor: progress?.cursor ?? null });
    for (const message of page) {
      if (message.searchText !== undefined || message.deletedTime !== undefined) continue;
      await ctx.db.patch("messages", message._id, { searchText: searchTextOf(message) });
    }
    const next = { cursor: continueCursor, isDone };
    if (progress === null) await ctx.db.insert("searchBackfill", next);
    else await ctx.db.replace("searchBackfill", progress._id, next);
    if (!isDone) await ctx.scheduler.runAfter(0, internal.searchBackfill.run, {});
    return null;
  },
});
