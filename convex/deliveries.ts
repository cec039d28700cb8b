/** What the provider says of emails that it took. */
import { v } from "convex/values";
import type { Doc } from "./_generated/dataModel";
import type { MutationCtx, QueryCtx } from "./_generated/server";
import { stopMail } from "./model/stoppedAddresses";
import { internalMutation } from "./functions";
import { type Delivery, vDelivery } from "./validators";

/** The digest that an event is about: by our tag (it may overtake the provider's own answer), else by id. */
async function digestOf(
  ctx: QueryCtx,
  emailId: string,
  tag: string | null,
): Promise<Doc<"digests"> | null> {
  const digestId = tag === null ? null : ctx.db.normalizeId("digests", tag);
  if (digestId !== null) return await ctx.db.get("digests", digestId);
  return await ctx.db
    .query("digests")
    .withIndex("by_providerId", (q) => q.eq("providerId", emailId))
    .first();
}

/** An invitation's email: staff see beside the contact whether it arrived. */
async function recordInvitationDelivery(
  ctx: MutationCtx,
  tag: string | null,
  delivery: Delivery | null,
): Promise<void> {
  const invitationId = tag === null ? null : ctx.db.normalizeId("invitations", tag);
  const invitation = invitationId === null ? null : await ctx.db.get("invitations", invitationId);
  if (invitation?.noticeId === undefined || delivery === null) return;
  await ctx.db.patch("notices", invitation.noticeId, { delivery });
}

/**
 * Notes one event, once per webhook id. A final one (permanent bounce, complaint, suppression)
 * stops email to the address until it changes.
 */
export const record = internalMutation({
  args: {
    webhookId: v.string(),
    emailId: v.string(),
    messageId: v.union(v.string(), v.null()),
    tag: v.union(v.string(), v.null()),
    delivery: v.union(vDelivery, v.null()),
    isFinal: v.boolean(),
    reason: v.union(v.string(), v.null()),
  },
  returns: v.null(),
  handler: async (ctx, event) => {
    const known = await ctx.db
      .query("webhookDeliveries")
      .withIndex("by_webhookId", (q) => q.eq("webhookId", event.webhookId))
      .unique();
    if (known !== null) return null;
    await ctx.db.insert("webhookDeliveries", { webhookId: event.webhookId });
    const digest = await digestOf(ctx, event.emailId, event.tag);
    if (digest === null) {
      await recordInvitationDelivery(ctx, event.tag, event.delivery);
      return null;
    }
    await ctx.db.patch("digests", digest._id, {
      ...(event.messageId === null ? {} : { messageId: event.messageId }),
      ...(event.delivery === null ? {} : { delivery: event.delivery }),
      ...(event.reason === null ? {} : { reason: event.reason }),
    });
    if (event.isFinal && event.delivery !== null) {
      await stopMail(ctx, digest.userId, event.delivery, event.reason);
    }
    return null;
  },
});
