import { afterEach, expect, it, vi } from "vitest";
import { formatDay, formatFull, formatListTime } from "../lib/dates";
import { errorSentence } from "../lib/errors";
import { formatNumber } from "../lib/numbers";
import { helpStrings } from "../components/helpStrings";
import { profileStrings } from "../features/profile/profileStrings";
import { strings } from "../lib/strings";
import { ConvexError } from "convex/values";
import { formatBytes } from "../features/files/formatBytes";
import { firstLanguage, onLanguageChange, speak, spokenLanguage } from "./language";

/** Modules keep parts of the sentences like this. */
const profile = profileStrings;
const ZONE = "Europe/Berlin";
const MAY_3 = Date.UTC(2026, 4, 3, 12, 5);
const HOUR = 3_600_000;

afterEach(async () => await speak("en"));

it("speaks English until told otherwise, then the other language at once, and again English", async () => {
  expect([spokenLanguage(), strings.save, profile.title]).toEqual(["en", "Save", "My profile"]);
  await speak("de");
  expect([spokenLanguage(), strings.save, profile.title]).toEqual([
    "de",
    "Speichern",
    "Mein Profil",
  ]);
  expect(helpStrings.keys.map(({ does }) => does)).toContain("Diese Liste");
  expect(Object.values(strings.rooms.sections)).toContain("Ankündigungen");
  await speak("en");
  expect([strings.save, profile.title]).toEqual(["Save", "My profile"]);
});

it("tells the page and whoever listens, once for each change", async () => {
  const listener = vi.fn();
  const stop = onLanguageChange(listener);
  await speak("de");
  await speak("de");
  expect(listener).toHaveBeenCalledTimes(1);
  expect(document.documentElement.lang).toBe("de");
  stop();
  await speak("en");
  expect(listener).toHaveBeenCalledTimes(1);
  expect(document.documentElement.lang).toBe("en");
});

it("of two wishes keeps the later one, though the earlier one takes longer", async () => {
  const slow = speak("de");
  await speak("en");
  await slow;
  expect(spokenLanguage()).toBe("en");
});

it("begins with what this device spoke last, else with the browser's language, else in English", async () => {
  const browser = vi.spyOn(navigator, "language", "get");
  browser.mockReturnValue("de-AT");
  expect(firstLanguage()).toBe("de");
  browser.mockReturnValue("fr-FR");
  expect(firstLanguage()).toBe("en");
  await speak("de");
  expect(firstLanguage()).toBe("de");
});

it("writes dates, numbers and sizes by the language", async () => {
  const now = MAY_3 + 3 * HOUR;
  const shown = () => [
    formatFull(MAY_3, ZONE).replace(",", ""),
    formatDay(MAY_3, now, ZONE),
    formatDay(MAY_3, now + 24 * HOUR, ZONE),
    formatDay(MAY_3, now + 48 * HOUR, ZONE),
    formatListTime(MAY_3, now + 240 * HOUR, ZONE),
    formatNumber(12_345.67),
    formatBytes(2_500_000),
    formatBytes(12),
  ];
  expect(shown()).toEqual([
    "Sunday 3 May 2026 at 14:05 CEST",
    "Today",
    "Yesterday",
    "Sunday",
    "3 May",
    "12,345.7",
    "2.4 MB",
    "12 bytes",
  ]);
  await speak("de");
  expect(shown()).toEqual([
    "Sonntag 3. Mai 2026 um 14:05 MESZ",
    "Heute",
    "Gestern",
    "Sonntag",
    "3. Mai",
    "12.345,7",
    "2,4 MB",
    "12 Byte",
  ]);
});

it("says errors in the language: by their code, with when to try again, not with the server's English", async () => {
  const refused = (data: { code: string; message: string; retryAfter?: number }) =>
    errorSentence(new ConvexError(data));
  await speak("de");
  expect(refused({ code: "FORBIDDEN", message: "No." })).toBe("Das dürfen Sie nicht.");
  expect(refused({ code: "RATE_LIMITED", message: "No.", retryAfter: 1_200 })).toContain(
    "in 2 Sekunden",
  );
  expect(refused({ code: "PARTICIPANT_NOT_ACTIVE", message: "Ivo has no account." })).not.toContain(
    "has",
  );
  // A code of a newer server: its English says more than nothing.
  expect(refused({ code: "NEWER", message: "Something new." })).toBe("Something new.");
});
