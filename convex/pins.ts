/** Pinned messages of a room. */
import { v } from "convex/values";
import { roomMutation, roomQuery } from "./functions";
import { requireLiveMessage } from "./model/messages";
import { listMessageViews } from "./model/messageViews";
import { canPin } from "./model/permissions";
import { listPinned, setPinned } from "./model/pins";
import { requireWithinRate } from "./model/rateLimits";
import { requireAllowed, roomFacts } from "./model/rooms";
import { vMessageView } from "./model/views";

/** Row 9: the pinned messages, at most 50, the latest pin first. Error: NOT_FOUND. */
export const list = roomQuery({
  args: {},
  returns: v.array(vMessageView),
  handler: async (ctx) => await listMessageViews(ctx, await listPinned(ctx, ctx.room._id)),
});

/**
 * Row 18: pins a message for everybody in the room, or unpins it. Errors: NOT_FOUND (also a deleted message),
 * FORBIDDEN (clients), ROOM_ARCHIVED, INVALID_ARGUMENT (a 51st pin), RATE_LIMITED.
 */
export const set = roomMutation({
  args: { messageId: v.string(), pinned: v.boolean() },
  returns: v.null(),
  handler: async (ctx, { messageId, pinned }) => {
    const message = await requireLiveMessage(ctx, ctx.room._id, messageId);
    requireAllowed(canPin(ctx.viewer, roomFacts(ctx.room)));
    await requireWithinRate(ctx, "react", ctx.viewer._id);
    await setPinned(ctx, message, { pinned, pinnedById: ctx.viewer._id });
    return null;
  },
});
