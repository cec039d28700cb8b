/**
 * Accounts of people who sign in with Clerk. An account is made by an invitation only, never by a
 * webhook; one that was deleted at Clerk is suspended here, since its messages stay.
 */
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { optionalEnv } from "../env";
import { recordAudit } from "./audit";
import type { ClerkChange } from "./clerkEvent";
import { emailAddress, isNameOfTeam, suspendNow } from "./people";
import { oneLineName } from "./text";

const NAME_MAX_LENGTH = 80;

/** Name, verified address or deletion; nothing for a stranger, and for a change older than the last. */
export async function applyClerkChange(ctx: MutationCtx, change: ClerkChange): Promise<void> {
  const issuer = optionalEnv("CLERK_JWT_ISSUER_DOMAIN")?.replace(/\/$/, "");
  const user = await ctx.db
    .query("users")
    .withIndex("by_tokenIdentifier", (q) => q.eq("tokenIdentifier", `${issuer}|${change.subject}`))
    .unique();
  if (user === null) return;
  if (change.kind === "deleted") return await suspendDeleted(ctx, user);
  if (user.clerkTime !== undefined && change.time <= user.clerkTime) return;
  const name = await freeName(ctx, user, change.name);
  const email = await freeAddress(ctx, user, change.email);
  await ctx.db.patch("users", user._id, {
    clerkTime: change.time,
    ...(name === null ? {} : { name }),
    // A new address has not bounced yet.
    ...(email === null || email === user.email ? {} : { email, emailStopped: undefined }),
  });
}

/** A name that can be stored, and for a client none of the team that they know. */
async function freeName(ctx: QueryCtx, user: Doc<"users">, given: string | null) {
  const name = given === null ? null : oneLineName(given, NAME_MAX_LENGTH);
  if (name === null || user.kind === "staff") return name;
  return (await isNameOfTeam(ctx, user, name)) ? null : name;
}

/** An address that nobody else here has; two accounts never share one. */
async function freeAddress(ctx: QueryCtx, user: Doc<"users">, given: string | null) {
  if (given === null) return null;
  const email = emailAddress(given);
  const owner = await ctx.db
    .query("users")
    .withIndex("by_email", (q) => q.eq("email", email))
    .first();
  return owner === null || owner._id === user._id ? email : null;
}

/**
 * In the name of another owner. The last owner stays one, since the firm needs one, but the account has no
 * sign-in any more, and the audit log tells so.
 */
async function suspendDeleted(ctx: MutationCtx, user: Doc<"users">): Promise<void> {
  if (user.state !== "active") return;
  const owners = await ctx.db
    .query("users")
    .withIndex("by_role_and_state", (q) => q.eq("role", "owner").eq("state", "active"))
    .take(2);
  const actor = owners.find((owner) => owner._id !== user._id);
  if (actor !== undefined) return await suspendNow(ctx, actor, user);
  await ctx.db.patch("users", user._id, { tokenIdentifier: undefined });
  await recordAudit(ctx, user, "user.loseSignIn", { userId: user._id });
}
