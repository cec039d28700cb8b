/** Announcements that ask to be confirmed, and who has done so. */
import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import {
  internalMutation,
  roomHiddenQuery,
  roomMutation,
  roomQuery,
  roomStaffMutation,
} from "./functions";
import {
  askConfirmation,
  confirmedTime,
  confirmMessage,
  forgetConfirmations,
} from "./model/confirmations";
import { requireMessageInRoom } from "./model/messages";
import { bounded, vPaginated } from "./model/pagination";
import { UNKNOWN } from "./text/neutralNames";

/** The newest requests of a room that its readers are shown. */
const REQUESTS_SHOWN = 50;

/** Asks the readers of an announcement to confirm it. Errors: NOT_FOUND, FORBIDDEN, ROOM_ARCHIVED, INVALID_ARGUMENT. */
export const ask = roomStaffMutation({
  args: { messageId: v.string() },
  returns: v.null(),
  handler: async (ctx, { messageId }) => {
    await askConfirmation(ctx, ctx.viewer, ctx.room, messageId);
    return null;
  },
});

/** Confirms an announcement. Errors: NOT_FOUND (also where nobody asked), ROOM_ARCHIVED. */
export const confirm = roomMutation({
  args: { messageId: v.string() },
  returns: v.null(),
  handler: async (ctx, { messageId }) => {
    await confirmMessage(ctx, ctx.viewer, ctx.room, messageId);
    return null;
  },
});

/** The room's newest 50 messages that ask to be confirmed, and when the viewer did (ms). */
export const mine = roomQuery({
  args: {},
  returns: v.array(
    v.object({
      messageId: v.id("messages"),
      /** When it was written (ms). */
      time: v.number(),
      confirmedTime: v.union(v.number(), v.null()),
    }),
  ),
  handler: async (ctx) => {
    const requests = await ctx.db
      .query("confirmationRequests")
      .withIndex("by_room_and_seq", (q) => q.eq("roomId", ctx.room._id))
      .order("desc")
      .take(REQUESTS_SHOWN);
    return await Promise.all(
      requests.map(async ({ messageId }) => ({
        messageId,
        time: (await ctx.db.get("messages", messageId))?.time ?? 0,
        confirmedTime: await confirmedTime(ctx, messageId, ctx.viewer._id),
      })),
    );
  },
});

/** Row 29: a page of the room's clients, each with when they confirmed the message (ms) or null. Error: NOT_FOUND (also to clients). */
export const list = roomHiddenQuery({
  args: { messageId: v.string(), paginationOpts: paginationOptsValidator },
  returns: vPaginated(
    v.object({
      userId: v.id("users"),
      name: v.string(),
      confirmedTime: v.union(v.number(), v.null()),
    }),
  ),
  handler: async (ctx, { messageId, paginationOpts }) => {
    const message = await requireMessageInRoom(ctx, ctx.room._id, messageId);
    const result = await ctx.db
      .query("participants")
      .withIndex("by_room_and_kind", (q) => q.eq("roomId", ctx.room._id).eq("userKind", "client"))
      .paginate(bounded(paginationOpts));
    const page = [];
    for (const { userId } of result.page) {
      const user = await ctx.db.get("users", userId);
      const time = await confirmedTime(ctx, message._id, userId);
      page.push({ userId, name: user?.name ?? UNKNOWN, confirmedTime: time });
    }
    return { ...result, page };
  },
});

/** Goes on with what a removal began (model/confirmations.forgetConfirmations). */
export const forget = internalMutation({
  args: { messageId: v.id("messages") },
  returns: v.null(),
  handler: async (ctx, { messageId }) => {
    await forgetConfirmations(ctx, messageId);
    return null;
  },
});
