/**
 * The doors. Every exported public function goes through one of these, and the door alone answers
 * "who calls, and which room?": raw builders are forbidden by lint outside this file. A door checks
 * the account before anything else (UNAUTHENTICATED, NOT_ACTIVATED, SUSPENDED), then the seat
 * (NOT_FOUND), then the standing (FORBIDDEN). What is left to the function is the second id: a
 * message of another room (requireMessageInRoom).
 */
import { customCtx, customMutation, customQuery } from "convex-helpers/server/customFunctions";
import { v } from "convex/values";
import type { Doc } from "./_generated/dataModel";
import {
  action,
  httpAction,
  mutation,
  type MutationCtx,
  query,
  type QueryCtx,
} from "./_generated/server";
import { appError, notFound } from "./errors";
import { canExport, canManageRoom, isAdministrator } from "./model/permissions";
import { getParticipant, requireAllowed, requireRoom } from "./model/rooms";
import { requireActiveClient, requireViewer } from "./model/users";

export { internalAction, internalMutation, internalQuery } from "./_generated/server";

/**
 * Without a caller: a closed list (sign-in, invitation, set-up). Nothing behind them may depend on
 * who asks; what is asked for is proven by a code or a token in the arguments.
 */
export const publicQuery = query;
export const publicMutation = mutation;
/** As above, for what signs tokens: that needs randomness which mutations do not have. */
export const publicAction = action;

/** An HTTP route: the webhook (signed) and the unsubscribe page (opaque token). */
export const publicHttpAction = httpAction;

/** A signed-in identity that need not have an account yet (accepting an invitation). */
export const identityMutation = customMutation(
  mutation,
  customCtx(async (ctx) => {
    const identity = await ctx.auth.getUserIdentity();
    if (identity === null) throw appError("UNAUTHENTICATED", "Please sign in.");
    return { identity };
  }),
);

/** Anybody with an active account. Gives `ctx.viewer`. */
export const viewerQuery = customQuery(
  query,
  customCtx(async (ctx) => ({ viewer: await requireViewer(ctx) })),
);
export const viewerMutation = customMutation(
  mutation,
  customCtx(async (ctx) => ({ viewer: await requireViewer(ctx) })),
);

async function requireStaff(ctx: QueryCtx) {
  const viewer = await requireViewer(ctx);
  if (viewer.kind !== "staff") throw forbidden();
  return { viewer };
}

function forbidden() {
  return appError("FORBIDDEN", "You may not do this.");
}

/** Active staff; clients get FORBIDDEN. */
export const staffQuery = customQuery(query, customCtx(requireStaff));
export const staffMutation = customMutation(mutation, customCtx(requireStaff));

async function requireAdministrator(ctx: QueryCtx) {
  const { viewer } = await requireStaff(ctx);
  if (!isAdministrator(viewer)) throw forbidden();
  return { viewer };
}

/** Owner and admins; everybody else gets FORBIDDEN. */
export const adminQuery = customQuery(query, customCtx(requireAdministrator));
export const adminMutation = customMutation(mutation, customCtx(requireAdministrator));

/**
 * Room doors take the id as a string: a malformed one is answered like an unknown one. They consume
 * `roomId` and give `ctx.viewer`, `ctx.room` and `ctx.participant` (the viewer's own seat).
 */
const roomArgs = { roomId: v.string() };
type RoomArgs = { roomId: string };

async function roomContext(ctx: QueryCtx, args: RoomArgs) {
  const viewer = await requireViewer(ctx);
  const { room, participant } = await requireRoom(ctx, viewer, args.roomId);
  return { viewer, room, participant };
}

async function roomStaffContext(ctx: QueryCtx, args: RoomArgs) {
  const context = await roomContext(ctx, args);
  if (context.viewer.kind !== "staff") throw forbidden();
  return context;
}

/** The room's participants, staff and clients alike. */
export const roomQuery = customQuery(query, {
  args: roomArgs,
  input: async (ctx, args) => ({ ctx: await roomContext(ctx, args), args: {} }),
});
export const roomMutation = customMutation(mutation, {
  args: roomArgs,
  input: async (ctx, args) => ({ ctx: await roomContext(ctx, args), args: {} }),
});

/** The room's staff participants; its clients get FORBIDDEN. */
export const roomStaffQuery = customQuery(query, {
  args: roomArgs,
  input: async (ctx, args) => ({ ctx: await roomStaffContext(ctx, args), args: {} }),
});

export const roomStaffMutation = customMutation(mutation, {
  args: roomArgs,
  input: async (ctx, args) => ({ ctx: await roomStaffContext(ctx, args), args: {} }),
});

async function roomHiddenContext(ctx: QueryCtx, args: RoomArgs) {
  const context = await roomContext(ctx, args);
  if (context.viewer.kind !== "staff") throw notFound();
  return context;
}

/** As roomStaffQuery, for what clients must not know to exist (row 29): they get NOT_FOUND. */
export const roomHiddenQuery = customQuery(query, {
  args: roomArgs,
  input: async (ctx, args) => ({ ctx: await roomHiddenContext(ctx, args), args: {} }),
});

async function roomNotesContext(ctx: QueryCtx, args: RoomArgs) {
  // Not FORBIDDEN: to a client a room's notes are like a room that never was (G8).
  const context = await roomHiddenContext(ctx, args);
  if (context.room.kind !== "client") throw appError("NOTES_NOT_HERE", "This room has no notes.");
  return context;
}

/** The staff participants of a client room; NOT_FOUND for its clients, NOTES_NOT_HERE elsewhere. */
export const roomNotesQuery = customQuery(query, {
  args: roomArgs,
  input: async (ctx, args) => ({ ctx: await roomNotesContext(ctx, args), args: {} }),
});
export const roomNotesMutation = customMutation(mutation, {
  args: roomArgs,
  input: async (ctx, args) => ({ ctx: await roomNotesContext(ctx, args), args: {} }),
});

/**
 * Seeing as a client: the room's staff participants name one of its active clients, and everything
 * behind this door is made for that client: `ctx.viewer` and `ctx.participant` are theirs. Queries
 * only, so that looking changes nothing. NOT_FOUND for rooms where either of the two has no seat.
 */
export const roomPreviewQuery = customQuery(query, {
  args: { ...roomArgs, userId: v.string() },
  input: async (ctx, { roomId, userId }) => {
    await roomStaffContext(ctx, { roomId });
    const viewer = await requireActiveClient(ctx, userId);
    const { room, participant } = await requireRoom(ctx, viewer, roomId);
    return { ctx: { viewer, room, participant }, args: {} };
  },
});

/** Owner and admins know every room by the index, so they are told FORBIDDEN and not NOT_FOUND. */
async function requireKnownRoom(ctx: QueryCtx, viewer: Doc<"users">, roomIdText: string) {
  const roomId = ctx.db.normalizeId("rooms", roomIdText);
  const room = roomId === null ? null : await ctx.db.get("rooms", roomId);
  const seat = room === null ? null : await getParticipant(ctx, room._id, viewer._id);
  if (room === null || (seat === null && !isAdministrator(viewer))) throw notFound();
  return {
    room,
    hasSeat: seat !== null,
    isCreator: room.creatorId === viewer._id && seat !== null,
  };
}

/**
 * The room's creator, while it is not archived (row 4): everybody in an archived room is told
 * ROOM_ARCHIVED. Otherwise as roomCreatorMutation.
 */
export const roomSeatingMutation = customMutation(mutation, {
  args: roomArgs,
  input: async (ctx: MutationCtx, args: RoomArgs) => {
    const viewer = await requireViewer(ctx);
    const { room, hasSeat, isCreator } = await requireKnownRoom(ctx, viewer, args.roomId);
    if (hasSeat && room.archivedTime !== undefined) requireAllowed("archived");
    if (!isCreator) throw forbidden();
    return { ctx: { viewer, room }, args: {} };
  },
});

/** The room's creator (row 5); its other participants, owner and admins get FORBIDDEN. */
export const roomCreatorMutation = customMutation(mutation, {
  args: roomArgs,
  input: async (ctx: MutationCtx, args: RoomArgs) => {
    const viewer = await requireViewer(ctx);
    const { room, isCreator } = await requireKnownRoom(ctx, viewer, args.roomId);
    if (!isCreator) throw forbidden();
    return { ctx: { viewer, room }, args: {} };
  },
});

async function roomExportContext(ctx: QueryCtx, args: RoomArgs) {
  const viewer = await requireViewer(ctx);
  const { room, isCreator } = await requireKnownRoom(ctx, viewer, args.roomId);
  if (!canExport(viewer, { isCreator })) throw forbidden();
  return { viewer, room };
}

/** Row 26: the room's creator, and the owner also without a seat; others as roomCreatorMutation. */
export const roomExportQuery = customQuery(query, {
  args: roomArgs,
  input: async (ctx, args) => ({ ctx: await roomExportContext(ctx, args), args: {} }),
});
export const roomExportMutation = customMutation(mutation, {
  args: roomArgs,
  input: async (ctx, args) => ({ ctx: await roomExportContext(ctx, args), args: {} }),
});

/** The room's creator, and owner and admins also without a seat (rows 3, 19). */
export const roomManagerMutation = customMutation(mutation, {
  args: roomArgs,
  input: async (ctx: MutationCtx, args: RoomArgs) => {
    const viewer = await requireViewer(ctx);
    const { room, isCreator } = await requireKnownRoom(ctx, viewer, args.roomId);
    if (!canManageRoom(viewer, { isCreator })) throw forbidden();
    return { ctx: { viewer, room }, args: {} };
  },
});
