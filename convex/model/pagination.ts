/** The shape of a page, for `returns`. */
import { type GenericValidator, v } from "convex/values";

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
