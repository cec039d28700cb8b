/** What people type into the search, and what the server is asked. */
import { describe, expect, it } from "vitest";
import { parseSearch, toSearchArgs } from "./parseSearch";

const NOW = Date.UTC(2026, 4, 13, 22, 30); // already the 14th in Berlin
const ask = (typed: string, zone = "Europe/Berlin") => toSearchArgs(parseSearch(typed, zone, NOW));

describe("a search as typed", () => {
  it("is words, with filters anywhere between them", () => {
    expect(ask('kiln from:anna picture in:"Solo Baker" has:link')).toEqual({
      text: "kiln picture",
      from: "anna",
      inRoom: "Solo Baker",
      has: ["link"],
    });
  });

  it("keeps quoted words together, and as words", () => {
    expect(ask('the "blue kiln"')).toEqual({ text: 'the "blue kiln"', phrases: ["blue kiln"] });
  });

  it("has days of the viewer's zone, also where the clocks change that day", () => {
    expect(ask("before:2026-05-03")).toEqual({ text: "", before: Date.UTC(2026, 4, 2, 22) });
    expect(ask("after:today")).toEqual({ text: "", after: Date.UTC(2026, 4, 13, 22) });
    expect(ask("after:2026", "America/New_York")).toMatchObject({ after: Date.UTC(2026, 0, 1, 5) });
    expect(ask("after:2026-03-29")).toMatchObject({ after: Date.UTC(2026, 2, 28, 23) });
  });

  it("takes for a word what is no filter", () => {
    for (const typed of ["has:nothing", "before:soon", "before:2026-13-40", "https://a.example"]) {
      expect(ask(typed)).toEqual({ text: typed });
    }
  });

  it("waits for the value of a filter at the end instead of looking for its name", () => {
    expect(ask("kiln from:")).toEqual({ text: "kiln" });
    expect(ask("before: ")).toBeNull();
    expect(parseSearch("kiln in:", "UTC", NOW).open).toBe("in");
    expect(parseSearch("kiln in:acme", "UTC", NOW).open).toBeNull();
    expect(ask("login:")).toEqual({ text: "login:" });
  });

  it("asks for nothing when nothing is typed", () => {
    expect(ask("   ")).toBeNull();
  });
});
