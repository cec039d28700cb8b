import { expect, test } from "vitest";
import type { CronSchedule } from "../modules/types.ts";
import { firstRunTime, nextRunTime } from "./cronTimes.ts";

const at = (text: string) => Date.parse(`${text}Z`);
const floorMinute = (time: number) => new Date(Math.floor(time / 60_000) * 60_000).toISOString();
const next = (schedule: CronSchedule, after: string) =>
  floorMinute(nextRunTime(schedule, "job", at(after), at(after)));

test("an interval keeps its beat whatever was missed", () => {
  const schedule: CronSchedule = { type: "interval", minutes: 30 };
  const start = at("2026-01-05T09:00:00");
  expect(firstRunTime(schedule, "job", start)).toBe(start);
  expect(nextRunTime(schedule, "job", start, start)).toBe(at("2026-01-05T09:30:00"));
  expect(nextRunTime(schedule, "job", start, at("2026-01-05T11:29:59"))).toBe(
    at("2026-01-05T11:30:00"),
  );
  expect(nextRunTime(schedule, "job", start, at("2026-01-05T11:30:00"))).toBe(
    at("2026-01-05T12:00:00"),
  );
  // A clock that went back must not pull the next run before the one that has been.
  expect(nextRunTime(schedule, "job", start, start - 3_600_000)).toBe(at("2026-01-05T09:30:00"));
});

test("calendar schedules are in UTC", () => {
  const monday = "2026-01-05T09:15:30";
  expect(next({ type: "hourly", minuteUTC: 10 }, monday)).toContain("2026-01-05T10:10");
  expect(next({ type: "daily", hourUTC: 9, minuteUTC: 10 }, monday)).toContain("2026-01-06T09:10");
  expect(next({ type: "weekly", dayOfWeek: "sunday", hourUTC: 8, minuteUTC: 0 }, monday)).toContain(
    "2026-01-11T08:00",
  );
  expect(
    next({ type: "monthly", day: 31, hourUTC: 0, minuteUTC: 5 }, "2026-02-01T00:00:00"),
  ).toContain("2026-03-31T00:05");
  expect(next({ type: "cron", cron: "20 4 * * 1-5" }, "2026-01-09T05:00:00")).toContain(
    "2026-01-12T04:20",
  );
});

test("each name has a delay of its own within its minute, or within its hour if no minute is given", () => {
  const seconds = (schedule: CronSchedule, name: string) =>
    (firstRunTime(schedule, name, at("2026-01-05T09:59:59")) - at("2026-01-05T10:00:00")) / 1000;
  const names = Array.from({ length: 50 }, (_, i) => `job ${i}`);
  const within = names.map((name) => seconds({ type: "hourly", minuteUTC: 0 }, name));
  const spread = names.map((name) => seconds({ type: "daily", hourUTC: 10 }, name));
  expect(Math.max(...within)).toBeLessThan(60);
  expect(new Set(within).size).toBeGreaterThan(10);
  expect(Math.max(...spread)).toBeLessThan(3600);
  expect(Math.max(...spread)).toBeGreaterThan(60);
  expect(within).toEqual(names.map((name) => seconds({ type: "hourly", minuteUTC: 0 }, name)));
});

test("a pattern that cannot be read or never comes is refused", () => {
  expect(() => firstRunTime({ type: "cron", cron: "not a pattern" }, "job", 0)).toThrow();
  expect(() => firstRunTime({ type: "cron", cron: "0 0 30 2 *" }, "job", 0)).toThrow("never");
});
