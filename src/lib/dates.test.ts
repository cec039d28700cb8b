import { describe, expect, it } from "vitest";
import {
  dayKey,
  formatClock,
  formatDay,
  formatFull,
  formatListTime,
  formatSince,
  hourOf,
} from "./dates";

const at = (iso: string) => Date.parse(iso);
const NOW = at("2026-05-15T10:00:00Z");

it("a day is the viewer's: the same moment is another day elsewhere", () => {
  const late = at("2026-05-14T22:30:00Z");
  expect(dayKey(late, "Europe/Berlin")).toBe("2026-05-15");
  expect(dayKey(late, "America/New_York")).toBe("2026-05-14");
  expect(formatDay(late, NOW, "Europe/Berlin")).toBe("Today");
  expect(formatDay(late, NOW, "America/New_York")).toBe("Yesterday");
});

describe("a day's heading", () => {
  it.each([
    ["2026-05-15T00:00:00Z", "Today"],
    ["2026-05-14T23:59:00Z", "Yesterday"],
    ["2026-05-13T12:00:00Z", "Wednesday"],
    ["2026-05-09T12:00:00Z", "Saturday"],
    ["2026-05-08T12:00:00Z", "8 May 2026"], // a week ago: the weekday alone would be read as today's
    ["2025-05-15T12:00:00Z", "15 May 2025"],
    ["2026-05-16T12:00:00Z", "16 May 2026"], // a clock that runs ahead
  ])("%s is %s", (iso, expected) => {
    expect(formatDay(at(iso), NOW, "UTC")).toBe(expected);
  });
});

describe("a list's time", () => {
  it.each([
    ["2026-05-15T09:05:00Z", "09:05"],
    ["2026-05-14T09:05:00Z", "Yesterday"],
    ["2026-05-11T09:05:00Z", "Mon"],
    ["2026-05-03T09:05:00Z", "3 May"],
    ["2024-05-03T09:05:00Z", "3 May 2024"],
  ])("%s is %s", (iso, expected) => {
    expect(formatListTime(at(iso), NOW, "UTC")).toBe(expected);
  });
});

describe("since when", () => {
  it.each([
    ["2026-05-15T09:05:00Z", "09:05"],
    ["2026-05-14T09:05:00Z", "yesterday"],
    ["2026-05-11T09:05:00Z", "Monday"],
    ["2026-05-03T09:05:00Z", "3 May 2026"],
  ])("%s is since %s", (iso, expected) => {
    expect(formatSince(at(iso), NOW, "UTC")).toBe(expected);
  });
});

it("midnight is 00:00, and the days of a clock change are counted right", () => {
  expect(formatClock(at("2026-05-15T00:00:00Z"), "UTC")).toBe("00:00");
  expect(hourOf(at("2026-05-15T00:30:00Z"), "UTC")).toBe(0);
  // Berlin's clocks went forward on 29 March 2026: that day had 23 hours.
  const evening = at("2026-03-28T22:30:00Z");
  expect(formatDay(evening, at("2026-03-29T22:10:00Z"), "Europe/Berlin")).toBe("Saturday");
});

it("a tooltip says the zone, and an unknown zone is UTC instead of a crash", () => {
  expect(formatFull(NOW, "Europe/Berlin")).toMatch(/Friday.*15 May 2026.*12:00.*(CEST|GMT\+2)/);
  expect(formatClock(NOW, "Mars/Olympus")).toBe("10:00");
});
