/** Read and mailed positions: two numbers per person and room that never fall. */
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { noteReadEvent, type ReadVia } from "./readEvents";

type PositionTable = "readPositions" | "mailedPositions";

async function getPosition(
  ctx: QueryCtx,
  table: PositionTable,
  userId: Id<"users">,
  roomId: Id<"rooms">,
) {
  return await ctx.db
    .query(table)
    .withIndex("by_user_and_room", (q) => q.eq("userId", userId).eq("roomId", roomId))
    .unique();
}

/** The highest seq that the person has seen in the room; 0 when they have seen nothing. */
export async function readSeq(ctx: QueryCtx, userId: Id<"users">, roomId: Id<"rooms">) {
  return (await getPosition(ctx, "readPositions", userId, roomId))?.seq ?? 0;
}

/** The highest seq that is settled for the person's email; 0 when nothing is. */
export async function mailedSeq(ctx: QueryCtx, userId: Id<"users">, roomId: Id<"rooms">) {
  return (await getPosition(ctx, "mailedPositions", userId, roomId))?.seq ?? 0;
}

/**
 * From where badges and the unread line count: the read position, or what stands before the mark of
 * "mark unread from here" where that is lower.
 */
export async function badgeSeq(ctx: QueryCtx, userId: Id<"users">, roomId: Id<"rooms">) {
  const position = (await getPosition(ctx, "readPositions", userId, roomId)) as Position | null;
  if (position === null) return 0;
  return Math.min(position.seq, (position.unreadFromSeq ?? Number.POSITIVE_INFINITY) - 1);
}

type Position = Doc<"readPositions">;

/** Marks unread from `seq` on: for badges only. The read position stays, and so does all email. */
export async function markUnreadFrom(
  ctx: MutationCtx,
  userId: Id<"users">,
  roomId: Id<"rooms">,
  unreadFromSeq: number,
): Promise<void> {
  const position = await getPosition(ctx, "readPositions", userId, roomId);
  if (position === null) {
    const fresh = { userId, roomId, seq: 0, readTime: Date.now(), unreadFromSeq };
    await ctx.db.insert("readPositions", fresh);
  } else {
    await ctx.db.patch("readPositions", position._id as Position["_id"], { unreadFromSeq });
  }
}

/**
 * Raises the read position to `seq` and notes when; a lower one leaves it. A mark of "mark unread from here" moves up
 * with what is read and goes at the end, unless `keepsMark`.
 */
export async function raiseReadPosition(
  ctx: MutationCtx,
  userId: Id<"users">,
  roomId: Id<"rooms">,
  seq: number,
  { via = "app", keepsMark = false }: { via?: ReadVia; keepsMark?: boolean } = {},
): Promise<void> {
  const position = await getPosition(ctx, "readPositions", userId, roomId);
  const readTime = Date.now();
  if (seq > (position?.seq ?? 0)) {
    await noteReadEvent(ctx, { roomId, userId, seq, time: readTime, via });
  }
  if (position === null) {
    await ctx.db.insert("readPositions", { userId, roomId, seq, readTime });
    return;
  }
  const { _id, unreadFromSeq } = position as Position;
  if (seq > position.seq) await ctx.db.patch("readPositions", _id, { seq, readTime });
  if (keepsMark || unreadFromSeq === undefined || unreadFromSeq > seq) return;
  const isOver = seq >= position.seq;
  await ctx.db.patch("readPositions", _id, { unreadFromSeq: isOver ? undefined : seq + 1 });
}

type MailedPosition = Doc<"mailedPositions">;

/**
 * Sets the mailed position. It falls only when a frozen digest was surely not sent, and never below
 * what `settleMail` settled meanwhile (R13).
 */
export async function setMailedPosition(
  ctx: MutationCtx,
  userId: Id<"users">,
  roomId: Id<"rooms">,
  seq: number,
): Promise<void> {
  const position = await getPosition(ctx, "mailedPositions", userId, roomId);
  if (position === null) {
    await ctx.db.insert("mailedPositions", { userId, roomId, seq });
    return;
  }
  const { _id, floorSeq = 0 } = position as MailedPosition;
  const settled = Math.max(seq, floorSeq);
  if (settled !== position.seq) await ctx.db.patch("mailedPositions", _id, { seq: settled });
}

/** Settles all up to `seq` without an email (joining, un-muting): it is never mailed any more. */
export async function settleMail(
  ctx: MutationCtx,
  userId: Id<"users">,
  roomId: Id<"rooms">,
  seq: number,
): Promise<void> {
  const position = await getPosition(ctx, "mailedPositions", userId, roomId);
  if (position === null) {
    await ctx.db.insert("mailedPositions", { userId, roomId, seq, floorSeq: seq });
    return;
  }
  const { _id, floorSeq = 0 } = position as MailedPosition;
  if (seq <= floorSeq) return;
  const settled = Math.max(seq, position.seq);
  await ctx.db.patch("mailedPositions", _id, { seq: settled, floorSeq: seq });
}

/** Is this entry unread for the person, as badges and digests count? Own and deleted ones never are. */
export function countsAsUnread(message: Doc<"messages">, readerId: Id<"users">): boolean {
  return message.authorId !== readerId && message.deletedTime === undefined;
}
