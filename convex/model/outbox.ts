/**
 * The outbox: queued rows become frozen emails one at a time, and the answers of the provider move
 * them on. States and their meaning: vDigestState. Invariants: at most one frozen row per (user,
 * room); a frozen email never changes; a person's mailed position covers what is frozen or sent.
 */
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import type { SendOutcome } from "../email/resend";
import type { Email } from "../validators";
import { ATTEMPT_MS, backoff, KEY_LIFE_MS } from "./attempts";
import { composeDigest, dueMessages, mailObstacle, SETTLING_MS } from "./digestContent";
import { mailTimeOf } from "./mailSchedules";
import { firstDueNotice, startNotice } from "./notices";
import { mailedSinceTime, notifyOf } from "./notifications";
import { mailedSeq, setMailedPosition } from "./positions";
import { getParticipant } from "./rooms";

/** Queued rows looked at in one run, when they turn out to have nothing left to say. */
const ROWS_PER_RUN = 25;

/** What is attempted: `key` is the provider's idempotency key, `digest/<id>` or `notice/<id>`. */
export type Attempt = { rowId: Id<"digests"> | Id<"notices">; key: string; email: Email };

function digestAttempt(rowId: Id<"digests">, email: Email): Attempt {
  return { rowId, key: `digest/${rowId}`, email };
}

/**
 * The next email to attempt: a notice (somebody waits for it), then a frozen one whose time has come (the same bytes again), else the
 * oldest queued one that still has something to say, checked, rendered and frozen here, in the
 * mutation just before the first attempt. Null when nothing is due.
 */
export async function nextAttempt(
  ctx: MutationCtx,
): Promise<{ attempt: Attempt | null; isMore: boolean }> {
  const now = Date.now();
  const notice = await firstDueNotice(ctx, now);
  if (notice !== null) {
    const email = await startNotice(ctx, notice, now);
    const key = `notice/${notice._id}`;
    return { attempt: email === null ? null : { rowId: notice._id, key, email }, isMore: true };
  }
  const retry = await firstDue(ctx, "frozen", now);
  if (retry !== null) {
    const attempt = await retryFrozen(ctx, retry, now);
    return { attempt, isMore: true };
  }
  for (let looked = 0; looked < ROWS_PER_RUN; looked += 1) {
    const digest = await firstDue(ctx, "queued", now);
    if (digest === null) return { attempt: null, isMore: false };
    const email = await freeze(ctx, digest, now);
    if (email !== null) return { attempt: digestAttempt(digest._id, email), isMore: true };
  }
  return { attempt: null, isMore: true };
}

/** The row of this state that has waited longest for its time, or null. */
async function firstDue(
  ctx: QueryCtx,
  state: "queued" | "frozen",
  now: number,
): Promise<Doc<"digests"> | null> {
  return await ctx.db
    .query("digests")
    .withIndex("by_state_and_nextAttemptTime", (q) =>
      q.eq("state", state).lte("nextAttemptTime", now),
    )
    .first();
}

/** Is anything due now? For the watchdog that wakes a sender after a crash. */
export async function isAnythingDue(ctx: QueryCtx): Promise<boolean> {
  const now = Date.now();
  return (
    (await firstDueNotice(ctx, now)) !== null ||
    (await firstDue(ctx, "frozen", now)) !== null ||
    (await firstDue(ctx, "queued", now)) !== null
  );
}

async function retryFrozen(
  ctx: MutationCtx,
  digest: Doc<"digests">,
  now: number,
): Promise<Attempt | null> {
  const { email, frozenTime = now } = digest;
  if (email === undefined || now - frozenTime > KEY_LIFE_MS) {
    await ctx.db.patch("digests", digest._id, {
      state: "failed",
      reason: "NO_ANSWER",
      email: undefined,
    });
    return null;
  }
  // The attempt before this one never reported back, so it may have been taken.
  await ctx.db.patch("digests", digest._id, {
    attempts: digest.attempts + 1,
    inDoubt: true,
    nextAttemptTime: now + ATTEMPT_MS,
  });
  return digestAttempt(digest._id, email);
}

/** Checks everything again (G5, G6), renders and freezes; null when nothing is left to say. */
async function freeze(
  ctx: MutationCtx,
  digest: Doc<"digests">,
  now: number,
): Promise<Email | null> {
  const frozen = await ctx.db
    .query("digests")
    .withIndex("by_user_and_room_and_state", (q) =>
      q.eq("userId", digest.userId).eq("roomId", digest.roomId).eq("state", "frozen"),
    )
    .first();
  if (frozen !== null) {
    await ctx.db.patch("digests", digest._id, { nextAttemptTime: frozen.nextAttemptTime + 1 });
    return null;
  }
  const user = await ctx.db.get("users", digest.userId);
  const room = await ctx.db.get("rooms", digest.roomId);
  const seat = await getParticipant(ctx, digest.roomId, digest.userId);
  const obstacle = user === null || room === null ? "GONE" : mailObstacle(user, seat, now);
  if (user === null || room === null || seat === null || obstacle !== null) {
    await ctx.db.patch("digests", digest._id, { state: "cancelled", reason: obstacle ?? "GONE" });
    return null;
  }
  const mailTime = digest.ignoreAge ? now : await mailTimeOf(ctx, user, digest._creationTime);
  if (mailTime > now) {
    await ctx.db.patch("digests", digest._id, { nextAttemptTime: mailTime });
    return null;
  }
  const settledBefore = digest.ignoreAge ? Number.POSITIVE_INFINITY : now - SETTLING_MS;
  const due = await dueMessages(ctx, user, seat, settledBefore);
  if (due.count === 0) {
    await ctx.db.patch("digests", digest._id, { state: "cancelled", reason: "NOTHING_UNREAD" });
    return null;
  }
  const email = await composeDigest(ctx, { digest, user, room, due });
  await ctx.db.patch("digests", digest._id, {
    state: "frozen",
    email,
    fromSeq: due.fromSeq,
    toSeq: due.toSeq,
    sinceTime: mailedSinceTime(user, seat),
    mentionsOnly: notifyOf(seat).level === "mentions",
    frozenTime: now,
    attempts: digest.attempts + 1,
    nextAttemptTime: now + ATTEMPT_MS,
  });
  await setMailedPosition(ctx, user._id, room._id, due.toSeq);
  return email;
}

/**
 * Records what an attempt came to; the email's text goes with the last one, since what it says stands
 * in the room. Returns how long the sender should pause (ms), 0 to go on: a
 * provider that is down or refuses the account is not asked about every other email as well.
 */
export async function recordOutcome(
  ctx: MutationCtx,
  digestId: Id<"digests">,
  outcome: SendOutcome,
): Promise<number> {
  const digest = await ctx.db.get("digests", digestId);
  if (digest === null || digest.state !== "frozen") return 0;
  const now = Date.now();
  switch (outcome.kind) {
    case "sent":
      await ctx.db.patch("digests", digestId, {
        state: "sent",
        sentTime: now,
        email: undefined,
        providerId: outcome.providerId,
      });
      return 0;
    case "refused":
      await ctx.db.patch("digests", digestId, {
        state: "failed",
        reason: outcome.reason,
        email: undefined,
      });
      return 0;
    case "inDoubt": {
      const wait = outcome.retryAfterMs ?? backoff(digest.attempts);
      await ctx.db.patch("digests", digestId, {
        inDoubt: true,
        reason: outcome.reason,
        nextAttemptTime: now + wait,
      });
      return wait;
    }
    case "notTaken": {
      const wait = outcome.retryAfterMs ?? backoff(digest.attempts);
      await putBack(ctx, digest, outcome.reason, now + wait);
      return wait;
    }
  }
}

/**
 * Surely not taken: unless an earlier attempt is in doubt, the row is thawed, so that what has been
 * read or deleted meanwhile is left out of the next one.
 */
async function putBack(
  ctx: MutationCtx,
  digest: Doc<"digests">,
  reason: string,
  nextAttemptTime: number,
): Promise<void> {
  if (digest.inDoubt) {
    await ctx.db.patch("digests", digest._id, { nextAttemptTime, reason });
    return;
  }
  const { userId, roomId, fromSeq = 0, toSeq } = digest;
  if ((await mailedSeq(ctx, userId, roomId)) === toSeq) {
    await setMailedPosition(ctx, userId, roomId, fromSeq);
  }
  const waiting = await ctx.db
    .query("digests")
    .withIndex("by_user_and_room_and_state", (q) =>
      q.eq("userId", userId).eq("roomId", roomId).eq("state", "queued"),
    )
    .first();
  if (waiting !== null) {
    await ctx.db.patch("digests", digest._id, {
      state: "cancelled",
      reason: "MERGED",
      email: undefined,
    });
    return;
  }
  await ctx.db.patch("digests", digest._id, {
    state: "queued",
    reason,
    nextAttemptTime,
    email: undefined,
    frozenTime: undefined,
    fromSeq: undefined,
    toSeq: undefined,
    sinceTime: undefined,
    mentionsOnly: undefined,
  });
}
