/** The addresses from which a person's replies are taken: their account's, and those that staff accepted. */
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { appError } from "../errors";

/** Is this (lower-case) address the person's own? Compared whole (G11). */
export async function isAddressOf(
  ctx: QueryCtx,
  user: Doc<"users">,
  address: string,
): Promise<boolean> {
  if (address === user.email) return true;
  const known = await ctx.db
    .query("userAddresses")
    .withIndex("by_user_and_address", (q) => q.eq("userId", user._id).eq("address", address))
    .unique();
  return known !== null;
}

/** More than anybody writes from. */
const ADDRESSES_LIMIT = 100;

/** The accepted addresses of a person, beside that of their account. */
export async function addressesOf(ctx: QueryCtx, userId: Id<"users">): Promise<string[]> {
  const rows = await ctx.db
    .query("userAddresses")
    .withIndex("by_user_and_address", (q) => q.eq("userId", userId))
    .take(ADDRESSES_LIMIT);
  return rows.map(({ address }) => address);
}

/**
 * Takes replies of `user` from `address` from now on. A mailbox that two contacts share may be added to
 * both. Error: INVALID_EMAIL for the address of a colleague, who would write as the client by
 * answering a forwarded email.
 */
export async function addAddress(
  ctx: MutationCtx,
  actor: Doc<"users">,
  user: Doc<"users">,
  address: string,
): Promise<void> {
  if (await isAddressOf(ctx, user, address)) return;
  const owners = ctx.db.query("users").withIndex("by_email", (q) => q.eq("email", address));
  for await (const owner of owners) {
    if (owner.kind !== "staff") continue;
    throw appError("INVALID_EMAIL", `${address} is the address of ${owner.name}, of your team.`);
  }
  await ctx.db.insert("userAddresses", { userId: user._id, address, addedById: actor._id });
}
