/** The audit log, for owner and admins. */
import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import { adminQuery } from "./functions";
import { bounded, vPaginated } from "./model/pagination";
import { userLookup } from "./model/users";

/** Row 35: who did what, newest first; of one room when `roomId` is given. Error: FORBIDDEN. */
export const list = adminQuery({
  args: { roomId: v.optional(v.id("rooms")), paginationOpts: paginationOptsValidator },
  returns: vPaginated(
    v.object({
      auditId: v.id("auditEvents"),
      time: v.number(),
      actor: v.string(),
      action: v.string(),
      roomName: v.union(v.string(), v.null()),
      person: v.union(v.string(), v.null()),
      detail: v.union(v.string(), v.null()),
    }),
  ),
  handler: async (ctx, { roomId, paginationOpts }) => {
    const getUser = userLookup(ctx);
    const events = ctx.db.query("auditEvents");
    const ordered =
      roomId === undefined
        ? events.order("desc")
        : events.withIndex("by_roomId", (q) => q.eq("roomId", roomId)).order("desc");
    const result = await ordered.paginate(bounded(paginationOpts));
    const page = [];
    for (const event of result.page) {
      const room = event.roomId === undefined ? null : await ctx.db.get("rooms", event.roomId);
      const person = event.userId === undefined ? null : await getUser(event.userId);
      page.push({
        auditId: event._id,
        time: event._creationTime,
        actor: (await getUser(event.actorId))?.name ?? "Unknown",
        action: event.action,
        roomName: room?.name ?? null,
        person: person?.name ?? null,
        detail: event.detail ?? null,
      });
    }
    return { ...result, page };
  },
});
