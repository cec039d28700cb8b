/** A person's wishes about when their email comes: what is a valid one, and what waits for it. */
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { appError } from "../errors";
import type { MailSchedule } from "../validators";
import { requireFirm } from "./firm";
import { DEFAULT_SCHEDULE, nextMailTime } from "./mailTimes";

/** Queued digests of one person that are moved forward when they change their mind. */
const MOVED_AT_ONCE = 200;

function isHour(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= 23;
}

/** A schedule as it is stored, its days in order. Error: INVALID_ARGUMENT. */
export function validSchedule(schedule: MailSchedule): MailSchedule {
  const { hour, quiet } = schedule;
  const days = [...new Set(schedule.days)].sort((a, b) => a - b);
  const hours = [hour, ...(quiet === null ? [] : [quiet.start, quiet.end])];
  const areDays =
    days.length > 0 && days.every((day) => Number.isInteger(day) && day >= 0 && day <= 6);
  if (!hours.every(isHour) || !areDays) {
    throw appError("INVALID_ARGUMENT", "Pick hours from 0 to 23 and at least one day.");
  }
  return { ...schedule, days };
}

/** The first time from now on (ms) at which the person wants email that has waited since `since`. */
export async function mailTimeOf(
  ctx: QueryCtx,
  user: Doc<"users">,
  since: number,
): Promise<number> {
  const now = Date.now();
  const { mailSchedule = DEFAULT_SCHEDULE } = user;
  const timeZone = user.timeZone ?? (await requireFirm(ctx)).timeZone;
  // A creation time has fractions of a millisecond, so it can lie a trace ahead.
  return nextMailTime(mailSchedule, timeZone, now, Math.min(since, now));
}

/**
 * Moves what waits for the person to their new time. Where it is later, the check before the attempt
 * would do; where it is earlier, this is what makes it earlier.
 */
export async function rescheduleMail(ctx: MutationCtx, userId: Id<"users">): Promise<void> {
  const user = await ctx.db.get("users", userId);
  if (user === null) return;
  const waiting = await ctx.db
    .query("digests")
    .withIndex("by_user_and_state", (q) => q.eq("userId", userId).eq("state", "queued"))
    .take(MOVED_AT_ONCE);
  for (const digest of waiting) {
    if (digest.ignoreAge) continue;
    const nextAttemptTime = await mailTimeOf(ctx, user, digest._creationTime);
    await ctx.db.patch("digests", digest._id, { nextAttemptTime });
  }
}
