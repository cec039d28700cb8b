/** Reactions to messages. */
import { v } from "convex/values";
import { internalMutation, roomMutation, roomStaffQuery } from "./functions";
import { requireLiveMessage } from "./model/messages";
import { canReact } from "./model/permissions";
import { requireWithinRate } from "./model/rateLimits";
import { forgetReactions, setReaction } from "./model/reactions";
import { requireAllowed, roomFacts } from "./model/rooms";
import { userLookup } from "./model/users";
import { UNKNOWN } from "./text/neutralNames";

/** Names given at once; staff see the number of the others. */
const NAMES_LIMIT = 50;

/**
 * Row 17: puts an emoji on a message or takes one's own off. Nothing becomes unread, nothing is
 * mailed. Errors: NOT_FOUND (also a deleted message), ROOM_ARCHIVED, INVALID_ARGUMENT (not one emoji, a 21st
 * kind), RATE_LIMITED.
 */
export const set = roomMutation({
  args: { messageId: v.string(), emoji: v.string(), on: v.boolean() },
  returns: v.null(),
  handler: async (ctx, { messageId, emoji, on }) => {
    const message = await requireLiveMessage(ctx, ctx.room._id, messageId);
    requireAllowed(canReact(ctx.viewer, roomFacts(ctx.room)));
    await requireWithinRate(ctx, "react", ctx.viewer._id);
    await setReaction(ctx, message, { userId: ctx.viewer._id, emoji, on });
    return null;
  },
});

/** The names of the first 50 who put this emoji on a message. Staff participants. Errors: NOT_FOUND, FORBIDDEN. */
export const who = roomStaffQuery({
  args: { messageId: v.string(), emoji: v.string() },
  returns: v.array(v.string()),
  handler: async (ctx, args) => {
    const message = await requireLiveMessage(ctx, ctx.room._id, args.messageId);
    const rows = await ctx.db
      .query("reactions")
      .withIndex("by_message_and_emoji_and_user", (q) =>
        q.eq("messageId", message._id).eq("emoji", args.emoji),
      )
      .take(NAMES_LIMIT);
    const getUser = userLookup(ctx);
    return await Promise.all(
      rows.map(async ({ userId }) => (await getUser(userId))?.name ?? UNKNOWN),
    );
  },
});

/** Goes on with what a deletion began (model/reactions.forgetReactions). */
export const forget = internalMutation({
  args: { messageId: v.id("messages") },
  returns: v.null(),
  handler: async (ctx, { messageId }) => {
    await forgetReactions(ctx, messageId);
    return null;
  },
});
