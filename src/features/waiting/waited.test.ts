import { expect, test } from "vitest";
import { waitedSince, waitedText } from "./waited";

const MINUTE_MS = 60_000;
const text = (minutes: number) => waitedText(minutes * MINUTE_MS, 9);

test("a wait reads as people say it, a day being a working day", () => {
  expect([0, 1, 59, 60, 130, 300 + 20, 9 * 60, 20 * 60].map(text)).toEqual([
    "under a minute",
    "1 min",
    "59 min",
    "1 h",
    "2 h 10 min",
    "5 h",
    "1 day",
    "2 days",
  ]);
});

test("a night is nobody's waiting time", () => {
  const clock = { hours: { start: 9, end: 18, days: [1, 2, 3, 4, 5] }, timeZone: "Europe/Berlin" };
  const at = (text: string) => Date.parse(text);
  const since = (from: string, to: string) => waitedSince(at(from), at(to), clock, "Europe/Berlin");
  expect(since("2026-11-18T16:30Z", "2026-11-19T08:30Z")).toBe("1 h");
  expect(since("2026-11-18T19:30Z", "2026-11-19T06:30Z")).toBe("since yesterday");
  expect(since("2026-11-19T04:30Z", "2026-11-19T06:30Z")).toBe("since 05:30");
});
