/** Clocks on walls: what time it is where somebody lives. Pure. */

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** The instant at which a clock in `timeZone` shows `wall` (a wall-clock time written as if UTC). */
export function instantOf(wall: number, timeZone: string): number {
  const guess = wall - offsetAt(wall, timeZone);
  return wall - offsetAt(guess, timeZone);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** How far a clock in `timeZone` is ahead of UTC at `time` (ms). */
function offsetAt(time: number, timeZone: string): number {
  const whole = Math.floor(time / MINUTE_MS) * MINUTE_MS;
  const part = Object.fromEntries(
    clockOf(timeZone)
      .formatToParts(whole)
      .map(({ type, value }) => [type, Number(value)]),
  ) as Record<"year" | "month" | "day" | "hour" | "minute", number>;
  const shown = Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute);
  return shown - whole;
}

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
