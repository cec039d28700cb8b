/** The firm's rule of how long messages are kept: for ever, or for a number of months. */
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { appError } from "../errors";
import { recordAudit } from "./audit";

const MONTHS_LIMIT = 240;
/** Messages looked at for a preview: a hundred of the largest have some 12 MB. */
const PREVIEWED = 100;

/** The rule; null while messages are kept for ever. */
export async function getRetention(ctx: QueryCtx): Promise<Doc<"retention"> | null> {
  return await ctx.db.query("retention").first();
}

/** Sets the rule or takes it away (null). Nothing goes before the next run. Error: INVALID_ARGUMENT. */
export async function setRetention(
  ctx: MutationCtx,
  actor: Doc<"users">,
  months: number | null,
): Promise<void> {
  if (months !== null && !(Number.isInteger(months) && months >= 1 && months <= MONTHS_LIMIT)) {
    throw appError("INVALID_ARGUMENT", `Messages are kept for 1 to ${MONTHS_LIMIT} months.`);
  }
  const rule = await getRetention(ctx);
  if ((rule?.months ?? null) === months) return;
  if (rule !== null) await ctx.db.delete("retention", rule._id);
  if (months !== null) {
    await ctx.db.insert("retention", { months, setById: actor._id, setTime: Date.now() });
  }
  await recordAudit(ctx, actor, "firm.retention", {
    detail: months === null ? "" : String(months),
  });
}

/** How many messages were written before a time (ms), up to 100, and in how many rooms those are. */
export async function previewRetention(
  ctx: QueryCtx,
  beforeTime: number,
): Promise<{ messages: number; rooms: number }> {
  const messages = await ctx.db
    .query("messages")
    .withIndex("by_time", (q) => q.lt("time", beforeTime))
    .take(PREVIEWED);
  const rooms = new Set<Id<"rooms">>(messages.map(({ roomId }) => roomId));
  return { messages: messages.length, rooms: rooms.size };
}

/** Before which time (ms) the room's messages were removed; null where none were. */
export async function removedBefore(ctx: QueryCtx, roomId: Id<"rooms">): Promise<number | null> {
  const removal = await ctx.db
    .query("removals")
    .withIndex("by_roomId", (q) => q.eq("roomId", roomId))
    .unique();
  return removal?.beforeTime ?? null;
}
