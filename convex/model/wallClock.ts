/** Clocks on walls: what time it is where somebody lives. Pure. */

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** The instant at which a clock in `timeZone` shows `wall` (a wall-clock time written as if UTC). */
export function instantOf(wall: number, timeZone: string): number {
  const guess = wall - offsetAt(wall, timeZone);
  return wall - offsetAt(guess, timeZone);
}

/** How far a clock in `timeZone` is ahead of UTC at `time` (ms). */
export function offsetAt(time: number, timeZone: string): number {
  const start = Math.floor(time / MINUTE_MS) * MINUTE_MS;
  const key = `${start} ${timeZone}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const { year, month, day, hour, minute } = wallTime(start, timeZone);
  const offset = Date.UTC(year, month - 1, day, hour, minute) - start;
  if (offsets.size >= MOST_OFFSETS) offsets.clear();
  offsets.set(key, offset);
  return offset;
}

/** By minute and time zone: the starts and ends of the same days are asked for at each reply. */
const offsets = new Map<string, number>();
const MOST_OFFSETS = 1_000;

/** What a clock and a calendar show; `month` counts from 1. */
export type Wall = { year: number; month: number; day: number; hour: number; minute: number };

/** What they show in `timeZone` (IANA) at `time` (ms). */
export function wallTime(time: number, timeZone: string): Wall {
  const parts = clockOf(timeZone).formatToParts(time);
  return Object.fromEntries(parts.map(({ type, value }) => [type, Number(value)])) as Wall;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
    });
    formats.set(timeZone, format);
  }
  return format;
}

/** The next time after `now` (ms) at which a clock in `timeZone` (IANA) shows `hour` o'clock. */
export function nextHour(now: number, hour: number, timeZone: string): number {
  const wall = now + offsetAt(now, timeZone);
  const today = Math.floor(wall / DAY_MS) * DAY_MS + hour * HOUR_MS;
  const first = instantOf(today, timeZone);
  return first > now ? first : instantOf(today + DAY_MS, timeZone);
}
