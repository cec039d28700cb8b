/** Addresses to which mail has stopped: a permanent bounce, a complaint, the provider's own list. */
import { type Infer, v } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { type Delivery, vDelivery } from "../validators";
import { recordAudit } from "./audit";
import { markUndigested } from "./messages";

/** Of somebody in more rooms, the others come with their next message. */
const ROOMS_LOOKED_AT = 500;

/** Staff only: that nothing is mailed to a person, why, and since when (ms). */
export const vMailStop = v.union(
  v.null(),
  v.object({
    delivery: vDelivery,
    reason: v.union(v.string(), v.null()),
    time: v.union(v.number(), v.null()),
  }),
);

/** The stop of a person's address, or null while mail goes there. */
export function mailStopOf(user: Doc<"users">): Infer<typeof vMailStop> {
  const { emailStopped, emailStoppedReason, emailStoppedTime } = user;
  if (emailStopped === undefined) return null;
  return {
    delivery: emailStopped,
    reason: emailStoppedReason ?? null,
    time: emailStoppedTime ?? null,
  };
}

/** Mails nothing to the person from now on. The first reason stays. */
export async function stopMail(
  ctx: MutationCtx,
  userId: Id<"users">,
  delivery: Delivery,
  reason: string | null,
): Promise<void> {
  const user = await ctx.db.get("users", userId);
  if (user === null || user.emailStopped !== undefined) return;
  await ctx.db.patch("users", userId, {
    emailStopped: delivery,
    emailStoppedTime: Date.now(),
    ...(reason === null ? {} : { emailStoppedReason: reason }),
  });
}

/** Mails to the person's address again; what is still unread goes with the next digest. Audited. */
export async function resumeMail(
  ctx: MutationCtx,
  actor: Doc<"users">,
  user: Doc<"users">,
): Promise<void> {
  if (user.emailStopped === undefined) return;
  await ctx.db.patch("users", user._id, {
    emailStopped: undefined,
    emailStoppedTime: undefined,
    emailStoppedReason: undefined,
  });
  const seats = await ctx.db
    .query("participants")
    .withIndex("by_user", (q) => q.eq("userId", user._id))
    .take(ROOMS_LOOKED_AT);
  for (const { roomId } of seats) await markUndigested(ctx, roomId);
  await recordAudit(ctx, actor, "user.resumeMail", { userId: user._id, detail: user.email });
}
