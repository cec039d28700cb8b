/** Selection: who is owed a digest. It only queues; what an email says is decided when it is frozen. */
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { mailTimeOf } from "./mailSchedules";
import { dueMessages, mailObstacle, SETTLING_MS } from "./digestContent";

/** Seats looked at in one run: about 10 index ranges each, of the 4,096 that a run may read. */
export const SEATS_PER_RUN = 200;
/** Messages looked at in one run, of the 32,000 documents that it may read: then it goes on in another. */
const MESSAGES_PER_RUN = 8_000;

/** Where a sweep stands; null is the beginning. */
export type SweepPosition = {
  /** Rooms up to this creation time (of their undigestedRooms row) are done. */
  afterTime: number;
  /** Inside the next room: its seats up to and including this one are done. */
  room: { roomId: Id<"rooms">; afterUserId: Id<"users">; isSettled: boolean } | null;
};

/**
 * Queues digests for one stretch of seats. Returns how many were queued and where to go on, null at
 * the end. A room leaves `undigestedRooms` once no seat of it waits for messages to settle.
 */
export async function sweepStretch(
  ctx: MutationCtx,
  position: SweepPosition | null,
  ignoreAge: boolean,
): Promise<{ queued: number; next: SweepPosition | null }> {
  let left = SEATS_PER_RUN;
  let queued = 0;
  let scanned = 0;
  let at: SweepPosition = position ?? { afterTime: 0, room: null };
  for (;;) {
    const entry = await ctx.db
      .query("undigestedRooms")
      .withIndex("by_creation_time", (q) => q.gt("_creationTime", at.afterTime))
      .first();
    if (entry === null) return { queued, next: null };
    const start = at.room?.roomId === entry.roomId ? at.room : null;
    const seats = await ctx.db
      .query("participants")
      .withIndex("by_room_and_user", (q) =>
        start === null
          ? q.eq("roomId", entry.roomId)
          : q.eq("roomId", entry.roomId).gt("userId", start.afterUserId),
      )
      .take(left);
    let isSettled = start?.isSettled ?? true;
    for (const [number, seat] of seats.entries()) {
      const swept = await sweepSeat(ctx, seat, ignoreAge);
      if (swept.outcome === "queued") queued += 1;
      if (swept.outcome === "unsettled") isSettled = false;
      scanned += swept.scanned;
      if (number + 1 === left || scanned >= MESSAGES_PER_RUN) {
        const room = { roomId: entry.roomId, afterUserId: seat.userId, isSettled };
        return { queued, next: { afterTime: at.afterTime, room } };
      }
    }
    left -= seats.length + 1;
    if (isSettled) await ctx.db.delete("undigestedRooms", entry._id);
    at = { afterTime: entry._creationTime, room: null };
    if (left <= 0) return { queued, next: at };
  }
}

type Swept = { outcome: "queued" | "unsettled" | "nothing"; scanned: number };

async function sweepSeat(
  ctx: MutationCtx,
  seat: Doc<"participants">,
  ignoreAge: boolean,
): Promise<Swept> {
  const user = await ctx.db.get("users", seat.userId);
  if (user === null || mailObstacle(user, seat, Date.now()) !== null) {
    return { outcome: "nothing", scanned: 0 };
  }
  const settledBefore = ignoreAge ? Number.POSITIVE_INFINITY : Date.now() - SETTLING_MS;
  const { count, hasUnsettled, scanned } = await dueMessages(ctx, user, seat, settledBefore, true);
  if (count > 0) {
    const isNew = await queueDigest(ctx, user, seat, ignoreAge);
    if (!hasUnsettled) return { outcome: isNew ? "queued" : "nothing", scanned };
  }
  return { outcome: hasUnsettled ? "unsettled" : "nothing", scanned };
}

/** One queued row per (user, room): what is not frozen yet merges. Returns false if there was one. */
async function queueDigest(
  ctx: MutationCtx,
  user: Doc<"users">,
  seat: Doc<"participants">,
  ignoreAge: boolean,
): Promise<boolean> {
  const { userId, roomId } = seat;
  const queued = await ctx.db
    .query("digests")
    .withIndex("by_user_and_room_and_state", (q) =>
      q.eq("userId", userId).eq("roomId", roomId).eq("state", "queued"),
    )
    .unique();
  if (queued !== null) {
    if (ignoreAge && !queued.ignoreAge) {
      await ctx.db.patch("digests", queued._id, { ignoreAge, nextAttemptTime: Date.now() });
    }
    return false;
  }
  await ctx.db.insert("digests", {
    userId,
    roomId,
    state: "queued",
    ignoreAge,
    nextAttemptTime: ignoreAge ? Date.now() : await mailTimeOf(ctx, user, Date.now()),
    attempts: 0,
    inDoubt: false,
  });
  return true;
}
