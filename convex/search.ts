/**
 * Search over the viewer's rooms and messages (R14, row 22), in two steps: a mutation counts the
 * wish against its person's rate, and a query, which can count nothing, answers wishes alone.
 */
import { v } from "convex/values";
import { viewerMutation, viewerQuery } from "./functions";
import { requireWithinRate } from "./model/rateLimits";
import { checkedWish, search, vSearchResults } from "./model/search";
import { keepSearch, requireOwnSearch } from "./model/searches";
import { vSearchWish } from "./validators";

/**
 * Row 22: asks for one page of messages with all words of `text` (each at the beginning of a word; case
 * and accents do not count), newest first, by room, the most recently active rooms first; and on the
 * first page for rooms whose name has the words. `phrases` stand in it side by side. `from` is part of
 * an author's name or "me", `inRoom` part of a room's name, `before` and `after` are times (ms).
 * `cursor` leads to older rooms, 50 a page. Only rooms with a seat of the viewer; with a `roomId` that
 * one alone, and nothing if it is foreign. Gives the id that `messages` answers to, until five more
 * pages were asked for. Errors: INVALID_ARGUMENT (more than 200 characters, a cursor that is none),
 * INVALID_TEXT, RATE_LIMITED.
 */
export const begin = viewerMutation({
  args: vSearchWish.fields,
  returns: v.id("searches"),
  handler: async (ctx, wish) => {
    const checked = checkedWish(wish);
    await requireWithinRate(ctx, "search", ctx.viewer._id);
    return await keepSearch(ctx, ctx.viewer._id, checked);
  },
});

/** Row 22: the page of a search that the viewer has begun. Error: NOT_FOUND (another's, gone, unknown). */
export const messages = viewerQuery({
  args: { searchId: v.string() },
  returns: vSearchResults,
  handler: async (ctx, { searchId }) => {
    const { wish } = await requireOwnSearch(ctx, ctx.viewer._id, searchId);
    return await search(ctx, wish);
  },
});
