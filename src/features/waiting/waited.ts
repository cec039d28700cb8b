import type { FunctionReturnType } from "convex/server";
import type { api } from "../../../convex/_generated/api";
import { waitedMs } from "../../../convex/model/waitingTime";
import { formatListTime } from "../../lib/dates";
import { strings } from "../../lib/strings";
import { waitingStrings as s } from "./waitingStrings";

export type WaitingClock = FunctionReturnType<typeof api.waiting.list>["clock"];

const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;

/**
 * A wait as people say it ("35 min", "2 h 10 min", "3 days"). `ms` is counted in working hours, of
 * which a day has `dayHours`.
 */
export function waitedText(ms: number, dayHours: number): string {
  const minutes = Math.floor(ms / MINUTE_MS);
  if (minutes < 1) return s.underMinute;
  if (minutes < HOUR_MINUTES) return s.minutes(minutes);
  const hours = Math.floor(minutes / HOUR_MINUTES);
  if (hours < dayHours) return s.hours(hours, hours >= 5 ? 0 : minutes % HOUR_MINUTES);
  return s.days(Math.floor(hours / dayHours));
}

/**
 * How long a room has waited since `sinceTime`, in the firm's waiting hours, in words; since
 * when (in `viewerZone`) while none of these hours has passed.
 */
export function waitedSince(
  sinceTime: number,
  now: number,
  clock: WaitingClock,
  viewerZone: string,
) {
  const waited = waitedMs(sinceTime, now, clock.hours, clock.timeZone);
  const isUncounted = waited < MINUTE_MS && now - sinceTime >= MINUTE_MS;
  if (isUncounted) {
    const time = formatListTime(sinceTime, now, viewerZone);
    return s.since(time === strings.yesterday ? time.toLocaleLowerCase() : time);
  }
  return waitedText(waited, clock.hours.end - clock.hours.start);
}
