/** Handing rooms over: a room's creator is always an active staff person with a seat. */
import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { appError } from "../errors";
import { recordAudit } from "./audit";
import { takeSeat } from "./participants";
import { getParticipant } from "./rooms";

/** Rooms handed over in one run; the others follow through the scheduler. */
const ROOMS_PER_RUN = 50;
/** Seats looked at to find the longest-seated colleague. */
const SEATS_LOOKED_AT = 200;

async function isActiveStaff(ctx: QueryCtx, userId: Id<"users">): Promise<boolean> {
  const user = await ctx.db.get("users", userId);
  return user?.kind === "staff" && user.state === "active";
}

/** Makes a staff participant the creator (row 6). Error: SUCCESSOR_NOT_HERE when they can't be. */
export async function handOverRoom(
  ctx: MutationCtx,
  actor: Doc<"users">,
  room: Doc<"rooms">,
  userId: Id<"users">,
): Promise<void> {
  const seat = await getParticipant(ctx, room._id, userId);
  if (seat === null || !(await isActiveStaff(ctx, userId))) {
    throw appError("SUCCESSOR_NOT_HERE", "Choose an active colleague who is in this room.");
  }
  if (room.creatorId === userId) return;
  await ctx.db.patch("rooms", room._id, { creatorId: userId });
  await recordAudit(ctx, actor, "room.handOver", { roomId: room._id, userId });
}

/** Gives every room that `fromId` created to somebody active; in several runs when there are many. */
export async function handOverRooms(
  ctx: MutationCtx,
  actor: Doc<"users">,
  fromId: Id<"users">,
  successorId: Id<"users"> | undefined,
): Promise<void> {
  if (!(await handOverPage(ctx, actor, fromId, successorId))) return;
  await ctx.scheduler.runAfter(0, internal.team.continueHandover, {
    actorId: actor._id,
    fromId,
    ...(successorId === undefined ? {} : { successorId }),
  });
}

/** As handOverRooms, one run of it. True when there may be more. */
export async function handOverPage(
  ctx: MutationCtx,
  actor: Doc<"users">,
  fromId: Id<"users">,
  successorId: Id<"users"> | undefined,
): Promise<boolean> {
  if (successorId !== undefined && !(await isActiveStaff(ctx, successorId))) {
    throw appError("INVALID_ARGUMENT", "The successor has to be active staff.");
  }
  const rooms = await ctx.db
    .query("rooms")
    .withIndex("by_creatorId", (q) => q.eq("creatorId", fromId))
    .take(ROOMS_PER_RUN);
  for (const room of rooms) {
    const creatorId =
      successorId ?? (await longestSeatedColleague(ctx, room._id, fromId)) ?? actor._id;
    await takeSeat(ctx, room, creatorId, "staff");
    await ctx.db.patch("rooms", room._id, { creatorId });
    await recordAudit(ctx, actor, "room.handOver", { roomId: room._id, userId: creatorId });
  }
  return rooms.length === ROOMS_PER_RUN;
}

async function longestSeatedColleague(
  ctx: QueryCtx,
  roomId: Id<"rooms">,
  exceptId: Id<"users">,
): Promise<Id<"users"> | null> {
  const seats = await ctx.db
    .query("participants")
    .withIndex("by_room_and_kind", (q) => q.eq("roomId", roomId).eq("userKind", "staff"))
    .take(SEATS_LOOKED_AT);
  for (const seat of seats) {
    if (seat.userId !== exceptId && (await isActiveStaff(ctx, seat.userId))) return seat.userId;
  }
  return null;
}
