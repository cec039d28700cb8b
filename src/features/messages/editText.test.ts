import { describe, expect, it } from "vitest";
import { continued, inserted, linked, type Edited, wrapped } from "./editText";

/** "a [b] c": the selection in brackets; "|" a bare caret. */
function read(drawn: string): Edited {
  const caret = drawn.indexOf("|");
  if (caret >= 0) return { text: drawn.replace("|", ""), start: caret, end: caret };
  const start = drawn.indexOf("[");
  const end = drawn.indexOf("]") - 1;
  return { text: drawn.replace("[", "").replace("]", ""), start, end };
}

describe("Ctrl/Cmd with", () => {
  it.each([
    ["b", "a [word]", "a **word**"],
    ["i", "a [word]", "a _word_"],
    ["e", "a [word]", "a `word`"],
    ["B", "|", "****"],
  ])("%s puts its marks around the selection", (key, drawn, text) => {
    const edited = wrapped(read(drawn), key)!;
    expect(edited.text).toBe(text);
    expect(wrapped(edited, key)?.text, "and takes them away again").toBe(read(drawn).text);
  });

  it("another letter does nothing", () => {
    expect(wrapped(read("a [word]"), "x")).toBeNull();
  });
});

describe("a new line", () => {
  it.each([
    ["- one|", "- one\n- "],
    ["  * one|", "  * one\n  * "],
    ["9. nine|", "9. nine\n10. "],
    ["1) one|", "1) one\n2) "],
    ["> said|", "> said\n> "],
    ["a\n- one|\nb", "a\n- one\n- \nb"],
    ["- |", ""],
    ["- one\n- |", "- one\n"],
  ])("after %j gives %j", (drawn, text) => {
    expect(continued(read(drawn))?.text).toBe(text);
  });

  it.each(["|", "plain|", "-5 degrees|", "|- one"])("after %j is an ordinary one", (drawn) => {
    expect(continued(read(drawn))).toBeNull();
  });
});

describe("pasting an address", () => {
  it("over words makes them a link", () => {
    expect(linked(read("see [the plan] now"), " https://acme.example/p ")).toEqual({
      text: "see [the plan](https://acme.example/p) now",
      start: 38,
      end: 38,
    });
  });

  it.each([
    ["see |", "https://acme.example/p"],
    ["see [the plan]", "some words"],
    ["see [the plan]", "javascript:alert(1)"],
    ["see [two\nlines]", "https://acme.example/p"],
  ])("%j with %j is an ordinary paste", (drawn, pasted) => {
    expect(linked(read(drawn), pasted)).toBeNull();
  });
});

it("puts an emoji in the place of the selection, with the caret after it", () => {
  expect(inserted({ text: "so sad!", start: 3, end: 6 }, "👍")).toEqual({
    text: "so 👍!",
    start: 5,
    end: 5,
  });
});
