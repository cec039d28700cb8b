/** Emails that are not digests: their outbox rows and what becomes of an attempt. */
import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import type { SendOutcome } from "../email/resend";
import type { Email } from "../validators";
import { ATTEMPT_MS, backoff, KEY_LIFE_MS } from "./attempts";

/** Queues one email and wakes the sender (the digests' own): somebody is waiting for this one. */
export async function queueNotice(
  ctx: MutationCtx,
  email: Email,
  about: {
    invitationId?: Id<"invitations">;
    explainedUserId?: Id<"users">;
    expiresTime?: number;
  } = {},
): Promise<Id<"notices">> {
  const now = Date.now();
  await ctx.scheduler.runAfter(0, internal.digests.wake, {});
  return await ctx.db.insert("notices", {
    ...about,
    state: "queued",
    email,
    createdTime: now,
    nextAttemptTime: now,
    attempts: 0,
  });
}

/** The notice that has waited longest for its time, or null. */
export async function firstDueNotice(ctx: QueryCtx, now: number): Promise<Doc<"notices"> | null> {
  return await ctx.db
    .query("notices")
    .withIndex("by_state_and_nextAttemptTime", (q) =>
      q.eq("state", "queued").lte("nextAttemptTime", now),
    )
    .first();
}

/** Notes an attempt that is about to be made; null when there is nothing (left) to send. */
export async function startNotice(
  ctx: MutationCtx,
  notice: Doc<"notices">,
  now: number,
): Promise<Email | null> {
  const invitation =
    notice.invitationId === undefined ? null : await ctx.db.get("invitations", notice.invitationId);
  const isAnswered = invitation !== null && invitation.state !== "pending";
  const isMoot = isAnswered || (notice.expiresTime !== undefined && notice.expiresTime <= now);
  const isTooOld = notice.attempts > 0 && now - notice.createdTime > KEY_LIFE_MS;
  if (notice.email === undefined || isMoot || isTooOld) {
    await finish(ctx, notice._id, { state: "failed", reason: isMoot ? "MOOT" : "NO_ANSWER" });
    return null;
  }
  await ctx.db.patch("notices", notice._id, {
    attempts: notice.attempts + 1,
    nextAttemptTime: now + ATTEMPT_MS,
  });
  return notice.email;
}

/** Records what an attempt came to; returns how long the sender should pause (ms). */
export async function recordNoticeOutcome(
  ctx: MutationCtx,
  noticeId: Id<"notices">,
  outcome: SendOutcome,
): Promise<number> {
  const notice = await ctx.db.get("notices", noticeId);
  if (notice === null || notice.state !== "queued") return 0;
  switch (outcome.kind) {
    case "sent":
      await finish(ctx, noticeId, { state: "sent", sentTime: Date.now() });
      return 0;
    case "refused":
      await finish(ctx, noticeId, { state: "failed", reason: outcome.reason });
      return 0;
    case "inDoubt":
    case "notTaken": {
      const wait = outcome.retryAfterMs ?? backoff(notice.attempts);
      const nextAttemptTime = Date.now() + wait;
      await ctx.db.patch("notices", noticeId, { nextAttemptTime, reason: outcome.reason });
      return wait;
    }
  }
}

/** Takes back a notice that has not been sent. */
export async function withdrawNotice(ctx: MutationCtx, noticeId: Id<"notices">): Promise<void> {
  const notice = await ctx.db.get("notices", noticeId);
  if (notice?.state === "queued") await finish(ctx, noticeId, { state: "failed", reason: "MOOT" });
}

/** The text goes with the last attempt: an invitation's token must not stay behind. */
async function finish(
  ctx: MutationCtx,
  noticeId: Id<"notices">,
  end: { state: "sent" | "failed"; reason?: string; sentTime?: number },
): Promise<void> {
  await ctx.db.patch("notices", noticeId, { ...end, email: undefined });
}
