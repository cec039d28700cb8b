import { describe, expect, it } from "vitest";
import { extractReply } from "./replyText";

/** The work of one extraction, in characters looked at. */
function stepsOf(parts: { text?: string; html?: string }): number {
  const counter = { steps: 0 };
  extractReply({ text: parts.text ?? null, html: parts.html ?? null, subject: "Re: a" }, counter);
  return counter.steps;
}

/** Emails that stop other parsers; each is built from a size, so that it can be doubled. */
const HOSTILE_TEXTS: Record<string, (size: number) => string> = {
  "one long line": (size) => "x".repeat(size),
  "one line of spaces": (size) => " ".repeat(size),
  "lines that end in spaces": (size) => `a${" ".repeat(99)}\n`.repeat(size / 100),
  "one line of dashes": (size) => "-".repeat(size),
  "one line of marks": (size) => ">".repeat(size),
  "'on date' without end": (size) => "On " + "on date ".repeat(size / 8),
  "'on date' on lines": (size) => "On date on date\n".repeat(size / 16),
  "introductions without a verb": (size) =>
    "On Wed, 4 Mar 2026 at 18:42, Ann <a@x.io>\n".repeat(size / 42),
  "verbs without a beginning": (size) => "wrote: ".repeat(size / 7),
  "header names": (size) => "From: x\n".repeat(size / 8),
  "header names of every kind": (size) => "From: a\nTo: b\nDate: c\n".repeat(size / 22),
  "dashed rules": (size) => "------ a b c ------\n".repeat(size / 20),
  "open code fences": (size) => "```\n> a\n".repeat(size / 8),
  "signature delimiters": (size) => "-- \na\n".repeat(size / 6),
  "address parts": (size) => "<a@".repeat(size / 3),
  "empty lines": (size) => "\n".repeat(size),
  "picture placeholders": (size) => "[image: a]".repeat(size / 10),
};

const HOSTILE_HTML: Record<string, (size: number) => string> = {
  "nested blocks": (size) => "<div>".repeat(size / 5),
  "nested quotes": (size) => "<blockquote>".repeat(size / 12),
  "nested quotes with breaks": (size) => "<blockquote>".repeat(size / 24) + "<br>".repeat(size / 8),
  "unclosed inline elements": (size) => "<b>a".repeat(size / 4),
  "closing tags without an opening": (size) => "<b>".repeat(size / 6) + "</i>".repeat(size / 8),
  "unclosed paragraphs": (size) => "<p>a".repeat(size / 4),
  "a long attribute": (size) => `<div style="${"x ".repeat(size / 2)}">a</div>`,
  "many attributes": (size) => `<div ${"a=b ".repeat(size / 4)}>a</div>`,
  "open angle brackets": (size) => "<".repeat(size),
  entities: (size) => "&amp;".repeat(size / 5),
  "an unclosed comment": (size) => "<!--".repeat(size / 4),
  "list items": (size) => "<ol><li>a".repeat(size / 9),
};

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
