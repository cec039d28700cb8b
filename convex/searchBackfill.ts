/** Makes messages and notes findable that were written before there was a search. */
import { v } from "convex/values";
import { internal } from "./_generated/api";
import { internalMutation } from "./functions";
import { searchTextOf } from "./model/searchTerms";

const PAGE = 200;
const TABLES = ["messages", "notes"] as const;

/**
 * Indexes one page, of messages first and then of notes, and asks itself for the next one. Done once
 * for all: what is written since comes with its search text, so a finished run leaves a mark, and
 * later calls read that alone.
 */
export const run = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    const rows = await ctx.db.query("searchBackfill").take(TABLES.length);
    const rowOf = (table: (typeof TABLES)[number]) =>
      rows.find((row) => (row.table ?? "messages") === table);
    const table = TABLES.find((one) => rowOf(one)?.isDone !== true);
    if (table === undefined) return null;
    const progress = rowOf(table);
    const { page, isDone, continueCursor } = await ctx.db
      .query(table)
      .paginate({ numItems: PAGE, cursor: progress?.cursor ?? null });
    for (const entry of page) {
      if (entry.searchText !== undefined || entry.deletedTime !== undefined) continue;
      await ctx.db.patch(table, entry._id, { searchText: searchTextOf(entry) });
    }
    const next = {
      ...(table === "notes" ? { table } : {}),
      cursor: continueCursor,
      isDone,
    };
    if (progress === undefined) await ctx.db.insert("searchBackfill", next);
    else await ctx.db.replace("searchBackfill", progress._id, next);
    await ctx.scheduler.runAfter(0, internal.searchBackfill.run, {});
    return null;
  },
});
