/**
 * The 30-minute digest (R10): sweep -> outbox -> one sender at a time -> the provider's answers. The
 * sender also takes notices (invitations, explanations), which go first.
 */
import { v } from "convex/values";
import { internal } from "./_generated/api";
import { sendEmail } from "./email/resend";
import { internalAction, internalMutation } from "./functions";
import { sweepStretch } from "./model/digestSweep";
import { recordNoticeOutcome } from "./model/notices";
import { isAnythingDue, nextAttempt, recordOutcome } from "./model/outbox";
import { vEmail } from "./validators";

/** Resend allows a few requests a second for a whole team; this leaves room for others. */
const MS_BETWEEN_EMAILS = 500;
const EMAILS_PER_RUN = 50;
/** A sender that says nothing for so long has crashed. */
const LEASE_MS = 2 * 60 * 1000;
/** A provider that does not say how long to wait is asked again after this. */
const LONGEST_PAUSE_MS = 60_000;
/** However long it says, it is asked again after this. */
const LONGEST_ASKED_PAUSE_MS = 60 * 60 * 1000;

const vSweepPosition = v.object({
  afterTime: v.number(),
  room: v.union(
    v.null(),
    v.object({ roomId: v.id("rooms"), afterUserId: v.id("users"), isSettled: v.boolean() }),
  ),
});

/**
 * Chooses who is owed an email, in stretches that stay far below a run's limits, then wakes the
 * sender. `ignoreAge` also takes messages younger than two minutes ("send now"). Returns how many
 * emails this stretch queued.
 */
export const sweep = internalMutation({
  args: { ignoreAge: v.boolean(), position: v.optional(vSweepPosition) },
  returns: v.object({ queued: v.number() }),
  handler: async (ctx, { ignoreAge, position = null }) => {
    const { queued, next } = await sweepStretch(ctx, position, ignoreAge);
    if (next !== null) {
      await ctx.scheduler.runAfter(0, internal.digests.sweep, { ignoreAge, position: next });
    }
    await ctx.scheduler.runAfter(0, internal.digests.send, {});
    return { queued };
  },
});

/** Wakes the sender when something is due: after a crash, a pause or a restart. */
export const wake = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    if (await isAnythingDue(ctx)) await ctx.scheduler.runAfter(0, internal.digests.send, {});
    return null;
  },
});

/** Takes the sender's turn; false when somebody else has it, or during a pause. */
export const takeTurn = internalMutation({
  args: {},
  returns: v.boolean(),
  handler: async (ctx) => {
    const now = Date.now();
    const sender = await ctx.db.query("digestSender").first();
    if (sender === null) {
      await ctx.db.insert("digestSender", { leaseEndTime: now + LEASE_MS, pauseEndTime: 0 });
      return true;
    }
    if (sender.leaseEndTime > now || sender.pauseEndTime > now) return false;
    await ctx.db.patch("digestSender", sender._id, { leaseEndTime: now + LEASE_MS });
    return true;
  },
});

/** Ends the sender's turn; when more is due, or after the pause, it is called again. */
export const endTurn = internalMutation({
  args: { pauseMs: v.number() },
  returns: v.null(),
  handler: async (ctx, { pauseMs }) => {
    const sender = await ctx.db.query("digestSender").first();
    if (sender !== null) {
      const pauseEndTime = Date.now() + pauseMs;
      await ctx.db.patch("digestSender", sender._id, { leaseEndTime: 0, pauseEndTime });
    }
    if (pauseMs > 0 || (await isAnythingDue(ctx))) {
      await ctx.scheduler.runAfter(pauseMs, internal.digests.send, {});
    }
    return null;
  },
});

/** The mutation just before an attempt: checks, renders and freezes (or repeats) one email. */
export const prepare = internalMutation({
  args: {},
  returns: v.object({
    attempt: v.union(
      v.null(),
      v.object({
        rowId: v.union(v.id("digests"), v.id("notices")),
        key: v.string(),
        email: vEmail,
      }),
    ),
    isMore: v.boolean(),
  }),
  handler: async (ctx) => {
    const sender = await ctx.db.query("digestSender").first();
    if (sender !== null) {
      await ctx.db.patch("digestSender", sender._id, { leaseEndTime: Date.now() + LEASE_MS });
    }
    return await nextAttempt(ctx);
  },
});

/** What the attempt came to. Returns how long to pause (ms), 0 to go on. */
export const record = internalMutation({
  args: {
    rowId: v.union(v.id("digests"), v.id("notices")),
    outcome: v.union(
      v.object({ kind: v.literal("sent"), providerId: v.string() }),
      v.object({
        kind: v.union(v.literal("inDoubt"), v.literal("notTaken")),
        reason: v.string(),
        retryAfterMs: v.union(v.number(), v.null()),
      }),
      v.object({ kind: v.literal("refused"), reason: v.string() }),
    ),
  },
  returns: v.number(),
  handler: async (ctx, { rowId, outcome }) => {
    const digestId = ctx.db.normalizeId("digests", rowId);
    if (digestId !== null) return await recordOutcome(ctx, digestId, outcome);
    const noticeId = ctx.db.normalizeId("notices", rowId);
    return noticeId === null ? 0 : await recordNoticeOutcome(ctx, noticeId, outcome);
  },
});

/** Sends what is due, one email after the other, at the provider's pace. One sender at a time. */
export const send = internalAction({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    if (!(await ctx.runMutation(internal.digests.takeTurn, {}))) return null;
    let pauseMs = 0;
    for (let sent = 0; sent < EMAILS_PER_RUN && pauseMs === 0; sent += 1) {
      const { attempt, isMore } = await ctx.runMutation(internal.digests.prepare, {});
      if (attempt !== null) {
        const outcome = await sendEmail(attempt.email, attempt.key);
        const { rowId } = attempt;
        const wait = await ctx.runMutation(internal.digests.record, { rowId, outcome });
        const isAsked = "retryAfterMs" in outcome && outcome.retryAfterMs !== null;
        pauseMs = Math.min(wait, isAsked ? LONGEST_ASKED_PAUSE_MS : LONGEST_PAUSE_MS);
        await new Promise((resolve) => setTimeout(resolve, MS_BETWEEN_EMAILS));
      }
      if (!isMore) break;
    }
    await ctx.runMutation(internal.digests.endTurn, { pauseMs });
    return null;
  },
});
