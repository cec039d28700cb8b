/**
 * Dates as people read them, in the spoken language and always in an explicit time zone (the viewer's, as `users.viewer` gives it).
 * Every function takes times in ms since the epoch and an IANA zone name; an unknown zone falls back to UTC,
 * so that a bad setting shows a wrong hour and never a crashed screen.
 */
import { spokenLocale } from "../language/language";
import { strings } from "./strings";

const DAY_MS = 86_400_000;
/** Days are compared in this form, "03/05/2026", whatever is spoken. */
const DIGITS_LOCALE = "en-GB";
const formats = new Map<string, Intl.DateTimeFormat>();

function format(
  time: number,
  timeZone: string,
  options: Intl.DateTimeFormatOptions,
  locale = spokenLocale(),
): string {
  const key = `${locale}|${timeZone}|${JSON.stringify(options)}`;
  let formatter = formats.get(key);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat(locale, { ...options, timeZone: knownTimeZone(timeZone) });
    formats.set(key, formatter);
  }
  return formatter.format(time);
}

function knownTimeZone(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone;
  } catch {
    return "UTC";
  }
}

/** The calendar day of `time` as "2026-05-03": equal for two times exactly when they share a day in the zone. */
export function dayKey(time: number, timeZone: string): string {
  const digits = { year: "numeric", month: "2-digit", day: "2-digit" } as const;
  return format(time, timeZone, digits, DIGITS_LOCALE).split("/").reverse().join("-");
}

/** Whole calendar days between two times in the zone (0 = same day, 1 = `earlier` was yesterday). */
export function daysBetween(earlier: number, later: number, timeZone: string): number {
  const from = Date.parse(dayKey(earlier, timeZone));
  const to = Date.parse(dayKey(later, timeZone));
  return Math.round((to - from) / DAY_MS);
}

/** "14:05" */
export function formatClock(time: number, timeZone: string): string {
  return format(time, timeZone, { hour: "2-digit", minute: "2-digit" });
}

/** "Sunday 3 May 2026 at 14:05 CEST": for tooltips, with the zone said. */
export function formatFull(time: number, timeZone: string): string {
  return format(time, timeZone, {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
  });
}

/** A day as a heading: "Today", "Yesterday", a weekday within the last 6 days, else the full date. */
export function formatDay(time: number, now: number, timeZone: string): string {
  const days = daysBetween(time, now, timeZone);
  if (days === 0) return strings.today;
  if (days === 1) return strings.yesterday;
  if (days > 1 && days <= 6) return format(time, timeZone, { weekday: "long" });
  return formatDate(time, timeZone);
}

/** As the end of a sentence that begins with "since": "14:05" today, "yesterday", else as `formatDay`. */
export function formatSince(time: number, now: number, timeZone: string): string {
  const days = daysBetween(time, now, timeZone);
  if (days <= 0) return formatClock(time, timeZone);
  return days === 1 ? strings.yesterday.toLocaleLowerCase() : formatDay(time, now, timeZone);
}

/** "3 May 2026" */
export function formatDate(time: number, timeZone: string): string {
  return format(time, timeZone, { day: "numeric", month: "long", year: "numeric" });
}

/** The short time of a list row: "14:05" today, "Yesterday", "Mon", "3 May", "3 May 2024". */
export function formatListTime(time: number, now: number, timeZone: string): string {
  const days = daysBetween(time, now, timeZone);
  if (days <= 0) return formatClock(time, timeZone);
  if (days === 1) return strings.yesterday;
  if (days <= 6) return format(time, timeZone, { weekday: "short" });
  const sameYear = dayKey(time, timeZone).slice(0, 4) === dayKey(now, timeZone).slice(0, 4);
  return format(time, timeZone, {
    day: "numeric",
    month: "short",
    ...(sameYear ? {} : { year: "numeric" }),
  });
}

/** The hour of the day (0–23) in the zone: for a greeting. */
export function hourOf(time: number, timeZone: string): number {
  return Number(formatClock(time, timeZone).slice(0, 2));
}
