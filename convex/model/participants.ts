/** Seats: who may take one, what comes with it and what goes with it. */
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { appError, notFound } from "../errors";
import type { UserKind } from "../validators";
import { type AuditAction, recordAudit } from "./audit";
import { canTakeSeat } from "./permissions";
import { settleMail } from "./positions";
import { revokeReplyAddress } from "./replyAddresses";
import { getParticipant, requireRoomHead } from "./rooms";
import { stopTyping } from "./typing";

/** People in one `participants.add`; more go in several calls. */
export const SEATS_PER_CALL_LIMIT = 200;
/** Counting stops here: the screens say "1,000+". */
export const PARTICIPANT_COUNT_CAP = 1_000;
/** Client seats, and as many kept ones, looked at to find out whether two portals would meet. */
const CLIENT_SEATS_LOOKED_AT = 50;

/** How many seats the room has, up to PARTICIPANT_COUNT_CAP. Staff only. */
export async function countParticipants(ctx: QueryCtx, roomId: Id<"rooms">): Promise<number> {
  return (await roomSeats(ctx, roomId)).length;
}

/** The room's seats, up to PARTICIPANT_COUNT_CAP. Staff only. */
export async function roomSeats(
  ctx: QueryCtx,
  roomId: Id<"rooms">,
): Promise<Doc<"participants">[]> {
  return await ctx.db
    .query("participants")
    .withIndex("by_room_and_user", (q) => q.eq("roomId", roomId))
    .take(PARTICIPANT_COUNT_CAP);
}

/**
 * Seats people, all or nothing; who already sits there is passed over. Errors name the person (staff
 * only ever see them): INTERNAL_ONLY (client to an internal room, R9), PARTICIPANT_NOT_ACTIVE (R3),
 * NOT_FOUND, INVALID_ARGUMENT (more than 200 at once), PORTALS_MEET (clients of two portals would
 * read each other, and `confirmed` is not set; announcement rooms are for many by nature).
 */
export async function seatParticipants(
  ctx: MutationCtx,
  actor: Doc<"users">,
  room: Doc<"rooms">,
  userIds: Id<"users">[],
  confirmed: boolean,
): Promise<void> {
  if (userIds.length > SEATS_PER_CALL_LIMIT) {
    throw appError("INVALID_ARGUMENT", `At most ${SEATS_PER_CALL_LIMIT} people at once.`);
  }
  const users: Doc<"users">[] = [];
  for (const userId of new Set(userIds)) {
    const user = await requireOfKind(ctx, room, userId);
    if (user.state !== "active") {
      throw appError("PARTICIPANT_NOT_ACTIVE", `${user.name} has no active account.`);
    }
    users.push(user);
  }
  if (!confirmed) await requireOnePortal(ctx, room, users);
  for (const user of users) {
    const isNew = await takeSeat(ctx, room, user._id, user.kind);
    if (!isNew) continue;
    await recordAudit(ctx, actor, "participant.add", { roomId: room._id, userId: user._id });
  }
}

/** A person whom this kind of room takes at all. Errors: NOT_FOUND, INTERNAL_ONLY. */
async function requireOfKind(
  ctx: QueryCtx,
  room: Doc<"rooms">,
  userId: Id<"users">,
): Promise<Doc<"users">> {
  const user = await ctx.db.get("users", userId);
  if (user === null) throw notFound();
  if (!canTakeSeat(user.kind, room)) {
    throw appError("INTERNAL_ONLY", `${user.name} is a client; this room is for the team only.`);
  }
  return user;
}

async function requireOnePortal(
  ctx: QueryCtx,
  room: Doc<"rooms">,
  newcomers: Doc<"users">[],
): Promise<void> {
  if (room.kind !== "client" || newcomers.every((user) => user.kind === "staff")) return;
  const portals = new Set<string>();
  const seats = await ctx.db
    .query("participants")
    .withIndex("by_room_and_kind", (q) => q.eq("roomId", room._id).eq("userKind", "client"))
    .take(CLIENT_SEATS_LOOKED_AT);
  const kept = await ctx.db
    .query("pendingSeats")
    .withIndex("by_room_and_user", (q) => q.eq("roomId", room._id))
    .take(CLIENT_SEATS_LOOKED_AT);
  const known = await Promise.all(
    [...seats, ...kept].map(({ userId }) => ctx.db.get("users", userId)),
  );
  for (const user of [...known, ...newcomers]) {
    if (user?.portalId !== undefined) portals.add(user.portalId);
  }
  if (portals.size > 1) {
    throw appError("PORTALS_MEET", "Clients of different companies would read each other here.");
  }
}

/**
 * Gives a person a seat; nothing old is mailed to a newcomer. False when they sat there already.
 * The one insert into participants beside the creator's own.
 */
export async function takeSeat(
  ctx: MutationCtx,
  room: Doc<"rooms">,
  userId: Id<"users">,
  userKind: UserKind,
): Promise<boolean> {
  if ((await getParticipant(ctx, room._id, userId)) !== null) return false;
  await ctx.db.insert("participants", { roomId: room._id, userId, userKind });
  const { lastSeq } = await requireRoomHead(ctx, room._id);
  await settleMail(ctx, userId, room._id, lastSeq);
  return true;
}

/**
 * Takes a person's seat (or the one kept for them) away: open screens, reply address, queued email and
 * typing end with it. Errors: NOT_FOUND (no seat), CREATOR_STAYS (the creator hands the room over first).
 */
export async function unseatParticipant(
  ctx: MutationCtx,
  actor: Doc<"users">,
  room: Doc<"rooms">,
  userId: Id<"users">,
): Promise<void> {
  if (userId === room.creatorId) {
    throw appError("CREATOR_STAYS", "The room's creator hands it over first.");
  }
  const participant = await getParticipant(ctx, room._id, userId);
  if (participant === null) throw notFound();
  await ctx.db.delete("participants", participant._id);
  await revokeReplyAddress(ctx, userId, room._id);
  await stopTyping(ctx, userId, room._id);
  const action: AuditAction = actor._id === userId ? "participant.leave" : "participant.remove";
  await recordAudit(ctx, actor, action, { roomId: room._id, userId });
}

async function getPendingSeat(ctx: QueryCtx, roomId: Id<"rooms">, userId: Id<"users">) {
  return await ctx.db
    .query("pendingSeats")
    .withIndex("by_room_and_user", (q) => q.eq("roomId", roomId).eq("userId", userId))
    .unique();
}

/**
 * Keeps a seat for an invited contact until they activate (R3). An active one is for `add`. Errors:
 * NOT_FOUND, INTERNAL_ONLY, INVALID_ARGUMENT (not invited), PORTALS_MEET (as seatParticipants).
 */
export async function reserveSeat(
  ctx: MutationCtx,
  actor: Doc<"users">,
  room: Doc<"rooms">,
  userId: Id<"users">,
  confirmed: boolean,
): Promise<void> {
  const user = await requireOfKind(ctx, room, userId);
  if (user.state !== "invited") {
    throw appError("INVALID_ARGUMENT", `${user.name} can be added directly or not at all.`);
  }
  if (!confirmed) await requireOnePortal(ctx, room, [user]);
  if ((await getPendingSeat(ctx, room._id, userId)) !== null) return;
  await ctx.db.insert("pendingSeats", { roomId: room._id, userId, reservedById: actor._id });
  await recordAudit(ctx, actor, "participant.reserve", { roomId: room._id, userId });
}

/** Gives up a kept seat. Error: NOT_FOUND. */
export async function unreserveSeat(
  ctx: MutationCtx,
  actor: Doc<"users">,
  room: Doc<"rooms">,
  userId: Id<"users">,
): Promise<void> {
  const pending = await getPendingSeat(ctx, room._id, userId);
  if (pending === null) throw notFound();
  await ctx.db.delete("pendingSeats", pending._id);
  await recordAudit(ctx, actor, "participant.unreserve", { roomId: room._id, userId });
}

/** Kept seats looked at per person; nobody is reserved into more rooms. */
const PENDING_SEATS_LIMIT = 200;

/** At activation every kept seat becomes a real one. */
export async function seatReserved(ctx: MutationCtx, user: Doc<"users">): Promise<void> {
  const pending = await ctx.db
    .query("pendingSeats")
    .withIndex("by_user", (q) => q.eq("userId", user._id))
    .take(PENDING_SEATS_LIMIT);
  for (const { _id, roomId } of pending) {
    await ctx.db.delete("pendingSeats", _id);
    const room = await ctx.db.get("rooms", roomId);
    if (room !== null && canTakeSeat(user.kind, room))
      await takeSeat(ctx, room, user._id, user.kind);
  }
}
