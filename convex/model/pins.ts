/** Messages that staff keep in view of everybody in the room. */
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { appError } from "../errors";

const PINS_PER_ROOM = 50;

/** The room's pinned messages, the latest pin first. */
export async function listPinned(ctx: QueryCtx, roomId: Id<"rooms">): Promise<Doc<"messages">[]> {
  const pins = await ctx.db
    .query("pins")
    .withIndex("by_roomId", (q) => q.eq("roomId", roomId))
    .order("desc")
    .take(PINS_PER_ROOM);
  const messages = await Promise.all(
    pins.map(async ({ messageId }) => await ctx.db.get("messages", messageId)),
  );
  return messages.filter((message) => message !== null);
}

/** Pins a message or unpins it; twice changes nothing. Error: INVALID_ARGUMENT for a 51st pin of a room. */
export async function setPinned(
  ctx: MutationCtx,
  message: Doc<"messages">,
  pin: { pinned: boolean; pinnedById: Id<"users"> },
): Promise<void> {
  const { pinned, pinnedById } = pin;
  if (pinned === (message.pinnedTime !== undefined)) return;
  if (pinned) {
    const { length } = await listPinned(ctx, message.roomId);
    if (length >= PINS_PER_ROOM) {
      throw appError("INVALID_ARGUMENT", `A room has ${PINS_PER_ROOM} pinned messages at most.`);
    }
    const { roomId, _id: messageId } = message;
    await ctx.db.insert("pins", { roomId, messageId });
    await ctx.db.patch("messages", messageId, { pinnedTime: Date.now(), pinnedById });
  } else {
    await forgetPin(ctx, message._id);
    await ctx.db.patch("messages", message._id, { pinnedTime: undefined, pinnedById: undefined });
  }
}

/** Takes a message out of the list of pins. */
export async function forgetPin(ctx: MutationCtx, messageId: Id<"messages">): Promise<void> {
  const pin = await ctx.db
    .query("pins")
    .withIndex("by_messageId", (q) => q.eq("messageId", messageId))
    .unique();
  if (pin !== null) await ctx.db.delete("pins", pin._id);
}
