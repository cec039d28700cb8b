/** Presence: one row per person, which no query but the one about presence reads. */
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";

const BETWEEN_WRITES_MS = 30_000;
/** Told in steps of this, so that a screen is told once a minute at most per person. */
const COARSE_MS = 60_000;
const SEATS_LOOKED_AT = 200;

async function getPresence(ctx: QueryCtx, userId: Id<"users">) {
  return await ctx.db
    .query("presences")
    .withIndex("by_userId", (q) => q.eq("userId", userId))
    .unique();
}

/** Notes that the viewer is here. */
export async function recordPresence(ctx: MutationCtx & { viewer: Doc<"users"> }): Promise<void> {
  const row = await getPresence(ctx, ctx.viewer._id);
  const seenTime = Date.now();
  if (row === null) await ctx.db.insert("presences", { userId: ctx.viewer._id, seenTime });
  else if (seenTime - row.seenTime >= BETWEEN_WRITES_MS) {
    await ctx.db.patch("presences", row._id, { seenTime });
  }
}

/** The presence of a room's first 200 participants. Staff only. */
export async function listPresence(ctx: QueryCtx, roomId: Id<"rooms">) {
  const seats = await ctx.db
    .query("participants")
    .withIndex("by_room_and_user", (q) => q.eq("roomId", roomId))
    .take(SEATS_LOOKED_AT);
  const rows = await Promise.all(seats.map(({ userId }) => getPresence(ctx, userId)));
  return rows.flatMap((row) =>
    row === null
      ? []
      : [{ userId: row.userId, seenTime: Math.floor(row.seenTime / COARSE_MS) * COARSE_MS }],
  );
}
