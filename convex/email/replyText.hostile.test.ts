import { describe, expect, it } from "vitest";
import { extractReply } from "./replyText";
import { HOSTILE_HTML, HOSTILE_TEXTS } from "./replyText.hostileEmails";

/** The work of one extraction, in characters looked at. */
function stepsOf(parts: { text?: string; html?: string }): number {
  const counter = { steps: 0 };
  extractReply({ text: parts.text ?? null, html: parts.html ?? null, subject: "Re: a" }, counter);
  return counter.steps;
}

/** A linear algorithm doubles; the slack is for what does not grow. A quadratic one gives four. */
const LINEAR_RATIO = 2.2;

/** No pattern set looks at a character this often. */
const STEPS_PER_CHARACTER = 60;

describe("the work grows with the length of the email", () => {
  const size = 48 * 1_024;

  it.each(Object.entries(HOSTILE_TEXTS))("text: %s", (_name, build) => {
    const steps = stepsOf({ text: build(size) });
    expect(stepsOf({ text: build(2 * size) })).toBeLessThanOrEqual(steps * LINEAR_RATIO);
    expect(steps).toBeLessThanOrEqual(size * STEPS_PER_CHARACTER);
  });

  it.each(Object.entries(HOSTILE_HTML))("HTML: %s", (_name, build) => {
    const steps = stepsOf({ html: build(size) });
    expect(stepsOf({ html: build(2 * size) })).toBeLessThanOrEqual(steps * LINEAR_RATIO);
    expect(steps).toBeLessThanOrEqual(size * STEPS_PER_CHARACTER);
  });
});

describe("hostile emails keep their typed text", () => {
  it("above 100,000 nested blocks", () => {
    const html = `<p>typed</p>${"<div>".repeat(100_000)}deep`;
    expect(extractReply({ text: null, html, subject: null }).visible).toBe("typed\n\ndeep");
  });

  it("above 6,000 times 'on date'", () => {
    const line = "On " + "on date ".repeat(6_000);
    const { visible } = extractReply({ text: `typed\n${line}`, html: null, subject: null });
    expect(visible).toBe(`typed\n${line.trim()}`);
  });

  it("between 60,000 spaces and a 50,000 character line", () => {
    const text = `${" ".repeat(60_000)}\ntyped${" ".repeat(60_000)}\n${"x".repeat(50_000)}`;
    const { visible } = extractReply({ text, html: null, subject: null });
    expect(visible).toBe(`typed\n${"x".repeat(50_000)}`);
  });

  it("below 120,000 combining marks, which would take minutes to sort", () => {
    const marks = "a" + "\u0301".repeat(60_000) + "\u0323".repeat(60_000);
    const { visible } = extractReply({ text: `${marks}\ntyped`, html: null, subject: null });
    expect(visible.endsWith("\ntyped")).toBe(true);
  });
});
