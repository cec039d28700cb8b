/** Where among a room's messages a note stands. */
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { requireRoomHead } from "./rooms";

/**
 * The seq of the last message that is not younger than the note, or else of the first one: beside it
 * the note stands. Null in a room without messages. Reads one message for each halving of the room.
 */
export async function seqBeside(ctx: QueryCtx, note: Doc<"notes">): Promise<number | null> {
  const { lastSeq } = await requireRoomHead(ctx, note.roomId);
  const first = await ctx.db
    .query("messages")
    .withIndex("by_room_and_seq", (q) => q.eq("roomId", note.roomId))
    .first();
  if (first === null) return null;
  let before = first.seq;
  let after = lastSeq + 1;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    const message = await ctx.db
      .query("messages")
      .withIndex("by_room_and_seq", (q) => q.eq("roomId", note.roomId).eq("seq", middle))
      .unique();
    if (message !== null && message.time <= note.time) before = middle;
    else after = middle;
  }
  return before;
}
