/** The audit log, for owner and admins. */
import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import { adminQuery } from "./functions";
import { listAuditViews, vAuditEventView } from "./model/auditViews";
import { bounded, vPaginated } from "./model/pagination";

/** Row 35: who did what, newest first; of one room when `roomId` is given. Error: FORBIDDEN. */
export const list = adminQuery({
  args: { roomId: v.optional(v.id("rooms")), paginationOpts: paginationOptsValidator },
  returns: vPaginated(vAuditEventView),
  handler: async (ctx, { roomId, paginationOpts }) => {
    const events = ctx.db.query("auditEvents");
    const ordered =
      roomId === undefined
        ? events.order("desc")
        : events.withIndex("by_roomId", (q) => q.eq("roomId", roomId)).order("desc");
    const result = await ordered.paginate(bounded(paginationOpts));
    return { ...result, page: await listAuditViews(ctx, result.page) };
  },
});
