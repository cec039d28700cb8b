/**
 * Sessions of the built-in sign-in. A session lives as long as its row: every door reads the row
 * (model/users.requireViewer), so deleting it ends that person's open screens at once, whatever token
 * they still hold. Its refresh token turns at each use; a token used again after it was turned in is
 * in two hands, so the session ends for both.
 */
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { oneLineName } from "./text";

const DAY_MS = 24 * 60 * 60 * 1000;
/** Not used for so long, a session is over. */
export const SESSION_IDLE_MS = 30 * DAY_MS;
/**
 * So long the token before is still answered, with the very same new one: two tabs may turn it in at
 * once, and an answer may be lost on its way.
 */
export const TURN_GRACE_MS = 60_000;
const SESSIONS_PER_PERSON = 20;
const DEVICE_MAX_LENGTH = 60;

/** What a refresh token is made from. */
export type LiveSession = {
  userId: Id<"users">;
  sessionId: Id<"sessions">;
  generation: number;
};

/** Opens a session for an active person; the oldest goes when there are more than 20. */
export async function startSession(
  ctx: MutationCtx,
  userId: Id<"users">,
  device: string,
): Promise<LiveSession> {
  const others = await sessionsOf(ctx, userId);
  for (const { _id } of others.slice(0, Math.max(0, others.length - SESSIONS_PER_PERSON + 1))) {
    await endSession(ctx, _id);
  }
  const sessionId = await ctx.db.insert("sessions", {
    userId,
    device: oneLineName(device, DEVICE_MAX_LENGTH) ?? "",
    createdTime: Date.now(),
  });
  await ctx.db.insert("sessionUses", { sessionId, generation: 1, usedTime: Date.now() });
  return { userId, sessionId, generation: 1 };
}

/** A person's sessions, oldest first; there are never more than a few above 20. */
export async function sessionsOf(ctx: QueryCtx, userId: Id<"users">): Promise<Doc<"sessions">[]> {
  return await ctx.db
    .query("sessions")
    .withIndex("by_userId", (q) => q.eq("userId", userId))
    .take(2 * SESSIONS_PER_PERSON);
}

export async function usesOf(ctx: QueryCtx, sessionId: Id<"sessions">) {
  return await ctx.db
    .query("sessionUses")
    .withIndex("by_sessionId", (q) => q.eq("sessionId", sessionId))
    .unique();
}

/** Ends a session; nothing when it is over already. */
export async function endSession(ctx: MutationCtx, sessionId: Id<"sessions">): Promise<void> {
  const uses = await usesOf(ctx, sessionId);
  if (uses !== null) await ctx.db.delete("sessionUses", uses._id);
  if ((await ctx.db.get("sessions", sessionId)) !== null)
    await ctx.db.delete("sessions", sessionId);
}

/** Ends all of a person's sessions, but not `except`. */
export async function endSessions(
  ctx: MutationCtx,
  userId: Id<"users">,
  except?: Id<"sessions">,
): Promise<void> {
  for (const { _id } of await sessionsOf(ctx, userId)) {
    if (_id !== except) await endSession(ctx, _id);
  }
}

/**
 * Turns a genuine refresh token in. Null when the session is over: ended, idle for 30 days, its
 * person no longer active, or just now, since an older token came back (RFC 9700 section 4.14.2). One
 * newer than any we know of was given out before a backup was put back, and counts.
 */
export async function turnSession(
  ctx: MutationCtx,
  sessionIdText: string,
  generation: number,
): Promise<LiveSession | null> {
  const sessionId = ctx.db.normalizeId("sessions", sessionIdText);
  const session = sessionId === null ? null : await ctx.db.get("sessions", sessionId);
  const uses = sessionId === null ? null : await usesOf(ctx, sessionId);
  if (sessionId === null || session === null || uses === null) return null;
  const { userId } = session;
  const user = await ctx.db.get("users", userId);
  const age = Date.now() - uses.usedTime;
  const isRetry = generation === uses.generation - 1 && age <= TURN_GRACE_MS;
  const isReused = generation < uses.generation && !isRetry;
  if (user?.state !== "active" || age > SESSION_IDLE_MS || isReused) {
    await endSession(ctx, sessionId);
    return null;
  }
  if (isRetry) return { userId, sessionId, generation: uses.generation };
  const next = generation + 1;
  await ctx.db.patch("sessionUses", uses._id, { generation: next, usedTime: Date.now() });
  return { userId, sessionId, generation: next };
}

/** Ends sessions that were idle for 30 days. True when there may be more than `limit`. */
export async function endIdleSessions(ctx: MutationCtx, limit: number): Promise<boolean> {
  const idle = await ctx.db
    .query("sessionUses")
    .withIndex("by_usedTime", (q) => q.lt("usedTime", Date.now() - SESSION_IDLE_MS))
    .take(limit);
  for (const { sessionId } of idle) await endSession(ctx, sessionId);
  return idle.length === limit;
}
