/** Invitations to a portal (by any staff person) and to the team (by owner and admins). */
import { v } from "convex/values";
import type { Doc } from "./_generated/dataModel";
import { appError, notFound } from "./errors";
import {
  adminMutation,
  adminQuery,
  identityMutation,
  publicMutation,
  publicQuery,
  staffMutation,
} from "./functions";
import { requireFirm } from "./model/firm";
import {
  acceptInvitation,
  findInvitation,
  invite,
  noteInvitationOpened,
  requireInvitation,
  revokeInvitation,
  sendInvitation,
} from "./model/invitations";
import { isAdministrator, type Person } from "./model/permissions";
import { describeInvitation, vInvitationView } from "./model/invitationViews";
import { requireWithinRate } from "./model/rateLimits";
import { vLanguage, vStaffRole, vUserKind, vUserState } from "./validators";

/** Row 24. Errors: FORBIDDEN, NOT_FOUND (portal), INVALID_EMAIL, INVALID_NAME, ALREADY_HERE, RATE_LIMITED. */
export const inviteClient = staffMutation({
  args: { portalId: v.id("portals"), email: v.string(), name: v.string() },
  returns: v.id("invitations"),
  handler: async (ctx, { portalId, email, name }) => {
    await requireWithinRate(ctx, "invite", ctx.viewer._id);
    if ((await ctx.db.get("portals", portalId)) === null) throw notFound();
    return await invite(ctx, ctx.viewer, { kind: "client", portalId, email, name });
  },
});

/** Row 25. Only an owner invites an owner. Errors: as inviteClient. */
export const inviteStaff = adminMutation({
  args: { email: v.string(), name: v.string(), role: vStaffRole },
  returns: v.id("invitations"),
  handler: async (ctx, { email, name, role }) => {
    await requireWithinRate(ctx, "invite", ctx.viewer._id);
    requireMayInvite(ctx.viewer, { kind: "staff", role });
    return await invite(ctx, ctx.viewer, { kind: "staff", role, email, name });
  },
});

/** Rows 24, 25: who may ask this kind of person in; first, again, or no longer. Error: FORBIDDEN. */
function requireMayInvite(viewer: Doc<"users">, invitee: Person): void {
  if (invitee.kind === "staff" && !isAdministrator(viewer)) {
    throw appError("FORBIDDEN", "You may not do this.");
  }
  if (invitee.role === "owner" && viewer.role !== "owner") {
    throw appError("FORBIDDEN", "Only an owner can invite an owner.");
  }
}

/** Rows 24, 25: a new link by email; the old one ends. Errors: NOT_FOUND, FORBIDDEN, INVALID_ARGUMENT, RATE_LIMITED. */
export const resend = staffMutation({
  args: { invitationId: v.id("invitations") },
  returns: v.null(),
  handler: async (ctx, { invitationId }) => {
    const { user } = await requireInvitation(ctx, invitationId);
    requireMayInvite(ctx.viewer, user);
    await requireWithinRate(ctx, "invite", ctx.viewer._id);
    await sendInvitation(ctx, ctx.viewer, invitationId);
    return null;
  },
});

/** Rows 24, 25: ends a pending invitation. Errors: NOT_FOUND, FORBIDDEN. */
export const revoke = staffMutation({
  args: { invitationId: v.id("invitations") },
  returns: v.null(),
  handler: async (ctx, { invitationId }) => {
    const { user } = await requireInvitation(ctx, invitationId);
    requireMayInvite(ctx.viewer, user);
    await revokeInvitation(ctx, ctx.viewer, invitationId);
    return null;
  },
});

const STAFF_LIMIT = 500;

/** Row 25: staff who have been invited and have not joined. */
export const listStaff = adminQuery({
  args: {},
  returns: v.array(
    v.object({
      userId: v.id("users"),
      name: v.string(),
      email: v.string(),
      role: vStaffRole,
      userState: vUserState,
      invitation: vInvitationView,
    }),
  ),
  handler: async (ctx) => {
    const staff = await ctx.db
      .query("users")
      .withIndex("by_kind_and_name", (q) => q.eq("kind", "staff"))
      .take(STAFF_LIMIT);
    const invited = [];
    for (const { _id, name, email, role = "member", state } of staff) {
      if (state !== "invited") continue;
      const invitation = await describeInvitation(ctx, _id);
      if (invitation === null) continue;
      invited.push({ userId: _id, name, email, role, userState: state, invitation });
    }
    return invited;
  },
});

/** What the page behind an invitation's link shows; null for an unknown token. Changes nothing. */
export const preview = publicQuery({
  args: { token: v.string() },
  returns: v.union(
    v.null(),
    v.object({
      state: v.union(v.literal("pending"), v.literal("accepted"), v.literal("revoked")),
      expiresTime: v.number(),
      firmName: v.string(),
      accentColor: v.string(),
      kind: vUserKind,
      portalName: v.union(v.string(), v.null()),
      name: v.string(),
      email: v.string(),
    }),
  ),
  handler: async (ctx, { token }) => {
    const found = await findInvitation(ctx, token);
    if (found === null) return null;
    const { invitation, user } = found;
    const firm = await requireFirm(ctx);
    const portal = user.portalId === undefined ? null : await ctx.db.get("portals", user.portalId);
    return {
      state: invitation.state,
      expiresTime: invitation.expiresTime,
      firmName: firm.name,
      accentColor: firm.accentColor,
      kind: user.kind,
      portalName: portal?.name ?? null,
      name: user.name,
      email: user.email,
    };
  },
});

/**
 * Notes that somebody looks at the page behind an invitation's link. The page says so once it is on a
 * screen: the link itself changes nothing, since mail scanners open links too. Nothing for an unknown token.
 */
export const noteOpened = publicMutation({
  args: { token: v.string() },
  returns: v.null(),
  handler: async (ctx, { token }) => {
    await noteInvitationOpened(ctx, token);
    return null;
  },
});

/** Activates the invited account for the signed-in identity. Errors: UNAUTHENTICATED, INVITATION_NOT_VALID. */
export const accept = identityMutation({
  args: { token: v.string(), language: v.optional(vLanguage) },
  returns: v.object({ kind: vUserKind }),
  handler: async (ctx, { token, language }) => {
    const { tokenIdentifier, email, emailVerified } = ctx.identity;
    const { _id, kind } = await acceptInvitation(ctx, token, {
      tokenIdentifier,
      ...(email === undefined ? {} : { email }),
      ...(emailVerified === undefined ? {} : { emailVerified }),
    });
    if (language !== undefined) await ctx.db.patch("users", _id, { language });
    return { kind };
  },
});
