import { dayKey } from "../../lib/dates";

const QUARTER_HOUR_MS = 15 * 60 * 1000;
const known = new Map<string, Map<number, string>>();

/**
 * `dayKey`, remembered per quarter of an hour (every zone's midnight falls on one): a long history
 * is laid out again at each new message, and formatting every row's date anew would be felt.
 */
export function dayOf(time: number, timeZone: string): string {
  let days = known.get(timeZone);
  if (days === undefined) {
    days = new Map();
    known.set(timeZone, days);
  }
  const quarter = Math.floor(time / QUARTER_HOUR_MS);
  let day = days.get(quarter);
  if (day === undefined) {
    day = dayKey(time, timeZone);
    days.set(quarter, day);
  }
  return day;
}
