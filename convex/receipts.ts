/** Who has seen a message and what became of its emails (row 29): for the room's staff, nobody else. */
import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import { roomHiddenQuery } from "./functions";
import { requireMessageInRoom } from "./model/messages";
import { bounded, vPaginated } from "./model/pagination";
import { receiptOf, sumReceipts, vReceipt, vReceiptSum } from "./model/receipts";

/** Seats looked at for the line under a message; rooms with more say so. */
const SUMMED_SEATS = 20;

/**
 * A page of the room's participants other than the message's author, clients first, each with when they
 * saw the message and what became of the email about it. Error: NOT_FOUND (also to clients).
 */
export const forMessage = roomHiddenQuery({
  args: { messageId: v.string(), paginationOpts: paginationOptsValidator },
  returns: vPaginated(vReceipt),
  handler: async (ctx, { messageId, paginationOpts }) => {
    const message = await requireMessageInRoom(ctx, ctx.room._id, messageId);
    const result = await ctx.db
      .query("participants")
      .withIndex("by_room_and_kind", (q) => q.eq("roomId", ctx.room._id))
      .paginate(bounded(paginationOpts));
    const page = [];
    for (const seat of result.page) {
      const receipt = seat.userId === message.authorId ? null : await receiptOf(ctx, message, seat);
      if (receipt !== null) page.push(receipt);
    }
    return { ...result, page };
  },
});

/**
 * The line under a message: of the room's first 20 clients, how many have seen it and when the latest of
 * them did (ms), how many were mailed it, and how many emails came back. Error: NOT_FOUND (also to clients).
 */
export const summary = roomHiddenQuery({
  args: { messageId: v.string() },
  returns: v.object({
    ...vReceiptSum.fields,
    /** There are more clients than were looked at. */
    isPartial: v.boolean(),
  }),
  handler: async (ctx, { messageId }) => {
    const message = await requireMessageInRoom(ctx, ctx.room._id, messageId);
    const seats = await ctx.db
      .query("participants")
      .withIndex("by_room_and_kind", (q) => q.eq("roomId", ctx.room._id).eq("userKind", "client"))
      .take(SUMMED_SEATS + 1);
    const receipts = [];
    for (const seat of seats.slice(0, SUMMED_SEATS)) {
      const receipt = seat.userId === message.authorId ? null : await receiptOf(ctx, message, seat);
      if (receipt !== null) receipts.push(receipt);
    }
    return { ...sumReceipts(receipts), isPartial: seats.length > SUMMED_SEATS };
  },
});
