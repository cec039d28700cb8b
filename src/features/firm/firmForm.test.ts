import { expect, it } from "vitest";
import { changesOf, firmProblems, type FirmSettings } from "./firmForm";
import { fitWithin } from "./resizeLogo";

const FIRM: FirmSettings = {
  name: "Northwind Studio",
  accentColor: "#2f6f5e",
  timeZone: "Europe/Berlin",
  studioIdentity: false,
  logo: null,
  waitingHours: { start: 9, end: 18, days: [1, 2, 3, 4, 5] },
};

it("sends only what was changed, and nothing when it was changed back", () => {
  expect(changesOf(FIRM, { ...FIRM, studioIdentity: true })).toEqual({ studioIdentity: true });
  expect(changesOf({ ...FIRM, logo: "data:x" }, FIRM)).toEqual({ logo: null });
  expect(changesOf(FIRM, { ...FIRM, waitingHours: { ...FIRM.waitingHours } })).toEqual({});
});

it("finds a missing name, a colour that is none, and hours that end before they start", () => {
  const none = { name: null, accentColor: null, waitingHours: null };
  expect(firmProblems(FIRM)).toEqual(none);
  const wrong = firmProblems({
    ...FIRM,
    name: " ",
    accentColor: "green",
    waitingHours: { start: 18, end: 9, days: [] },
  });
  expect(Object.values(wrong).every((problem) => problem !== null)).toBe(true);
});

it("makes a logo fit without distorting or enlarging it", () => {
  expect(fitWithin({ width: 1024, height: 512 }, 256)).toEqual({ width: 256, height: 128 });
  expect(fitWithin({ width: 40, height: 20 }, 256)).toEqual({ width: 40, height: 20 });
  expect(fitWithin({ width: 5000, height: 2 }, 256)).toEqual({ width: 256, height: 1 });
});
