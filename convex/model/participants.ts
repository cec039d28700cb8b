/** Seats: who may take one, what comes with it and what goes with it. */
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { appError, notFound } from "../errors";
import { recordAudit } from "./audit";
import { canTakeSeat } from "./permissions";
import { raiseMailedPosition } from "./positions";
import { revokeReplyAddress } from "./replyAddresses";
import { getParticipant, requireRoomHead } from "./rooms";

/** People in one `participants.add`; more go in several calls. */
export const SEATS_PER_CALL_LIMIT = 500;
/** Counting stops here: the screens say "1,000+". */
export const PARTICIPANT_COUNT_CAP = 1_000;

/** How many seats the room has, up to PARTICIPANT_COUNT_CAP. Staff only. */
export async function countParticipants(ctx: QueryCtx, roomId: Id<"rooms">): Promise<number> {
  const seats = await ctx.db
    .query("participants")
    .withIndex("by_room_and_user", (q) => q.eq("roomId", roomId))
    .take(PARTICIPANT_COUNT_CAP);
  return seats.length;
}

/**
 * Seats people, all or nothing; who already sits there is passed over. Nothing old is mailed to a
 * newcomer. Errors name the person (staff only ever see them): INTERNAL_ONLY (client to an internal
 * room, R9), PARTICIPANT_NOT_ACTIVE (R3), NOT_FOUND, INVALID_ARGUMENT (more than 500 at once).
 */
export async function seatParticipants(
  ctx: MutationCtx,
  actor: Doc<"users">,
  room: Doc<"rooms">,
  userIds: Id<"users">[],
): Promise<void> {
  if (userIds.length > SEATS_PER_CALL_LIMIT) {
    throw appError("INVALID_ARGUMENT", `At most ${SEATS_PER_CALL_LIMIT} people at once.`);
  }
  const { lastSeq } = await requireRoomHead(ctx, room._id);
  for (const userId of new Set(userIds)) {
    const user = await requireSeatable(ctx, room, userId);
    if ((await getParticipant(ctx, room._id, userId)) !== null) continue;
    await ctx.db.insert("participants", {
      roomId: room._id,
      userId,
      userKind: user.kind,
      emailOff: false,
    });
    await raiseMailedPosition(ctx, userId, room._id, lastSeq);
    await recordAudit(ctx, actor, "participant.add", { roomId: room._id, userId });
  }
}

async function requireSeatable(
  ctx: QueryCtx,
  room: Doc<"rooms">,
  userId: Id<"users">,
): Promise<Doc<"users">> {
  const user = await ctx.db.get("users", userId);
  if (user === null) throw notFound();
  if (!canTakeSeat(user.kind, room)) {
    throw appError("INTERNAL_ONLY", `${user.name} is a client; this room is for the team only.`);
  }
  if (user.state !== "active") {
    throw appError("PARTICIPANT_NOT_ACTIVE", `${user.name} has no active account yet.`);
  }
  return user;
}

/**
 * Takes a person's seat away: open screens, reply address and queued email end with it. Errors:
 * NOT_FOUND (no seat), CREATOR_STAYS (the creator hands the room over first).
 */
export async function unseatParticipant(
  ctx: MutationCtx,
  actor: Doc<"users">,
  room: Doc<"rooms">,
  userId: Id<"users">,
): Promise<void> {
  if (userId === room.creatorId) {
    throw appError("CREATOR_STAYS", "The room's creator can't be removed.");
  }
  const participant = await getParticipant(ctx, room._id, userId);
  if (participant === null) throw notFound();
  await ctx.db.delete("participants", participant._id);
  await revokeReplyAddress(ctx, userId, room._id);
  await recordAudit(ctx, actor, "participant.remove", { roomId: room._id, userId });
}
