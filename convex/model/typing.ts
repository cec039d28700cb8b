/** Typing: one row per (room, person), apart from everything that other queries read. */
import { type Infer, v } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import type { UserKind } from "../validators";
import { UNKNOWN } from "../text/neutralNames";

/** A signal holds this long; the screen repeats it while its person goes on. */
const TYPING_MS = 5_000;
/** Signals within this time of one another write nothing. */
const BETWEEN_WRITES_MS = 3_000;
const SHOWN = 10;

export const vTyping = v.union(
  v.object({
    kind: v.literal("staff"),
    people: v.array(v.object({ userId: v.id("users"), name: v.string(), endTime: v.number() })),
  }),
  /** `endTime` (ms): until when somebody of the team writes; 0 when nobody has. */
  v.object({ kind: v.literal("client"), endTime: v.number() }),
);

type Seated = { viewer: Doc<"users">; room: Doc<"rooms"> };

async function findTyping(ctx: QueryCtx, userId: Id<"users">, roomId: Id<"rooms">) {
  return await ctx.db
    .query("typing")
    .withIndex("by_room_and_user", (q) => q.eq("roomId", roomId).eq("userId", userId))
    .unique();
}

/** Raises the end of the viewer's row; writes at most that one document. */
export async function recordTyping(ctx: MutationCtx & Seated): Promise<void> {
  const { viewer, room } = ctx;
  const row = await findTyping(ctx, viewer._id, room._id);
  const now = Date.now();
  const endTime = now + TYPING_MS;
  if (row === null) {
    const [roomId, userId, userKind] = [room._id, viewer._id, viewer.kind];
    await ctx.db.insert("typing", { roomId, userId, userKind, endTime });
  } else if (row.endTime - TYPING_MS + BETWEEN_WRITES_MS <= now) {
    await ctx.db.patch("typing", row._id, { endTime });
  }
}

/** Ends what the person's signals said: their message is there, or their seat is gone. */
export async function stopTyping(
  ctx: MutationCtx,
  userId: Id<"users">,
  roomId: Id<"rooms">,
): Promise<void> {
  const row = await findTyping(ctx, userId, roomId);
  if (row !== null) await ctx.db.delete("typing", row._id);
}

/** What the viewer may know of who writes. A client's answer reads the team's rows alone (R5). */
export async function listTyping(ctx: QueryCtx & Seated): Promise<Infer<typeof vTyping>> {
  const staff = await latest(ctx, "staff");
  if (ctx.viewer.kind === "client") {
    return { kind: "client", endTime: await teamEndTime(ctx, staff[0]?.endTime ?? 0) };
  }
  const rows = [...staff, ...(await latest(ctx, "client"))];
  const people = await Promise.all(
    rows
      .filter(({ userId }) => userId !== ctx.viewer._id)
      .map(async ({ userId, endTime }) => {
        const user = await ctx.db.get("users", userId);
        return { userId, name: user?.name ?? UNKNOWN, endTime };
      }),
  );
  return { kind: "staff", people };
}

/**
 * Until when the team writes, as clients are told (G7): two who write at once look like one. The end is
 * a round one, so that it moves in the rhythm of one writer; and a message of the team's ends the line,
 * until whoever else goes on writing says so again.
 */
async function teamEndTime(ctx: QueryCtx & Seated, endTime: number): Promise<number> {
  if (endTime === 0) return 0;
  const last = await ctx.db
    .query("messages")
    .withIndex("by_room_and_seq", (q) => q.eq("roomId", ctx.room._id))
    .order("desc")
    .first();
  if (last !== null && last.time >= endTime - TYPING_MS) {
    const author = await ctx.db.get("users", last.authorId);
    if (author?.kind === "staff") return 0;
  }
  return Math.ceil(endTime / BETWEEN_WRITES_MS) * BETWEEN_WRITES_MS;
}

async function latest(ctx: QueryCtx & Seated, userKind: UserKind) {
  return await ctx.db
    .query("typing")
    .withIndex("by_room_and_kind_and_endTime", (q) =>
      q.eq("roomId", ctx.room._id).eq("userKind", userKind),
    )
    .order("desc")
    .take(SHOWN);
}
