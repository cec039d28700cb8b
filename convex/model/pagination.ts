/** Pages: their largest size, and their shape for `returns`. */
import type { PaginationOptions } from "convex/server";
import { type GenericValidator, v } from "convex/values";

/** However many a caller asks for, a page starts with no more than this. */
const PAGE_LIMIT = 200;

/** The caller's options with a bounded first size; a page that has grown keeps its end cursor. */
export function bounded(options: PaginationOptions): PaginationOptions {
  return { ...options, numItems: Math.min(options.numItems, PAGE_LIMIT) };
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
