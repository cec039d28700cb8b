/** Rooms: list, open, create, rename, archive. */
import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import {
  adminQuery,
  roomManagerMutation,
  roomQuery,
  roomStaffQuery,
  staffMutation,
  viewerQuery,
} from "./functions";
import { recordAudit } from "./model/audit";
import { isRoomActivity, listAuditViews, vAuditEventView } from "./model/auditViews";
import { requireFirm } from "./model/firm";
import { bounded, vPaginated } from "./model/pagination";
import { countParticipants, seatParticipants } from "./model/participants";
import { handOverRoom } from "./model/handover";
import { requireWithinRate } from "./model/rateLimits";
import { listRooms } from "./model/roomList";
import { openRoom, roomNameFor } from "./model/roomViews";
import { createRoom, roomName } from "./model/rooms";
import { userLookup } from "./model/users";
import { vClientRoomView, vRoomListItem, vStaffRoomView } from "./model/views";
import { vRoomKind } from "./validators";
import { UNKNOWN } from "./text/neutralNames";

/** Row 2: the viewer's rooms, newest activity first, archived ones marked; at most 200. */
export const list = viewerQuery({
  args: {},
  returns: v.array(vRoomListItem),
  handler: async (ctx) => await listRooms(ctx, ctx.viewer, await requireFirm(ctx), userLookup(ctx)),
});

/** Row 2: the room as its participant may see it. Error: NOT_FOUND. */
export const get = roomQuery({
  args: {},
  returns: v.union(vStaffRoomView, vClientRoomView),
  handler: async (ctx) => await openRoom(ctx),
});

/**
 * Row 1: makes a room with the viewer as creator and first participant (R2), and seats
 * `participantIds`. Without a name the portal's is taken (R1). Errors: FORBIDDEN (clients),
 * INVALID_NAME, PARTICIPANT_NOT_ACTIVE, INTERNAL_ONLY, PORTALS_MEET, NOT_FOUND (portal), RATE_LIMITED.
 */
export const create = staffMutation({
  args: {
    name: v.optional(v.string()),
    kind: vRoomKind,
    portalId: v.optional(v.id("portals")),
    participantIds: v.optional(v.array(v.id("users"))),
    confirmed: v.optional(v.boolean()),
  },
  returns: v.id("rooms"),
  handler: async (ctx, { name, kind, portalId, participantIds = [], confirmed = false }) => {
    await requireWithinRate(ctx, "createRoom", ctx.viewer._id);
    const named = await roomNameFor(ctx, { name, portalId });
    const room = await createRoom(ctx, ctx.viewer, {
      name: named,
      kind,
      ...(portalId === undefined ? {} : { portalId }),
    });
    await recordAudit(ctx, ctx.viewer, "room.create", { roomId: room._id, detail: kind });
    await seatParticipants(ctx, ctx.viewer, room, participantIds, confirmed);
    return room._id;
  },
});

/** Row 3. Errors: NOT_FOUND, FORBIDDEN, INVALID_NAME. */
export const rename = roomManagerMutation({
  args: { name: v.string() },
  returns: v.null(),
  handler: async (ctx, args) => {
    const name = roomName(args.name);
    await ctx.db.patch("rooms", ctx.room._id, { name });
    await recordAudit(ctx, ctx.viewer, "room.rename", { roomId: ctx.room._id, detail: name });
    return null;
  },
});

/** Row 19: archives or unarchives; asking for what already is changes nothing. */
export const setArchived = roomManagerMutation({
  args: { archived: v.boolean() },
  returns: v.null(),
  handler: async (ctx, { archived }) => {
    const { room } = ctx;
    if (archived === (room.archivedTime !== undefined)) return null;
    await ctx.db.patch("rooms", room._id, { archivedTime: archived ? Date.now() : undefined });
    await recordAudit(ctx, ctx.viewer, archived ? "room.archive" : "room.unarchive", {
      roomId: room._id,
    });
    return null;
  },
});

/** Row 6: another staff participant becomes the creator. Errors: NOT_FOUND, FORBIDDEN, SUCCESSOR_NOT_HERE. */
export const handOver = roomManagerMutation({
  args: { userId: v.id("users") },
  returns: v.null(),
  handler: async (ctx, { userId }) => {
    await handOverRoom(ctx, ctx.viewer, ctx.room, userId);
    return null;
  },
});

/**
 * Row 8: who was added and removed, and how the room was named, archived and handed over, newest
 * first. A page may hold fewer than were asked for. Errors: NOT_FOUND, FORBIDDEN (clients).
 */
export const activity = roomStaffQuery({
  args: { paginationOpts: paginationOptsValidator },
  returns: vPaginated(vAuditEventView),
  handler: async (ctx, { paginationOpts }) => {
    const result = await ctx.db
      .query("auditEvents")
      .withIndex("by_roomId", (q) => q.eq("roomId", ctx.room._id))
      .order("desc")
      .paginate(bounded(paginationOpts));
    const page = result.page.filter(isRoomActivity);
    return { ...result, page: await listAuditViews(ctx, page) };
  },
});

/** Row 2: every seat of the viewer, newest first; `list` holds the latest 200 only. */
export const listAll = viewerQuery({
  args: { paginationOpts: paginationOptsValidator },
  returns: vPaginated(
    v.object({
      roomId: v.id("rooms"),
      name: v.string(),
      kind: vRoomKind,
      archived: v.boolean(),
    }),
  ),
  handler: async (ctx, { paginationOpts }) => {
    const result = await ctx.db
      .query("participants")
      .withIndex("by_user", (q) => q.eq("userId", ctx.viewer._id))
      .order("desc")
      .paginate(bounded(paginationOpts));
    const page = [];
    for (const { roomId } of result.page) {
      const room = await ctx.db.get("rooms", roomId);
      if (room === null) continue;
      const { name, kind, archivedTime } = room;
      page.push({ roomId, name, kind, archived: archivedTime !== undefined });
    }
    return { ...result, page };
  },
});

/** Row 2, owner and admins: every room's name, creator and number of participants (R4). */
export const index = adminQuery({
  args: { paginationOpts: paginationOptsValidator },
  returns: vPaginated(
    v.object({
      roomId: v.id("rooms"),
      name: v.string(),
      kind: vRoomKind,
      archived: v.boolean(),
      creatorName: v.string(),
      participantCount: v.number(),
    }),
  ),
  handler: async (ctx, { paginationOpts }) => {
    const getUser = userLookup(ctx);
    const result = await ctx.db.query("rooms").order("desc").paginate(bounded(paginationOpts));
    const page = await Promise.all(
      result.page.map(async (room) => ({
        roomId: room._id,
        name: room.name,
        kind: room.kind,
        archived: room.archivedTime !== undefined,
        creatorName: (await getUser(room.creatorId))?.name ?? UNKNOWN,
        participantCount: await countParticipants(ctx, room._id),
      })),
    );
    return { ...result, page };
  },
});
