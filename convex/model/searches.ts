/** What people have asked to search for (G12): each page is counted before it is looked for. */
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { notFound } from "../errors";
import type { SearchWish } from "../validators";

/** Searches kept of one person. */
const KEPT = 5;

/** Keeps a wish and forgets the person's older ones. */
export async function keepSearch(
  ctx: MutationCtx,
  userId: Id<"users">,
  wish: SearchWish,
): Promise<Id<"searches">> {
  const searchId = await ctx.db.insert("searches", { userId, wish });
  const latest = await ctx.db
    .query("searches")
    .withIndex("by_userId", (q) => q.eq("userId", userId))
    .order("desc")
    .take(KEPT + 1);
  for (const { _id } of latest.slice(KEPT)) await ctx.db.delete("searches", _id);
  return searchId;
}

/** A search of this very person; NOT_FOUND for another's, an unknown or malformed id. */
export async function requireOwnSearch(
  ctx: QueryCtx,
  userId: Id<"users">,
  searchIdText: string,
): Promise<Doc<"searches">> {
  const searchId = ctx.db.normalizeId("searches", searchIdText);
  const search = searchId === null ? null : await ctx.db.get("searches", searchId);
  if (search === null || search.userId !== userId) throw notFound();
  return search;
}
