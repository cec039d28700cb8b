import { expect, it } from "vitest";
import { charactersLeft, composedText, hasVisibleText, MESSAGE_MAX_LENGTH } from "./composedText";

it("keeps what was typed, without blank lines before and blank space after", () => {
  expect(composedText("\n\n  a\r\n\tb\rc \n")).toBe("  a\n\tb\nc");
});

it("leaves out the controls and half characters that the server refuses, and nothing else", () => {
  expect(composedText("a\u0000\u000b\u0007b\ud83d c\u200dé😀")).toBe("ab c\u200dé😀");
});

it.each(["", "   ", "\n\t", "\u200b\u200e", "\u2800\u3164"])(
  "has nothing to read in %j",
  (text) => {
    expect(hasVisibleText(text)).toBe(false);
  },
);

it("has something to read in a single sign", () => {
  expect(hasVisibleText(".")).toBe(true);
});

it("counts characters as the server does: an emoji is one", () => {
  expect(charactersLeft("😀".repeat(MESSAGE_MAX_LENGTH))).toBe(0);
  expect(charactersLeft("a".repeat(MESSAGE_MAX_LENGTH + 1))).toBe(-1);
});
