/** Reply addresses and unsubscribe tokens: opaque, one per (person, room). */
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { newToken } from "./tokens";

/** The live token of (person, room), made when there is none. It has no end while they are in it. */
export async function ensureReplyToken(
  ctx: MutationCtx,
  userId: Id<"users">,
  roomId: Id<"rooms">,
): Promise<string> {
  const known = await liveReplyAddress(ctx, userId, roomId);
  if (known !== null) return known.token;
  const token = newToken();
  await ctx.db.insert("replyAddresses", { token, userId, roomId });
  return token;
}

async function liveReplyAddress(
  ctx: QueryCtx,
  userId: Id<"users">,
  roomId: Id<"rooms">,
): Promise<Doc<"replyAddresses"> | null> {
  const newest = await ctx.db
    .query("replyAddresses")
    .withIndex("by_user_and_room", (q) => q.eq("userId", userId).eq("roomId", roomId))
    .order("desc")
    .first();
  return newest === null || newest.revokedTime !== undefined ? null : newest;
}

/** Ends the reply address of (person, room), if there is one. */
export async function revokeReplyAddress(
  ctx: MutationCtx,
  userId: Id<"users">,
  roomId: Id<"rooms">,
): Promise<void> {
  const live = await liveReplyAddress(ctx, userId, roomId);
  if (live !== null) {
    await ctx.db.patch("replyAddresses", live._id, { revokedTime: Date.now() });
  }
}

/** The row of a token, live or revoked; null when it was never issued. */
export async function getReplyAddress(
  ctx: QueryCtx,
  token: string,
): Promise<Doc<"replyAddresses"> | null> {
  return await ctx.db
    .query("replyAddresses")
    .withIndex("by_token", (q) => q.eq("token", token))
    .unique();
}

/** The token of (person, room) for unsubscribe links, made when there is none. */
export async function ensureUnsubscribeToken(
  ctx: MutationCtx,
  userId: Id<"users">,
  roomId: Id<"rooms">,
): Promise<string> {
  const known = await ctx.db
    .query("unsubscribeTokens")
    .withIndex("by_user_and_room", (q) => q.eq("userId", userId).eq("roomId", roomId))
    .unique();
  if (known !== null) return known.token;
  const token = newToken();
  await ctx.db.insert("unsubscribeTokens", { token, userId, roomId });
  return token;
}

/** The row of an unsubscribe token, or null. */
export async function getUnsubscribeToken(
  ctx: QueryCtx,
  token: string,
): Promise<Doc<"unsubscribeTokens"> | null> {
  return await ctx.db
    .query("unsubscribeTokens")
    .withIndex("by_token", (q) => q.eq("token", token))
    .unique();
}
