import { expect, it } from "vitest";
import { isSendKey, type SendKeyEvent } from "./sendKey";

const ENTER: SendKeyEvent = {
  key: "Enter",
  shiftKey: false,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  isComposing: false,
  keyCode: 13,
};

it("is Enter, where that sends", () => {
  expect(isSendKey(ENTER, true)).toBe(true);
});

it("is Ctrl+Enter or Cmd+Enter everywhere", () => {
  for (const enterSends of [false, true]) {
    expect(isSendKey({ ...ENTER, ctrlKey: true }, enterSends)).toBe(true);
    expect(isSendKey({ ...ENTER, metaKey: true }, enterSends)).toBe(true);
  }
});

it.each([
  ["Enter where it does not send", ENTER, false],
  ["Shift+Enter", { ...ENTER, shiftKey: true }, true],
  ["Alt+Enter", { ...ENTER, altKey: true }, true],
  ["Enter while a character is being composed", { ...ENTER, isComposing: true }, true],
  ["Ctrl+Enter while composing", { ...ENTER, isComposing: true, ctrlKey: true }, true],
  ["Safari's Enter that ends composing", { ...ENTER, keyCode: 229 }, true],
  ["another key", { ...ENTER, key: "a" }, true],
])("is not %s", (_, event, enterSends) => {
  expect(isSendKey(event, enterSends)).toBe(false);
});
