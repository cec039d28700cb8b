/** What became of one message for one person: seen, mailed, or why it was not (delivery truth). */
import { type Infer, v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { vDelivery, vUserKind } from "../validators";
import { mailObstacle } from "./digestContent";
import { isMentioned } from "./mentions";
import { notifyOf } from "./notifications";
import { firstReadOf } from "./readEvents";
import { avatarOf, vAvatar } from "./views";

export const vReceipt = v.object({
  userId: v.id("users"),
  name: v.string(),
  avatar: vAvatar,
  kind: vUserKind,
  portalName: v.union(v.string(), v.null()),
  /** When they first had it on screen, or answered the email that held it; null: not yet (ms). */
  seen: v.union(
    v.null(),
    v.object({ time: v.number(), via: v.union(v.literal("app"), v.literal("email")) }),
  ),
  /** The email about it: when it was handed over (null: on its way) and what became of it. */
  emailed: v.union(
    v.null(),
    v.object({
      time: v.union(v.number(), v.null()),
      /** The provider refused it, or never answered. */
      hasFailed: v.boolean(),
      delivery: v.union(vDelivery, v.null()),
      reason: v.union(v.string(), v.null()),
    }),
  ),
  /** Why no email goes to them about this room at present. */
  obstacle: v.union(v.string(), v.null()),
});
export type Receipt = Infer<typeof vReceipt>;

/** The receipt of `message` for the holder of a seat; null for a seat without a person. */
export async function receiptOf(
  ctx: QueryCtx,
  message: Doc<"messages">,
  seat: Doc<"participants">,
): Promise<Receipt | null> {
  const user = await ctx.db.get("users", seat.userId);
  if (user === null) return null;
  const portal = user.portalId === undefined ? null : await ctx.db.get("portals", user.portalId);
  return {
    userId: user._id,
    name: user.name,
    ...avatarOf(user),
    kind: user.kind,
    portalName: portal?.name ?? null,
    seen: await firstReadOf(ctx, message.roomId, user._id, message.seq),
    emailed: await emailedOf(ctx, message, user),
    obstacle: obstacleFor(message, user, seat),
  };
}

/** Why no email tells the person of this message: nothing is mailed to them, or their level holds it back. */
function obstacleFor(message: Doc<"messages">, user: Doc<"users">, seat: Doc<"participants">) {
  // A query has no clock: what a pause holds back is told by when it was written.
  const standing = mailObstacle(user, seat, Number.POSITIVE_INFINITY);
  if (standing !== null) return standing;
  const { level, untilTime = 0 } = notifyOf(seat);
  if (message.time <= untilTime) return "ROOM_PAUSED";
  return level === "mentions" && !isMentioned(message, user) ? "MENTIONS_ONLY" : null;
}

/** The digest that covered the message for the person, if one was made. */
async function emailedOf(ctx: QueryCtx, message: Doc<"messages">, user: Doc<"users">) {
  const digest = await ctx.db
    .query("digests")
    .withIndex("by_user_and_room_and_toSeq", (q) =>
      q.eq("userId", user._id).eq("roomId", message.roomId).gte("toSeq", message.seq),
    )
    .first();
  // What they had read before, or what came before they joined, was in no email.
  if (digest === null || (digest.fromSeq ?? 0) >= message.seq) return null;
  const { state, sentTime, frozenTime = 0, delivery, reason } = digest;
  if (message.time <= (digest.sinceTime ?? 0)) return null;
  if (digest.mentionsOnly === true && !isMentioned(message, user)) return null;
  const before = await firstReadOf(ctx, message.roomId, user._id, message.seq);
  if (before !== null && before.time < frozenTime) return null;
  const hasFailed = state === "failed";
  return {
    time: sentTime ?? null,
    hasFailed,
    delivery: delivery ?? null,
    reason: hasFailed || isBad(delivery) ? (reason ?? null) : null,
  };
}

export const vReceiptSum = v.object({
  clients: v.number(),
  seen: v.number(),
  /** When the latest of them saw it (ms). */
  seenTime: v.union(v.number(), v.null()),
  /** Mailed it, and have not seen it. */
  emailed: v.number(),
  emailedTime: v.union(v.number(), v.null()),
  /** Have not seen it, and the email came back or was refused. */
  undelivered: v.number(),
  /** Have not seen it, and no email goes to them at present. */
  unreachable: v.number(),
});

/** What a line under a message can say of the receipts of its clients. */
export function sumReceipts(receipts: Receipt[]): Infer<typeof vReceiptSum> {
  const seen = receipts.flatMap((receipt) => receipt.seen?.time ?? []);
  const unseen = receipts.filter((receipt) => receipt.seen === null);
  const emailed = unseen.filter((receipt) => receipt.emailed !== null && !isLost(receipt));
  const times = emailed.flatMap((receipt) => receipt.emailed?.time ?? []);
  return {
    clients: receipts.length,
    seen: seen.length,
    seenTime: seen.length === 0 ? null : Math.max(...seen),
    emailed: emailed.length,
    emailedTime: times.length === 0 ? null : Math.max(...times),
    undelivered: unseen.filter(isLost).length,
    unreachable: unseen.filter((one) => one.emailed === null && one.obstacle !== null).length,
  };
}

const LOST: ReadonlySet<string> = new Set(["bounced", "complained", "suppressed"]);

function isLost({ emailed }: Receipt): boolean {
  return emailed !== null && (emailed.hasFailed || LOST.has(emailed.delivery ?? ""));
}

function isBad(delivery: Doc<"digests">["delivery"]): boolean {
  return delivery !== undefined && delivery !== "delivered";
}
