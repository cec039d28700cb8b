/** Seats in a room: who sits there (staff only), add, remove (creator only), mute one's own. */
import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import { roomCreatorMutation, roomMutation, roomStaffQuery } from "./functions";
import { vPaginated } from "./model/pagination";
import { seatParticipants, unseatParticipant } from "./model/participants";
import { setRoomEmailOff } from "./model/notifications";
import { vParticipantView } from "./model/views";

/** Row 8 (R5): the room's participants, first seated first. Errors: NOT_FOUND, FORBIDDEN (clients). */
export const list = roomStaffQuery({
  args: { paginationOpts: paginationOptsValidator },
  returns: vPaginated(vParticipantView),
  handler: async (ctx, { paginationOpts }) => {
    const result = await ctx.db
      .query("participants")
      .withIndex("by_room_and_user", (q) => q.eq("roomId", ctx.room._id))
      .paginate(paginationOpts);
    const page = await Promise.all(
      result.page.map(async (seat) => {
        const user = await ctx.db.get("users", seat.userId);
        const portal = user?.portalId ? await ctx.db.get("portals", user.portalId) : null;
        return {
          participantId: seat._id,
          userId: seat.userId,
          name: user?.name ?? "Unknown",
          kind: seat.userKind,
          portalName: portal?.name ?? null,
          state: user?.state ?? ("suspended" as const),
          isCreator: seat.userId === ctx.room.creatorId,
          isYou: seat.userId === ctx.viewer._id,
        };
      }),
    );
    return { ...result, page };
  },
});

/** Row 4: seats people, all or nothing. Errors as seatParticipants, and NOT_FOUND, FORBIDDEN. */
export const add = roomCreatorMutation({
  args: { userIds: v.array(v.id("users")) },
  returns: v.null(),
  handler: async (ctx, { userIds }) => {
    await seatParticipants(ctx, ctx.viewer, ctx.room, userIds);
    return null;
  },
});

/** Row 5: takes a seat away. Errors: NOT_FOUND, FORBIDDEN, CREATOR_STAYS. */
export const remove = roomCreatorMutation({
  args: { userId: v.id("users") },
  returns: v.null(),
  handler: async (ctx, { userId }) => {
    await unseatParticipant(ctx, ctx.viewer, ctx.room, userId);
    return null;
  },
});

/** Row 21 (R13): this room's email off or on for the viewer; un-muting mails no backlog. */
export const setMuted = roomMutation({
  args: { muted: v.boolean() },
  returns: v.null(),
  handler: async (ctx, { muted }) => {
    await setRoomEmailOff(ctx, ctx.participant, muted);
    return null;
  },
});
