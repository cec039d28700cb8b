/** When email may go, by the clock on the reader's wall, over changes of clocks too. */
import { describe, expect, test } from "vitest";
import { DEFAULT_SCHEDULE, nextMailTime } from "./model/mailTimes";
import type { MailSchedule } from "./validators";

const BERLIN = "Europe/Berlin";
const WORKDAYS = [1, 2, 3, 4, 5];

function next(schedule: Partial<MailSchedule>, now: string, timeZone = BERLIN): string {
  const time = nextMailTime({ ...DEFAULT_SCHEDULE, ...schedule }, timeZone, Date.parse(now));
  return new Date(time).toISOString().replace(":00.000Z", "Z");
}

describe("the next time for an email", () => {
  test.each<[string, Partial<MailSchedule>, string, string]>([
    ["is now by default", {}, "2026-06-03T01:17Z", "2026-06-03T01:17Z"],
    ["is the next even hour", { interval: "2h" }, "2026-06-03T07:17Z", "2026-06-03T08:00Z"],
    ["is now at an even hour", { interval: "2h" }, "2026-06-03T08:00Z", "2026-06-03T08:00Z"],
    [
      "is the hour of the day",
      { interval: "daily", hour: 9 },
      "2026-06-03T06:59Z",
      "2026-06-03T07:00Z",
    ],
    [
      "is the hour tomorrow",
      { interval: "daily", hour: 9 },
      "2026-06-03T07:01Z",
      "2026-06-04T07:00Z",
    ],
    [
      "is after quiet hours",
      { quiet: { start: 20, end: 7 } },
      "2026-06-03T18:30Z",
      "2026-06-04T05:00Z",
    ],
    [
      "is after quiet hours past midnight",
      { quiet: { start: 20, end: 7 } },
      "2026-06-03T23:30Z",
      "2026-06-04T05:00Z",
    ],
    [
      "is now outside quiet hours",
      { quiet: { start: 20, end: 7 } },
      "2026-06-03T05:00Z",
      "2026-06-03T05:00Z",
    ],
    [
      "is after a siesta",
      { quiet: { start: 12, end: 14 } },
      "2026-06-03T10:00Z",
      "2026-06-03T12:00Z",
    ],
    ["is Monday", { days: WORKDAYS }, "2026-06-06T10:00Z", "2026-06-07T22:00Z"],
    [
      "is Monday after quiet hours",
      { days: WORKDAYS, quiet: { start: 18, end: 8 } },
      "2026-06-05T17:00Z",
      "2026-06-08T06:00Z",
    ],
    [
      "is Monday's hour",
      { interval: "daily", hour: 9, days: WORKDAYS },
      "2026-06-05T08:00Z",
      "2026-06-08T07:00Z",
    ],
    [
      "is the daily hour even where it is quiet",
      { interval: "daily", hour: 22, quiet: { start: 20, end: 7 } },
      "2026-06-03T12:00Z",
      "2026-06-03T20:00Z",
    ],
    [
      "never waits for a quiet time without length",
      { quiet: { start: 7, end: 7 } },
      "2026-06-03T05:10Z",
      "2026-06-03T05:10Z",
    ],
  ])("%s", (_what, schedule, now, expected) => {
    expect(next(schedule, now)).toBe(expected);
  });
});

describe("where clocks change", () => {
  test("the hour on the wall stays, an hour earlier in summer time", () => {
    const daily = { interval: "daily", hour: 9 } as const;
    expect(next(daily, "2026-03-28T12:00Z")).toBe("2026-03-29T07:00Z");
    expect(next(daily, "2026-10-24T12:00Z")).toBe("2026-10-25T08:00Z");
  });

  test("an hour that is skipped is the one after; one that is repeated, the first", () => {
    const daily = { interval: "daily", hour: 2 } as const;
    expect(next(daily, "2026-03-28T12:00Z")).toBe("2026-03-29T01:00Z");
    expect(next(daily, "2026-10-24T12:00Z")).toBe("2026-10-25T00:00Z");
    expect(next(daily, "2026-10-25T00:00Z")).toBe("2026-10-25T00:00Z");
  });

  test("quiet hours end by the wall on the night of the change", () => {
    const quiet = { quiet: { start: 20, end: 7 } };
    expect(next(quiet, "2026-03-28T20:00Z")).toBe("2026-03-29T05:00Z");
    expect(next(quiet, "2026-10-24T20:00Z")).toBe("2026-10-25T06:00Z");
  });

  test("in zones of half hours, and where the change is at midnight", () => {
    const daily = { interval: "daily", hour: 0 } as const;
    expect(next({ interval: "2h" }, "2026-06-03T07:17Z", "Asia/Kolkata")).toBe("2026-06-03T08:30Z");
    expect(next(daily, "2026-09-05T12:00Z", "America/Santiago")).toBe("2026-09-06T04:00Z");
  });
});

test("an hour that was missed is made up for, but not in quiet hours or on a day off", () => {
  const late = (schedule: Partial<MailSchedule>, since: string, now: string) => {
    const whole = { ...DEFAULT_SCHEDULE, ...schedule };
    const time = nextMailTime(whole, BERLIN, Date.parse(now), Date.parse(since));
    return new Date(time).toISOString().slice(0, 16);
  };
  const daily = { interval: "daily", hour: 18 } as const;
  expect(late(daily, "2026-06-03T09:00Z", "2026-06-03T17:30Z")).toBe("2026-06-03T17:30");
  expect(late(daily, "2026-06-03T09:00Z", "2026-06-03T12:00Z")).toBe("2026-06-03T16:00");
  const weekdays = { ...daily, days: WORKDAYS };
  expect(late(weekdays, "2026-06-06T09:00Z", "2026-06-08T07:00Z")).toBe("2026-06-08T16:00");
  const quiet = { quiet: { start: 20, end: 7 } };
  expect(late(quiet, "2026-06-03T17:00Z", "2026-06-03T19:00Z")).toBe("2026-06-04T05:00");
});

test("no time is early, forbidden or more than eight days away, whatever the schedule", () => {
  const zones = [BERLIN, "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia"];
  let seed = 7;
  const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
  for (let round = 0; round < 2_000; round += 1) {
    const timeZone = zones[random(zones.length)]!;
    const schedule: MailSchedule = {
      interval: (["30min", "2h", "daily"] as const)[random(3)]!,
      hour: random(24),
      quiet: random(2) === 0 ? null : { start: random(24), end: random(24) },
      days: [0, 1, 2, 3, 4, 5, 6].filter((day) => day === round % 7 || random(2) === 0),
    };
    const now = Date.UTC(2026, 0, 1) + random(365 * 24 * 60) * 60_000;
    const time = nextMailTime(schedule, timeZone, now);
    const what = JSON.stringify({ schedule, timeZone, now: new Date(now), time: new Date(time) });
    expect(time, what).toBeGreaterThanOrEqual(now);
    expect(time - now, what).toBeLessThan(8.1 * 24 * 60 * 60_000);
    expect(
      nextMailTime(schedule, timeZone, time) === time || schedule.interval !== "30min",
      what,
    ).toBe(true);
  }
});
