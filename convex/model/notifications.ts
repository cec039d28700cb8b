/**
 * Notification levels of one seat (R13): off is off, and whatever lets more through than before mails
 * nothing that came meanwhile.
 */
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import type { Notify, NotifyLevel } from "../validators";
import { isMentioned } from "./mentions";
import { countsAsUnread, settleMail } from "./positions";
import { requireRoomHead } from "./rooms";

/** What the person chose for the room. */
export function notifyOf(seat: Doc<"participants">): Notify {
  return seat.notify ?? { level: seat.emailOff === true ? "off" : "all" };
}

/** What holds at `now` (ms). */
export function levelAt(seat: Doc<"participants">, now: number): NotifyLevel {
  const { level, untilTime = 0 } = notifyOf(seat);
  return now < untilTime ? "off" : level;
}

/** Messages up to this time (ms) are never mailed: they came while all email, or the room's, was off. */
export function mailedSinceTime(user: Doc<"users">, seat: Doc<"participants">): number {
  return Math.max(user.emailSinceTime ?? 0, notifyOf(seat).untilTime ?? 0);
}

/** Does a digest owe the person this message, as far as it is unread? */
export function isMailable(
  message: Doc<"messages">,
  user: Doc<"users">,
  seat: Doc<"participants">,
): boolean {
  if (!countsAsUnread(message, user._id)) return false;
  switch (notifyOf(seat).level) {
    case "all":
      return true;
    case "mentions":
      return isMentioned(message, user);
    case "off":
      return false;
  }
}

/** Sets one seat's level from now on. Asking for what already is changes nothing. */
export async function setNotify(
  ctx: MutationCtx,
  seat: Doc<"participants">,
  notify: Notify,
): Promise<void> {
  const now = Date.now();
  const before = notifyOf(seat);
  const after = { ...pastPause(before, now), ...notify };
  if (before.level === after.level && before.untilTime === after.untilTime) return;
  await ctx.db.patch("participants", seat._id, { notify: after, emailOff: undefined });
  if (levelAt(seat, now) === "all") return;
  // What was not mailed under the old level is settled by it, also where the new one lets less through.
  const { lastSeq } = await requireRoomHead(ctx, seat.roomId);
  await settleMail(ctx, seat.userId, seat.roomId, lastSeq);
}

/** A pause that is over says since when messages are owed: another level keeps that. */
function pastPause({ untilTime }: Notify, now: number): Pick<Notify, "untilTime"> {
  return untilTime !== undefined && untilTime <= now ? { untilTime } : {};
}
