/** How far staff have read the notes of a room, and which of their rooms have unread ones. */
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { getNoteHead } from "./notes";
import { listSeats } from "./roomList";

/** Entries looked at to find one of somebody else's; a longer run of own or deleted ones is read. */
const UNREAD_SCAN_LIMIT = 40;

async function getNotePosition(ctx: QueryCtx, userId: Id<"users">, roomId: Id<"rooms">) {
  return await ctx.db
    .query("noteReadPositions")
    .withIndex("by_user_and_room", (q) => q.eq("userId", userId).eq("roomId", roomId))
    .unique();
}

/** The highest seq of a note that the person has seen in the room; 0 when they have seen none. */
export async function noteReadSeq(
  ctx: QueryCtx,
  userId: Id<"users">,
  roomId: Id<"rooms">,
): Promise<number> {
  return (await getNotePosition(ctx, userId, roomId))?.seq ?? 0;
}

/** Raises the position to `seq`, but not above the newest note; a lower one changes nothing. */
export async function raiseNotePosition(
  ctx: MutationCtx,
  userId: Id<"users">,
  roomId: Id<"rooms">,
  wanted: number,
): Promise<void> {
  const seq = Math.min(wanted, (await getNoteHead(ctx, roomId))?.lastSeq ?? 0);
  const position = await getNotePosition(ctx, userId, roomId);
  if (position === null) await ctx.db.insert("noteReadPositions", { userId, roomId, seq });
  else if (seq > position.seq) await ctx.db.patch("noteReadPositions", position._id, { seq });
}

/** Those of the rooms in the person's list with a note by somebody else that they have not seen. */
export async function listRoomsWithUnreadNotes(
  ctx: QueryCtx,
  viewer: Doc<"users">,
): Promise<Id<"rooms">[]> {
  const unread: Id<"rooms">[] = [];
  for (const { roomId } of await listSeats(ctx, viewer._id)) {
    if (await hasUnreadNotes(ctx, viewer._id, roomId)) unread.push(roomId);
  }
  return unread;
}

async function hasUnreadNotes(
  ctx: QueryCtx,
  userId: Id<"users">,
  roomId: Id<"rooms">,
): Promise<boolean> {
  const head = await getNoteHead(ctx, roomId);
  const seen = head === null ? 0 : await noteReadSeq(ctx, userId, roomId);
  if (head === null || head.lastSeq <= seen) return false;
  const later = await ctx.db
    .query("notes")
    .withIndex("by_room_and_seq", (q) => q.eq("roomId", roomId).gt("seq", seen))
    .take(UNREAD_SCAN_LIMIT);
  return later.some((note) => note.authorId !== userId && note.deletedTime === undefined);
}
