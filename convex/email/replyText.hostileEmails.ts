/** Emails made to cost a parser more than their length, for its test and its bench. */

/** Text parts that stop other parsers; each is built from a size in characters, so that it can be doubled. */
export const HOSTILE_TEXTS: Record<string, (size: number) => string> = {
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
  "companies' notices": (size) =>
    `this message ${"is confidential ".repeat(8)}\n\n`.repeat(size / 143),
  "one notice on many lines": (size) => "This message: delete it.\n".repeat(size / 25),
  "addresses broken at their start": (size) => "4 3 2026 18:42 <a\n".repeat(size / 18),
  "picture placeholders": (size) => "[image: a]".repeat(size / 10),
};

/** The same for HTML parts. */
export const HOSTILE_HTML: Record<string, (size: number) => string> = {
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
  "cells of a table": (size) => `<table><tr>${"<td>a".repeat(size / 5)}`,
  "list items": (size) => "<ol><li>a".repeat(size / 9),
};
