/** Seats in a room: who sits there (staff only), add, remove (creator only), mute one's own. */
import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import {
  roomCreatorMutation,
  roomMutation,
  roomSeatingMutation,
  roomStaffMutation,
  roomStaffQuery,
} from "./functions";
import { requireFirm } from "./model/firm";
import { bounded, vPaginated } from "./model/pagination";
import {
  reserveSeat,
  seatParticipants,
  unreserveSeat,
  unseatParticipant,
} from "./model/participants";
import { setNotify as setSeatNotify } from "./model/notifications";
import { avatarOf, vParticipantView } from "./model/views";
import { nextHour } from "./model/wallClock";
import { vNotifyLevel } from "./validators";
import { UNKNOWN } from "./text/neutralNames";

/** "Until tomorrow" ends at this hour. */
const MORNING_HOUR = 8;

/** Row 8 (R5): the room's participants, first seated first. Errors: NOT_FOUND, FORBIDDEN (clients). */
export const list = roomStaffQuery({
  args: { paginationOpts: paginationOptsValidator },
  returns: vPaginated(vParticipantView),
  handler: async (ctx, { paginationOpts }) => {
    const result = await ctx.db
      .query("participants")
      .withIndex("by_room_and_user", (q) => q.eq("roomId", ctx.room._id))
      .paginate(bounded(paginationOpts));
    const page = await Promise.all(
      result.page.map(async (seat) => {
        const user = await ctx.db.get("users", seat.userId);
        const portal = user?.portalId ? await ctx.db.get("portals", user.portalId) : null;
        return {
          participantId: seat._id,
          userId: seat.userId,
          name: user?.name ?? UNKNOWN,
          ...avatarOf(user),
          kind: seat.userKind,
          portalName: portal?.name ?? null,
          state: user?.state ?? ("suspended" as const),
          isCreator: seat.userId === ctx.room.creatorId,
          isYou: seat.userId === ctx.viewer._id,
          mailStopped: user?.emailStopped !== undefined,
        };
      }),
    );
    return { ...result, page };
  },
});

/** Row 4: seats people, all or nothing. Errors as seatParticipants, and NOT_FOUND, FORBIDDEN, ROOM_ARCHIVED. */
export const add = roomSeatingMutation({
  args: { userIds: v.array(v.id("users")), confirmed: v.optional(v.boolean()) },
  returns: v.null(),
  handler: async (ctx, { userIds, confirmed = false }) => {
    await seatParticipants(ctx, ctx.viewer, ctx.room, userIds, confirmed);
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

/**
 * Row 21 (R13): which messages of this room are mailed to the viewer. `untilMorning` turns it off
 * until the next 8:00 in their time zone, and `level` holds from then on. Nothing that came while less
 * was let through is ever mailed.
 */
export const setNotify = roomMutation({
  args: { level: vNotifyLevel, untilMorning: v.optional(v.boolean()) },
  returns: v.null(),
  handler: async (ctx, { level, untilMorning = false }) => {
    const timeZone = ctx.viewer.timeZone ?? (await requireFirm(ctx)).timeZone;
    const untilTime = nextHour(Date.now(), MORNING_HOUR, timeZone);
    await setSeatNotify(ctx, ctx.participant, { level, ...(untilMorning ? { untilTime } : {}) });
    return null;
  },
});

/** Row 7: gives one's own seat up. Errors: NOT_FOUND, FORBIDDEN (clients mute), CREATOR_STAYS. */
export const leave = roomStaffMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await unseatParticipant(ctx, ctx.viewer, ctx.room, ctx.viewer._id);
    return null;
  },
});

/** Keeps the room at the top of the viewer's own list, or no longer. */
export const setPinned = roomMutation({
  args: { pinned: v.boolean() },
  returns: v.null(),
  handler: async (ctx, { pinned }) => {
    await ctx.db.patch("participants", ctx.participant._id, { pinned });
    return null;
  },
});

/** Row 4, R3: keeps a seat for an invited contact. Errors as reserveSeat, and NOT_FOUND, FORBIDDEN, ROOM_ARCHIVED. */
export const reserve = roomSeatingMutation({
  args: { userId: v.id("users"), confirmed: v.optional(v.boolean()) },
  returns: v.null(),
  handler: async (ctx, { userId, confirmed = false }) => {
    await reserveSeat(ctx, ctx.viewer, ctx.room, userId, confirmed);
    return null;
  },
});

/** Row 5: gives a kept seat up. Errors: NOT_FOUND, FORBIDDEN. */
export const unreserve = roomCreatorMutation({
  args: { userId: v.id("users") },
  returns: v.null(),
  handler: async (ctx, { userId }) => {
    await unreserveSeat(ctx, ctx.viewer, ctx.room, userId);
    return null;
  },
});

const PENDING_SHOWN = 200;

/** Row 8: whom seats are kept for. Errors: NOT_FOUND, FORBIDDEN (clients). */
export const pending = roomStaffQuery({
  args: {},
  returns: v.array(
    v.object({
      userId: v.id("users"),
      name: v.string(),
      portalName: v.union(v.string(), v.null()),
    }),
  ),
  handler: async (ctx) => {
    const seats = await ctx.db
      .query("pendingSeats")
      .withIndex("by_room_and_user", (q) => q.eq("roomId", ctx.room._id))
      .take(PENDING_SHOWN);
    return await Promise.all(
      seats.map(async ({ userId }) => {
        const user = await ctx.db.get("users", userId);
        const portal = user?.portalId ? await ctx.db.get("portals", user.portalId) : null;
        return { userId, name: user?.name ?? UNKNOWN, portalName: portal?.name ?? null };
      }),
    );
  },
});
