/** An invitation as staff see it. */
import { type Infer, v } from "convex/values";
import type { Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { vInvitationState } from "../validators";

export const vInvitationView = v.object({
  invitationId: v.id("invitations"),
  state: vInvitationState,
  sentTime: v.number(),
  /** A pending one past this time has expired; the screen compares, a query has no clock. */
  expiresTime: v.number(),
  /** When its page was first looked at, or null. */
  openedTime: v.union(v.number(), v.null()),
  /** What became of its email: queued, sent, failed, or what the provider said since. */
  delivery: v.string(),
});

/** The latest invitation of an account, or null. */
export async function describeInvitation(
  ctx: QueryCtx,
  userId: Id<"users">,
): Promise<Infer<typeof vInvitationView> | null> {
  const invitation = await ctx.db
    .query("invitations")
    .withIndex("by_userId", (q) => q.eq("userId", userId))
    .order("desc")
    .first();
  if (invitation === null) return null;
  const { _id, state, sentTime, expiresTime, openedTime = null, noticeId } = invitation;
  const notice = noticeId === undefined ? null : await ctx.db.get("notices", noticeId);
  const delivery = notice?.delivery ?? notice?.state ?? "queued";
  return { invitationId: _id, state, sentTime, expiresTime, openedTime, delivery };
}
