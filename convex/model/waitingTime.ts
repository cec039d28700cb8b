/** How long somebody has waited, counted only while the firm works. Pure: the app uses it too. */
import type { WaitingHours } from "../validators";
import { instantOf } from "./wallClock";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Longer waits are counted as this long: nobody needs the hours of last year. */
const MAX_DAYS = 120;

/** Monday to Friday, 9 to 18: for a firm that has set nothing. */
export const DEFAULT_WAITING_HOURS: WaitingHours = { start: 9, end: 18, days: [1, 2, 3, 4, 5] };

/**
 * The part of `from`..`to` (ms since the epoch) that lies in the firm's waiting hours, in ms.
 * `hours` are wall-clock hours in `timeZone` (IANA), so a day of a clock change is as long as its
 * working hours say. At most 120 days are looked at, the latest ones.
 */
export function waitedMs(from: number, to: number, hours: WaitingHours, timeZone: string): number {
  let waited = 0;
  const first = Math.max(from, to - MAX_DAYS * DAY_MS);
  // A local day starts less than a day off the same day in UTC; one more on each side covers it.
  for (let day = utcDay(first) - DAY_MS; day <= utcDay(to) + DAY_MS; day += DAY_MS) {
    if (!hours.days.includes(new Date(day).getUTCDay())) continue;
    const start = instantOf(day + hours.start * HOUR_MS, timeZone);
    const end = instantOf(day + hours.end * HOUR_MS, timeZone);
    waited += Math.max(0, Math.min(end, to) - Math.max(start, first));
  }
  return waited;
}

function utcDay(time: number): number {
  return Math.floor(time / DAY_MS) * DAY_MS;
}

/** The middle of some durations (ms); the mean of the middle two of an even number; null of none. */
export function median(durations: readonly number[]): number | null {
  const sorted = [...durations].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  return upper === undefined || lower === undefined ? null : (upper + lower) / 2;
}
