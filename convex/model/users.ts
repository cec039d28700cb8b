/** People: who is calling, and who a token, an address or an id stands for. */
import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { appError } from "../errors";

/**
 * The signed-in person. Errors: UNAUTHENTICATED (no valid token), NOT_ACTIVATED (no active account
 * for it), SUSPENDED. Asked by every door before anything else.
 */
export async function requireViewer(ctx: QueryCtx): Promise<Doc<"users">> {
  const identity = await ctx.auth.getUserIdentity();
  if (identity === null) throw appError("UNAUTHENTICATED", "Please sign in.");
  const user = await ctx.db
    .query("users")
    .withIndex("by_tokenIdentifier", (q) => q.eq("tokenIdentifier", identity.tokenIdentifier))
    .unique();
  if (user === null || user.state === "invited") {
    throw appError("NOT_ACTIVATED", "This account has not been activated here.");
  }
  if (user.state === "suspended") throw appError("SUSPENDED", "This account is suspended.");
  return user;
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
