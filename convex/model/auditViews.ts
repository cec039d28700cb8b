/** The audit log's events as staff read them: all of them (row 35), or a room's (row 8). */
import { v, type Infer } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import type { AuditAction } from "./audit";
import { userLookup } from "./users";
import { UNKNOWN } from "../text/neutralNames";

export const vAuditEventView = v.object({
  auditId: v.id("auditEvents"),
  time: v.number(),
  actor: v.string(),
  action: v.string(),
  roomName: v.union(v.string(), v.null()),
  person: v.union(v.string(), v.null()),
  detail: v.union(v.string(), v.null()),
});

/** What the people of a room may know of its past; the rest is for owner and admins. */
const ROOM_ACTIVITY: readonly AuditAction[] = [
  "room.create",
  "room.rename",
  "room.archive",
  "room.unarchive",
  "room.handOver",
  "participant.add",
  "participant.remove",
  "participant.leave",
  "participant.reserve",
  "participant.unreserve",
];

/** Whether an event is one of those that the room's staff read: who came and went, and what it was called. */
export function isRoomActivity({ action }: Doc<"auditEvents">): boolean {
  return ROOM_ACTIVITY.some((one) => one === action);
}

/** Events with the names of today, in their order. Staff only. */
export async function listAuditViews(
  ctx: QueryCtx,
  events: Doc<"auditEvents">[],
): Promise<Infer<typeof vAuditEventView>[]> {
  const getUser = userLookup(ctx);
  const views = [];
  for (const event of events) {
    const room = event.roomId === undefined ? null : await ctx.db.get("rooms", event.roomId);
    const person = event.userId === undefined ? null : await getUser(event.userId);
    views.push({
      auditId: event._id,
      time: event._creationTime,
      actor: (await getUser(event.actorId))?.name ?? UNKNOWN,
      action: event.action,
      roomName: room?.name ?? null,
      person: person?.name ?? null,
      detail: event.detail ?? null,
    });
  }
  return views;
}
