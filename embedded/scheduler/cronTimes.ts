/** When cron jobs run: Convex's rules, in UTC. */
import { createHash } from "node:crypto";
import { Cron } from "croner";
import type { CronSchedule } from "../modules/types.ts";

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/** The time (ms) of the first run of a job that begins to exist at `now`. */
export function firstRunTime(schedule: CronSchedule, name: string, now: number): number {
  return schedule.type === "interval" ? now : nextOccurrence(schedule, name, now);
}

/**
 * The time (ms) of the run after the one that was due at `previous`: always later than `now`, so
 * that after any pause there is one run for what was missed, and no more.
 */
export function nextRunTime(
  schedule: CronSchedule,
  name: string,
  previous: number,
  now: number,
): number {
  if (schedule.type !== "interval") return nextOccurrence(schedule, name, Math.max(previous, now));
  const period = periodMs(schedule);
  const missed = Math.max(0, Math.floor((now - previous) / period));
  return previous + (missed + 1) * period;
}

function periodMs(schedule: CronSchedule & { type: "interval" }): number {
  const { seconds = 0, minutes = 0, hours = 0 } = schedule;
  return seconds * SECOND_MS + minutes * MINUTE_MS + hours * HOUR_MS;
}

type Calendar = Exclude<CronSchedule, { type: "interval" }>;

function nextOccurrence(schedule: Calendar, name: string, after: number): number {
  const { pattern, spreadMs } = patternOf(schedule);
  const splay = splayMs(name, spreadMs);
  const next = new Cron(pattern, { timezone: "UTC" }).nextRun(new Date(after - splay));
  if (next === null) throw new Error(`Cron job "${name}" (${pattern}) would never run.`);
  return next.getTime() + splay;
}

/**
 * Not every job of the world runs at second 0: each name gets its own delay, always the same one.
 * A job without a minute may run at any moment of its hour, any other within its minute.
 */
function splayMs(name: string, spreadMs: number): number {
  const seconds = createHash("sha256").update(name).digest().readUInt32BE(0);
  return (seconds % (spreadMs / SECOND_MS)) * SECOND_MS;
}

function patternOf(schedule: Calendar): { pattern: string; spreadMs: number } {
  if (schedule.type === "cron") return { pattern: schedule.cron, spreadMs: MINUTE_MS };
  const minute = schedule.minuteUTC ?? 0;
  const spreadMs = schedule.minuteUTC === undefined ? HOUR_MS : MINUTE_MS;
  switch (schedule.type) {
    case "hourly":
      return { pattern: `${minute} * * * *`, spreadMs };
    case "daily":
      return { pattern: `${minute} ${schedule.hourUTC} * * *`, spreadMs };
    case "weekly": {
      const day = WEEKDAYS.indexOf(schedule.dayOfWeek);
      return { pattern: `${minute} ${schedule.hourUTC} * * ${day}`, spreadMs };
    }
    case "monthly":
      return { pattern: `${minute} ${schedule.hourUTC} ${schedule.day} * *`, spreadMs };
    default:
      return schedule satisfies never;
  }
}
