/** People: who is calling, and who a token, an address or an id stands for. */
import type { UserIdentity } from "convex/server";
import { ConvexError } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { appError, notFound } from "../errors";
import { BUILT_IN_ISSUER } from "../signing/signingKey";

/**
 * The signed-in person. Errors: UNAUTHENTICATED (no valid token, or its session has ended), NOT_ACTIVATED (no active account
 * for it), SUSPENDED. Asked by every door before anything else.
 */
export async function requireViewer(ctx: QueryCtx): Promise<Doc<"users">> {
  const identity = await ctx.auth.getUserIdentity();
  if (identity === null) throw appError("UNAUTHENTICATED", "Please sign in.");
  const isBuiltIn = identity.issuer === BUILT_IN_ISSUER;
  const user = isBuiltIn
    ? await getUser(ctx, identity.subject)
    : await ctx.db
        .query("users")
        .withIndex("by_tokenIdentifier", (q) => q.eq("tokenIdentifier", identity.tokenIdentifier))
        .unique();
  if (user === null || user.state === "invited") {
    throw appError("NOT_ACTIVATED", "This account has not been activated here.");
  }
  if (user.state === "suspended") throw appError("SUSPENDED", "This account is suspended.");
  if (isBuiltIn) await requireSession(ctx, identity, user);
  return user;
}

/** As requireViewer, with null for every refusal: where being refused must look like not being there. */
export async function getViewer(ctx: QueryCtx): Promise<Doc<"users"> | null> {
  try {
    return await requireViewer(ctx);
  } catch (error) {
    if (error instanceof ConvexError) return null;
    throw error;
  }
}

async function getUser(ctx: QueryCtx, idText: string): Promise<Doc<"users"> | null> {
  const userId = ctx.db.normalizeId("users", idText);
  return userId === null ? null : await ctx.db.get("users", userId);
}

/** A client who can sign in, by id; NOT_FOUND for staff, the invited, the suspended and unknown ids. */
export async function requireActiveClient(ctx: QueryCtx, idText: string): Promise<Doc<"users">> {
  const user = await getUser(ctx, idText);
  if (user?.kind !== "client" || user.state !== "active") throw notFound();
  return user;
}

/** The session must live still: with its row in what a call reads, its end re-runs open screens. */
async function requireSession(
  ctx: QueryCtx,
  identity: UserIdentity,
  user: Doc<"users">,
): Promise<void> {
  const sessionId = sessionIdIn(ctx, identity);
  const session = sessionId === null ? null : await ctx.db.get("sessions", sessionId);
  if (session?.userId !== user._id) throw appError("UNAUTHENTICATED", "This sign-in has ended.");
}

/** The session that a call belongs to; null where people sign in another way. */
export async function currentSessionId(ctx: QueryCtx): Promise<Id<"sessions"> | null> {
  const identity = await ctx.auth.getUserIdentity();
  return identity?.issuer === BUILT_IN_ISSUER ? sessionIdIn(ctx, identity) : null;
}

function sessionIdIn(ctx: QueryCtx, { sid }: UserIdentity): Id<"sessions"> | null {
  return typeof sid === "string" ? ctx.db.normalizeId("sessions", sid) : null;
}

/** Remembers people within one run, since a page of messages has few authors. */
export function userLookup(ctx: QueryCtx): (id: Id<"users">) => Promise<Doc<"users"> | null> {
  const known = new Map<Id<"users">, Promise<Doc<"users"> | null>>();
  return (id) => {
    let user = known.get(id);
    if (user === undefined) {
      user = ctx.db.get("users", id);
      known.set(id, user);
    }
    return user;
  };
}
