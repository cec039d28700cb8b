/** Pages: their largest size, and their shape for `returns`. */
import type { PaginationOptions } from "convex/server";
import { type GenericValidator, v } from "convex/values";

/** However many a caller asks for, a page starts with no more than this. */
const PAGE_LIMIT = 200;

/** A page with a fixed end grows with what is written into it; from here on its client splits it. */
const ROWS_LIMIT = 1_000;

/** The caller's options with bounds: on the first size, and on what a page with an end may read. */
export function bounded(options: PaginationOptions): PaginationOptions {
  return {
    ...options,
    numItems: Math.min(options.numItems, PAGE_LIMIT),
    maximumRowsRead: Math.min(options.maximumRowsRead ?? ROWS_LIMIT, ROWS_LIMIT),
  };
}

/** What `.paginate()` returns, with `item` as the page's element. */
export function vPaginated<Item extends GenericValidator>(item: Item) {
  return v.object({
    page: v.array(item),
    isDone: v.boolean(),
    continueCursor: v.string(),
    splitCursor: v.optional(v.union(v.string(), v.null())),
    pageStatus: v.optional(
      v.union(v.literal("SplitRecommended"), v.literal("SplitRequired"), v.null()),
    ),
  });
}
