/**
 * Invitations: an address is asked to join a portal or the team. The token stands in the email only;
 * its SHA-256 is stored. With the built-in sign-in the token is the proof of the address; with Clerk,
 * accepting needs a signed-in identity whose verified address is the invited one.
 */
import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { renderInvitation } from "../email/invitationTemplate";
import { appUrl, optionalEnv, requireEnv } from "../env";
import { appError, notFound } from "../errors";
import type { StaffRole } from "../validators";
import { recordAudit } from "./audit";
import { requireFirm } from "./firm";
import { queueNotice, withdrawNotice } from "./notices";
import { seatReserved } from "./participants";
import { emailAddress, personName } from "./people";
import { newToken } from "./tokens";

export const INVITATION_LIFE_MS = 14 * 24 * 60 * 60 * 1000;

export type Invitee =
  | { kind: "client"; portalId: Id<"portals">; email: string; name: string }
  | { kind: "staff"; role: StaffRole; email: string; name: string };

/** SHA-256 of a token, in hex. */
export async function tokenHash(token: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(token));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Makes the invited account and sends its invitation. Errors: INVALID_EMAIL, INVALID_NAME,
 * ALREADY_HERE (the address has an account; staff only ever see it).
 */
export async function invite(
  ctx: MutationCtx,
  actor: Doc<"users">,
  invitee: Invitee,
): Promise<Id<"invitations">> {
  const email = emailAddress(invitee.email);
  const name = personName(invitee.name);
  const known = await ctx.db
    .query("users")
    .withIndex("by_email", (q) => q.eq("email", email))
    .first();
  if (known !== null) throw appError("ALREADY_HERE", `${email} already has an account here.`);
  const standing =
    invitee.kind === "client"
      ? { kind: invitee.kind, portalId: invitee.portalId }
      : { kind: invitee.kind, role: invitee.role };
  const userId = await ctx.db.insert("users", {
    ...standing,
    name,
    email,
    state: "invited",
    emailMuted: false,
  });
  const invitationId = await ctx.db.insert("invitations", {
    userId,
    invitedById: actor._id,
    tokenHash: "",
    state: "pending",
    sentTime: 0,
    expiresTime: 0,
  });
  await sendInvitation(ctx, actor, invitationId);
  return invitationId;
}

/** Makes a new token (the old one ends), starts the time anew and queues the email. */
export async function sendInvitation(
  ctx: MutationCtx,
  actor: Doc<"users">,
  invitationId: Id<"invitations">,
): Promise<void> {
  const invitation = await requireInvitation(ctx, invitationId);
  const { user } = invitation;
  if (invitation.state === "accepted" || user.state !== "invited") {
    throw appError("INVALID_ARGUMENT", `${user.name} has already joined.`);
  }
  const token = newToken();
  const now = Date.now();
  const firm = await requireFirm(ctx);
  const portal = user.portalId === undefined ? null : await ctx.db.get("portals", user.portalId);
  const rendered = renderInvitation({
    // Of who is invited nothing is known yet; whoever invites them speaks with them.
    language: actor.language ?? "en",
    firmName: firm.name,
    accentColor: firm.accentColor,
    inviterName: firm.studioIdentity && user.kind === "client" ? firm.name : actor.name,
    inviteeName: user.name,
    portalName: portal?.name ?? null,
    acceptUrl: `${appUrl()}/invitation/${token}`,
    daysValid: Math.round(INVITATION_LIFE_MS / (24 * 60 * 60 * 1000)),
  });
  // The email with the old link, should it still wait, would only mislead.
  if (invitation.noticeId !== undefined) await withdrawNotice(ctx, invitation.noticeId);
  const from = requireEnv("EMAIL_FROM");
  const noticeId = await queueNotice(
    ctx,
    {
      ...rendered,
      from,
      to: user.email,
      replyTo: from,
      headers: { "Auto-Submitted": "auto-generated", "X-Anteroom-Outbound": "1" },
      tags: [{ name: "invitation", value: invitationId }],
    },
    { invitationId },
  );
  await ctx.db.patch("invitations", invitationId, {
    tokenHash: await tokenHash(token),
    state: "pending",
    sentTime: now,
    expiresTime: now + INVITATION_LIFE_MS,
    openedTime: undefined,
    noticeId,
  });
  if (optionalEnv("CLERK_SECRET_KEY") !== null) {
    await ctx.scheduler.runAfter(0, internal.clerkInvitations.create, { invitationId });
  }
  await recordAudit(ctx, actor, "invitation.send", { userId: user._id });
}

/** The owner's own invitation at set-up, which no email carries. Gives its token. */
export async function inviteFirst(ctx: MutationCtx, userId: Id<"users">): Promise<string> {
  const token = newToken();
  const sentTime = Date.now();
  await ctx.db.insert("invitations", {
    userId,
    invitedById: userId,
    tokenHash: await tokenHash(token),
    state: "pending",
    sentTime,
    expiresTime: sentTime + INVITATION_LIFE_MS,
  });
  return token;
}

/** An invitation with its account. Error: NOT_FOUND. */
export async function requireInvitation(ctx: QueryCtx, invitationId: Id<"invitations">) {
  const invitation = await ctx.db.get("invitations", invitationId);
  const user = invitation === null ? null : await ctx.db.get("users", invitation.userId);
  if (invitation === null || user === null) throw notFound();
  return { ...invitation, user };
}

/** Ends a pending invitation; its account stays invited and can be invited again. */
export async function revokeInvitation(
  ctx: MutationCtx,
  actor: Doc<"users">,
  invitationId: Id<"invitations">,
): Promise<void> {
  const invitation = await requireInvitation(ctx, invitationId);
  if (invitation.state !== "pending") return;
  await ctx.db.patch("invitations", invitationId, { state: "revoked", clerkId: undefined });
  const { clerkId } = invitation;
  if (clerkId !== undefined) {
    await ctx.scheduler.runAfter(0, internal.clerkInvitations.revoke, { clerkId });
  }
  await recordAudit(ctx, actor, "invitation.revoke", { userId: invitation.userId });
}

/** The invitation of a token, whatever its state, with its account; null when there is none. */
export async function findInvitation(ctx: QueryCtx, token: string) {
  const hash = await tokenHash(token);
  const invitation = await ctx.db
    .query("invitations")
    .withIndex("by_tokenHash", (q) => q.eq("tokenHash", hash))
    .unique();
  const user = invitation === null ? null : await ctx.db.get("users", invitation.userId);
  return invitation === null || user === null ? null : { invitation, user };
}

/** Notes when the page of a pending invitation was first looked at. */
export async function noteInvitationOpened(ctx: MutationCtx, token: string): Promise<void> {
  const found = await findInvitation(ctx, token);
  if (found === null || !isOpen(found) || found.invitation.openedTime !== undefined) return;
  await ctx.db.patch("invitations", found.invitation._id, { openedTime: Date.now() });
}

/**
 * Activates the invited account for this identity, once; seats kept for it become real. One answer
 * for everything that is not valid: INVITATION_NOT_VALID (unknown, revoked, expired, used, another
 * address, an address that is not verified, or an identity that has an account already).
 */
export async function acceptInvitation(
  ctx: MutationCtx,
  token: string,
  identity: { tokenIdentifier: string; email?: string; emailVerified?: boolean },
): Promise<Doc<"users">> {
  const found = await findInvitation(ctx, token);
  const sameIdentity = await ctx.db
    .query("users")
    .withIndex("by_tokenIdentifier", (q) => q.eq("tokenIdentifier", identity.tokenIdentifier))
    .first();
  const isInvitee =
    identity.emailVerified === true && identity.email?.toLowerCase() === found?.user.email;
  if (found === null || !isOpen(found) || sameIdentity !== null || !isInvitee) throw notValid();
  return await activate(ctx, found, identity.tokenIdentifier);
}

/**
 * Activates the invited account for whoever holds the token: it stood in one email to that address
 * and nowhere else. For the built-in sign-in. Error: INVITATION_NOT_VALID (unknown, revoked, expired
 * or used).
 */
export async function joinByInvitation(ctx: MutationCtx, token: string): Promise<Doc<"users">> {
  const found = await findInvitation(ctx, token);
  if (found === null || !isOpen(found)) throw notValid();
  const demoIssuer = optionalEnv("DEMO_ISSUER");
  // In the demo they get a card on the sign-in page like everybody else.
  const card = demoIssuer === null ? undefined : `${demoIssuer}|email:${found.user.email}`;
  return await activate(ctx, found, card);
}

type Found = { invitation: Doc<"invitations">; user: Doc<"users"> };

function isOpen({ invitation, user }: Found): boolean {
  const isPending = invitation.state === "pending" && invitation.expiresTime > Date.now();
  return isPending && user.state === "invited";
}

function notValid() {
  return appError("INVITATION_NOT_VALID", "This invitation is not valid for you (any more).");
}

async function activate(
  ctx: MutationCtx,
  { invitation, user }: Found,
  tokenIdentifier: string | undefined,
): Promise<Doc<"users">> {
  await ctx.db.patch("users", user._id, {
    state: "active",
    ...(tokenIdentifier === undefined ? {} : { tokenIdentifier }),
  });
  await ctx.db.patch("invitations", invitation._id, { state: "accepted" });
  await seatReserved(ctx, user);
  await recordAudit(ctx, user, "user.activate", { userId: user._id });
  return user;
}

/**
 * Takes a person's invitations away, with what is still to be sent of them and their twins at Clerk. Gives how many
 * went, at most `limit`.
 */
export async function forgetInvitations(
  ctx: MutationCtx,
  userId: Id<"users">,
  limit: number,
): Promise<number> {
  const invitations = await ctx.db
    .query("invitations")
    .withIndex("by_userId", (q) => q.eq("userId", userId))
    .take(limit);
  for (const { _id, state, noticeId, clerkId } of invitations) {
    if (noticeId !== undefined) await withdrawNotice(ctx, noticeId);
    if (clerkId !== undefined && state === "pending") {
      await ctx.scheduler.runAfter(0, internal.clerkInvitations.revoke, { clerkId });
    }
    await ctx.db.delete("invitations", _id);
  }
  return invitations.length;
}
