import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { safeHref, splitLinks } from "./links";

function links(text: string): string[] {
  return splitLinks(text).flatMap((segment) => (segment.kind === "link" ? [segment.href] : []));
}

describe("becomes a link", () => {
  it.each([
    ["https://example.com/a?b=c#d", "https://example.com/a?b=c#d"],
    ["HTTP://Example.com", "http://example.com/"],
    ["www.example.com/plan", "https://www.example.com/plan"],
    ["mailto:ana@studio.example", "mailto:ana@studio.example"],
    ["ana.ruiz+x@studio.example", "mailto:ana.ruiz+x@studio.example"],
    ["http://localhost:3210/mail", "http://localhost:3210/mail"],
    ["https://en.wikipedia.org/wiki/Kiln_(oven)", "https://en.wikipedia.org/wiki/Kiln_(oven)"],
  ])("%s", (text, href) => {
    expect(links(text)).toEqual([href]);
  });

  it("without the punctuation of the sentence around it", () => {
    expect(splitLinks("See (https://example.com/a), or https://example.com/b.")).toEqual([
      { kind: "text", text: "See (" },
      { kind: "link", text: "https://example.com/a", href: "https://example.com/a" },
      { kind: "text", text: "), or " },
      { kind: "link", text: "https://example.com/b", href: "https://example.com/b" },
      { kind: "text", text: "." },
    ]);
  });
});

describe("stays text", () => {
  it.each([
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\u200bscript:alert(1)",
    "data:text/html;base64,PHNjcmlwdD4=",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "ftp://example.com/x",
    "//example.com",
    "https://",
    "https://bank.example@evil.example/",
    "https://user:secret@example.com/",
    "https://exam\u202eple.com/",
    "https://exa\u200bmple.com/",
    "xhttps://example.com",
    "mailto:ana@studio.example?bcc=everyone@example.com",
    "mailto:not-an-address",
    "ana@localhost",
    `https://example.com/${"a".repeat(3_000)}`,
  ])("%s", (text) => {
    expect(links(text)).toEqual([]);
  });

  it("up to an allowed address inside it, which alone is linked", () => {
    expect(links("javascript:location='https://example.com'")).toEqual(["https://example.com/"]);
    expect(links("blob:https://example.com/x")).toEqual(["https://example.com/x"]);
  });
});

it("loses and adds nothing, whatever the text, and links only to http, https and mailto", () => {
  const piece = fc.constantFrom(
    "https://",
    "www.",
    "mailto:",
    "javascript:",
    "a@b.co",
    "example.com",
    "(",
    ")",
    " ",
    "\n",
    "<",
    '"',
    ".",
    "\u202e",
    "é",
    "😀",
  );
  const text = fc
    .array(fc.oneof(piece, fc.string({ unit: "binary" })))
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, (typed) => {
      const segments = splitLinks(typed);
      expect(segments.map((segment) => segment.text).join("")).toBe(typed);
      for (const segment of segments) {
        if (segment.kind !== "link") continue;
        expect(new URL(segment.href).protocol).toMatch(/^(?:https?|mailto):$/u);
        expect(safeHref(segment.text)).toBe(segment.href);
      }
    }),
    { numRuns: 200 },
  );
}, 30_000);
