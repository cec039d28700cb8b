/** Days as people type them, as moments in a time zone. */
const DAY_MS = 86_400_000;
const DAY = /^(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?$/;

/** How far the zone's clocks are ahead of UTC at a moment (ms). */
function offsetAt(time: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  }).formatToParts(time);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const wall = Date.UTC(
    of("year"),
    of("month") - 1,
    of("day"),
    of("hour"),
    of("minute"),
    of("second"),
  );
  return wall - Math.floor(time / 1000) * 1000;
}

/**
 * The first moment (ms) of "2026-05-03", "2026-05", "2026", "today" or "yesterday" in the zone; null
 * for anything else.
 */
export function startOfDay(typed: string, timeZone: string, now: number): number | null {
  const midnight = utcMidnight(typed.toLowerCase(), timeZone, now);
  if (midnight === null) return null;
  // The zone's clocks may change that very day: its offset is looked up where it is used.
  const guess = midnight - offsetAt(midnight, timeZone);
  return midnight - offsetAt(guess, timeZone);
}

function utcMidnight(typed: string, timeZone: string, now: number): number | null {
  if (typed === "today" || typed === "yesterday") {
    const local = now + offsetAt(now, timeZone);
    return Math.floor(local / DAY_MS) * DAY_MS - (typed === "today" ? 0 : DAY_MS);
  }
  const match = DAY.exec(typed);
  if (match === null) return null;
  const [year, month, day] = [match[1], match[2] ?? 1, match[3] ?? 1].map(Number);
  const time = Date.UTC(year!, month! - 1, day);
  const isReal = new Date(time).getUTCMonth() === month! - 1;
  return isReal ? time : null;
}
