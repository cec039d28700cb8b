/** Search over the viewer's rooms and messages (R14, row 22). */
import { v } from "convex/values";
import { viewerQuery } from "./functions";
import { vHas } from "./model/searchMessages";
import { search, vSearchResults } from "./model/search";

/**
 * Row 22: messages with all words of `text` (each at the beginning of a word; case and accents do not
 * count), newest first, by room, the most recently active rooms first; and on the first page rooms
 * whose name has the words. `phrases` stand in it side by side. `from` is part of an author's name or "me", `inRoom` part of a room's
 * name, `before` and `after` are times (ms). `cursor` leads to older rooms, 50 a page. Only rooms
 * with a seat of the viewer; with a `roomId` that one alone, and nothing if it is foreign. Error:
 * INVALID_ARGUMENT (more than 200 characters, a cursor that is none).
 */
export const messages = viewerQuery({
  args: {
    text: v.string(),
    phrases: v.optional(v.array(v.string())),
    from: v.optional(v.string()),
    inRoom: v.optional(v.string()),
    roomId: v.optional(v.string()),
    has: v.optional(v.array(vHas)),
    before: v.optional(v.number()),
    after: v.optional(v.number()),
    cursor: v.union(v.string(), v.null()),
  },
  returns: vSearchResults,
  handler: async (ctx, query) => await search(ctx, query),
});
