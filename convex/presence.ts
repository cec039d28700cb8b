/** Who is here now; told to staff alone (R5). Nothing is decided by it: digests go by read positions. */
import { v } from "convex/values";
import { roomStaffQuery, viewerMutation } from "./functions";
import { listPresence, recordPresence } from "./model/presence";

/** Says that the viewer has the app on screen; at most one write per 30 seconds and person. */
export const beat = viewerMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await recordPresence(ctx);
    return null;
  },
});

/** Row 8: when the room's participants were last here (ms, whole minutes), those who ever were. */
export const list = roomStaffQuery({
  args: {},
  returns: v.array(v.object({ userId: v.id("users"), seenTime: v.number() })),
  handler: async (ctx) => await listPresence(ctx, ctx.room._id),
});
