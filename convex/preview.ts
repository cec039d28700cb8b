/**
 * "See as this client": what one client sees, shown to the team, made by the very functions that
 * make it for the client. Only rooms in which both have a seat; everything else of the client's is
 * as hidden as it was. Queries only: no read position moves, nothing is marked.
 */
import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import { roomPreviewQuery, staffQuery } from "./functions";
import { requireFirm } from "./model/firm";
import { listMessagePage, listMessageViews } from "./model/messageViews";
import { vPaginated } from "./model/pagination";
import { listPinned } from "./model/pins";
import { listRoomsOfSeats, listSeats } from "./model/roomList";
import { getParticipant } from "./model/rooms";
import { openRoom } from "./model/roomViews";
import { requireActiveClient, userLookup } from "./model/users";
import { vClientRoomView, vMessageView, vRoomListItem, vStaffRoomView } from "./model/views";

/** The client's name and those of their rooms that the viewer sits in too. Errors: NOT_FOUND, FORBIDDEN. */
export const rooms = staffQuery({
  args: { userId: v.string() },
  returns: v.object({ name: v.string(), timeZone: v.string(), rooms: v.array(vRoomListItem) }),
  handler: async (ctx, { userId }) => {
    const client = await requireActiveClient(ctx, userId);
    const firm = await requireFirm(ctx);
    const shared = [];
    for (const seat of await listSeats(ctx, client._id)) {
      const own = await getParticipant(ctx, seat.roomId, ctx.viewer._id);
      if (own !== null) shared.push(seat);
    }
    const items = await listRoomsOfSeats(ctx, shared, client, firm, userLookup(ctx));
    return { name: client.name, timeZone: client.timeZone ?? firm.timeZone, rooms: items };
  },
});

/** A room as that client opens it. Errors: NOT_FOUND, FORBIDDEN. */
export const room = roomPreviewQuery({
  args: {},
  returns: v.union(vStaffRoomView, vClientRoomView),
  handler: async (ctx) => await openRoom(ctx),
});

/** Its messages as that client reads them, newest first. Errors: NOT_FOUND, FORBIDDEN. */
export const messages = roomPreviewQuery({
  args: { paginationOpts: paginationOptsValidator },
  returns: vPaginated(vMessageView),
  handler: async (ctx, { paginationOpts }) => await listMessagePage(ctx, paginationOpts),
});

/** Its pinned messages as that client reads them. Errors: NOT_FOUND, FORBIDDEN. */
export const pins = roomPreviewQuery({
  args: {},
  returns: v.array(vMessageView),
  handler: async (ctx) => await listMessageViews(ctx, await listPinned(ctx, ctx.room._id)),
});
