/** How far the viewer has read a room. */
import { v } from "convex/values";
import { appError } from "./errors";
import { roomMutation } from "./functions";
import { markUnreadFrom, raiseReadPosition } from "./model/positions";
import { requireRoomHead } from "./model/rooms";

/**
 * Row 32: marks the room read up to and including `seq`. Never falls; more than the newest seq is
 * taken as the newest. `keepsMark`: what was marked unread during this visit stays so. Errors: NOT_FOUND, INVALID_ARGUMENT (not a whole number from 0).
 */
export const markRead = roomMutation({
  args: { seq: v.number(), keepsMark: v.optional(v.boolean()) },
  returns: v.null(),
  handler: async (ctx, { seq, keepsMark = false }) => {
    requireSeq(seq);
    const { lastSeq } = await requireRoomHead(ctx, ctx.room._id);
    const position = Math.min(seq, lastSeq);
    await raiseReadPosition(ctx, ctx.viewer._id, ctx.room._id, position, { keepsMark });
    return null;
  },
});

/**
 * Row 32: marks the room unread from `seq` on, for the viewer's badges only: the read position does not
 * fall and nothing is mailed again. It holds until the room is opened and read again. Errors:
 * NOT_FOUND, INVALID_ARGUMENT.
 */
export const markUnread = roomMutation({
  args: { seq: v.number() },
  returns: v.null(),
  handler: async (ctx, { seq }) => {
    requireSeq(seq);
    await markUnreadFrom(ctx, ctx.viewer._id, ctx.room._id, seq);
    return null;
  },
});

function requireSeq(seq: number): void {
  if (Number.isInteger(seq) && seq >= 0) return;
  throw appError("INVALID_ARGUMENT", "seq is a whole number from 0.");
}
