/**
 * When a person wants their email: an interval, quiet hours and days, all by the clock on their wall.
 * Pure. Delays only; what is said in the email is decided when it is sent.
 */
import type { MailSchedule } from "../validators";
import { offsetAt, type Wall, wallTime } from "./wallClock";

const HOUR_MS = 60 * 60 * 1000;
const EVERY_HOURS = 2;
/** A time lies within a week of any other, whatever hours and days are left. */
const STEPS_LIMIT = 30;

/** Every 30 minutes on every day: what holds for everybody who has chosen nothing. */
export const DEFAULT_SCHEDULE: MailSchedule = {
  interval: "30min",
  hour: 8,
  quiet: null,
  days: [0, 1, 2, 3, 4, 5, 6],
};

/**
 * The first time at or after `now` (ms) at which the schedule lets an email go, in the zone (IANA), that
 * has waited since `since`: an hour that was missed meanwhile (an outage) is made up for. Daily means
 * its hour and nothing else; quiet hours push to their end, other days to the next day's start. An
 * hour that the clocks skip counts as the one after; one that they repeat, as the first.
 */
export function nextMailTime(
  schedule: MailSchedule,
  timeZone: string,
  now: number,
  since = now,
): number {
  const planned = letThrough(schedule, timeZone, firstSlot(schedule, timeZone, since));
  return planned >= now ? planned : letThrough(schedule, timeZone, now);
}

function letThrough(schedule: MailSchedule, timeZone: string, from: number): number {
  let time = from;
  for (let step = 0; step < STEPS_LIMIT; step += 1) {
    const later = pushed(schedule, timeZone, time);
    if (later === null) return time;
    time = later;
  }
  return time;
}

function firstSlot({ interval, hour }: MailSchedule, timeZone: string, now: number): number {
  if (interval === "30min") return now;
  const wall = wallTime(now, timeZone);
  if (interval === "daily") {
    const today = timeAt({ ...wall, hour, minute: 0 }, timeZone);
    return today >= now ? today : timeAt({ ...wall, day: wall.day + 1, hour, minute: 0 }, timeZone);
  }
  let slot = timeAt({ ...wall, hour: wall.hour - (wall.hour % EVERY_HOURS), minute: 0 }, timeZone);
  while (slot < now) {
    const next = wallTime(slot + EVERY_HOURS * HOUR_MS, timeZone);
    const even = next.hour - (next.hour % EVERY_HOURS);
    const aligned = timeAt({ ...next, hour: even, minute: 0 }, timeZone);
    slot = aligned > slot ? aligned : slot + EVERY_HOURS * HOUR_MS;
  }
  return slot;
}

/** A later time when this one falls into quiet hours or on a day off, else null. */
function pushed(schedule: MailSchedule, timeZone: string, time: number): number | null {
  const { interval, hour, quiet, days } = schedule;
  const wall = wallTime(time, timeZone);
  const isDaily = interval === "daily";
  if (!days.includes(weekday(wall))) {
    const next = { ...wall, day: wall.day + 1, hour: isDaily ? hour : 0, minute: 0 };
    return timeAt(next, timeZone);
  }
  if (isDaily || quiet === null || !isWithin(quiet, wall.hour)) return null;
  const day = wall.hour < quiet.end ? wall.day : wall.day + 1;
  const end = timeAt({ ...wall, day, hour: quiet.end, minute: 0 }, timeZone);
  return end > time ? end : time + HOUR_MS;
}

/** Quiet from `start` up to `end`, over midnight where the end is smaller; never where both are one. */
function isWithin({ start, end }: { start: number; end: number }, hour: number): boolean {
  return start <= end ? hour >= start && hour < end : hour >= start || hour < end;
}

function weekday({ year, month, day }: Wall): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay();
}

/** The time (ms) at which the clock of the zone shows `wall`; days and hours may run over. */
function timeAt(wall: Wall, timeZone: string): number {
  const asUtc = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute);
  // The offsets on both sides of a change of clocks; the earlier reading of a repeated hour.
  const before = offsetAt(asUtc - 24 * HOUR_MS, timeZone);
  const after = offsetAt(asUtc + 24 * HOUR_MS, timeZone);
  const candidates = [asUtc - before, asUtc - after].sort((a, b) => a - b);
  const exact = candidates.find((time) => time + offsetAt(time, timeZone) === asUtc);
  return exact ?? asUtc - before;
}
