/** What became of received emails that were not posted, for owner and admins. */
import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import { adminQuery } from "./functions";
import { bounded, vPaginated } from "./model/pagination";
import { vInboundState } from "./validators";

/**
 * Received emails in one state, newest first: when, from which address, to which room, and why. No text,
 * no subject and nobody's name: those are for the room's staff (heldEmails). Error: FORBIDDEN.
 */
export const list = adminQuery({
  args: { state: vInboundState, paginationOpts: paginationOptsValidator },
  returns: vPaginated(
    v.object({
      inboundId: v.id("inboundEmails"),
      receivedTime: v.number(),
      reason: v.union(v.string(), v.null()),
      from: v.union(v.string(), v.null()),
      roomName: v.union(v.string(), v.null()),
    }),
  ),
  handler: async (ctx, { state, paginationOpts }) => {
    const result = await ctx.db
      .query("inboundEmails")
      .withIndex("by_state", (q) => q.eq("state", state))
      .order("desc")
      .paginate(bounded(paginationOpts));
    const page = [];
    for (const { _id, _creationTime, reason, from, roomId } of result.page) {
      const room = roomId === undefined ? null : await ctx.db.get("rooms", roomId);
      page.push({
        inboundId: _id,
        receivedTime: _creationTime,
        reason: reason ?? null,
        from: from ?? null,
        roomName: room?.name ?? null,
      });
    }
    return { ...result, page };
  },
});
