/**
 * Invitations at Clerk, for instances where nobody may sign up unasked. Clerk mails nothing: our email
 * is the invitation, this only lets its address in. Where CLERK_SECRET_KEY is not set nothing is asked.
 */
import { v } from "convex/values";
import { internal } from "./_generated/api";
import { appUrl, optionalEnv, requireEnv } from "./env";
import { internalAction, internalMutation, internalQuery } from "./functions";

const RETRY_AFTER_MS = [60_000, 10 * 60_000, 60 * 60_000];

/** POST to Clerk's API. Throws a plain Error with the status and nothing of the answer. */
async function post(path: string, body: object): Promise<unknown> {
  const base = optionalEnv("CLERK_API_URL") ?? "https://api.clerk.com";
  const response = await fetch(`${base}/v1${path}`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${requireEnv("CLERK_SECRET_KEY")}`,
      "content-type": "application/json",
    },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`Clerk answered ${response.status} to ${path}.`);
  return await response.json();
}

/** Asks Clerk to let the invited address sign up; again later when it does not answer. */
export const create = internalAction({
  args: { invitationId: v.id("invitations"), attempt: v.optional(v.number()) },
  returns: v.null(),
  handler: async (ctx, { invitationId, attempt = 0 }): Promise<null> => {
    const email: string | null = await ctx.runQuery(internal.clerkInvitations.addressOf, {
      invitationId,
    });
    if (email === null) return null;
    try {
      const made = (await post("/invitations", {
        email_address: email,
        redirect_url: `${appUrl()}/sign-in`,
        public_metadata: { anteroomInvitation: invitationId },
        notify: false,
        // Sent again, or tried again after a lost answer.
        ignore_existing: true,
      })) as { id?: unknown };
      const clerkId = typeof made.id === "string" ? made.id : null;
      await ctx.runMutation(internal.clerkInvitations.note, { invitationId, clerkId });
    } catch (error) {
      const wait = RETRY_AFTER_MS[attempt];
      if (wait === undefined) throw error;
      const again = { invitationId, attempt: attempt + 1 };
      await ctx.scheduler.runAfter(wait, internal.clerkInvitations.create, again);
    }
    return null;
  },
});

/** Takes it back at Clerk. One that was accepted meanwhile is refused there, which is fine. */
export const revoke = internalAction({
  args: { clerkId: v.string() },
  returns: v.null(),
  handler: async (_ctx, { clerkId }) => {
    await post(`/invitations/${encodeURIComponent(clerkId)}/revoke`, {});
    return null;
  },
});

/** The address of a pending invitation; null when it was answered or revoked meanwhile. */
export const addressOf = internalQuery({
  args: { invitationId: v.id("invitations") },
  returns: v.union(v.string(), v.null()),
  handler: async (ctx, { invitationId }) => {
    const invitation = await ctx.db.get("invitations", invitationId);
    if (invitation?.state !== "pending") return null;
    return (await ctx.db.get("users", invitation.userId))?.email ?? null;
  },
});

/** Keeps Clerk's id of an invitation; revokes it when ours was revoked while Clerk was asked. */
export const note = internalMutation({
  args: { invitationId: v.id("invitations"), clerkId: v.union(v.string(), v.null()) },
  returns: v.null(),
  handler: async (ctx, { invitationId, clerkId }) => {
    const invitation = await ctx.db.get("invitations", invitationId);
    if (invitation === null || clerkId === null) return null;
    if (invitation.state === "revoked") {
      await ctx.scheduler.runAfter(0, internal.clerkInvitations.revoke, { clerkId });
    } else {
      await ctx.db.patch("invitations", invitationId, { clerkId });
    }
    return null;
  },
});
