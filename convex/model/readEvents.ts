/**
 * The record of who has read how far and when, for receipts (row 29). It is only ever added to, and no
 * list of messages or rooms depends on it: reading re-runs nobody's queries but open receipts.
 */
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";

/** In the app, or by answering the email that held it. */
export type ReadVia = Doc<"readEvents">["via"];

/** Notes that a person's read position has risen to `seq`; one row for each rise. */
export async function noteReadEvent(
  ctx: MutationCtx,
  event: { roomId: Id<"rooms">; userId: Id<"users">; seq: number; time: number; via: ReadVia },
): Promise<void> {
  await ctx.db.insert("readEvents", event);
}

/** When and how a person first read the room up to `seq` or further; null when they have not. */
export async function firstReadOf(
  ctx: QueryCtx,
  roomId: Id<"rooms">,
  userId: Id<"users">,
  seq: number,
): Promise<{ time: number; via: ReadVia } | null> {
  const event = await ctx.db
    .query("readEvents")
    .withIndex("by_user_and_room_and_seq", (q) =>
      q.eq("userId", userId).eq("roomId", roomId).gte("seq", seq),
    )
    .first();
  return event === null ? null : { time: event.time, via: event.via };
}
