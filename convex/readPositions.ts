/** How far the viewer has read a room. */
import { v } from "convex/values";
import { appError } from "./errors";
import { roomMutation } from "./functions";
import { raiseReadPosition } from "./model/positions";
import { requireRoomHead } from "./model/rooms";

/**
 * Row 32: marks the room read up to and including `seq`. Never falls; more than the newest seq is
 * taken as the newest. Errors: NOT_FOUND, INVALID_ARGUMENT (not a whole number from 0).
 */
export const markRead = roomMutation({
  args: { seq: v.number() },
  returns: v.null(),
  handler: async (ctx, { seq }) => {
    if (!Number.isInteger(seq) || seq < 0) {
      throw appError("INVALID_ARGUMENT", "seq is a whole number from 0.");
    }
    const { lastSeq } = await requireRoomHead(ctx, ctx.room._id);
    await raiseReadPosition(ctx, ctx.viewer._id, ctx.room._id, Math.min(seq, lastSeq));
    return null;
  },
});
