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

it("is Enter, with a keyboard", () => {
  expect(isSendKey(ENTER, false)).toBe(true);
});

it("is Ctrl+Enter or Cmd+Enter everywhere", () => {
  for (const isTouch of [false, true]) {
    expect(isSendKey({ ...ENTER, ctrlKey: true }, isTouch)).toBe(true);
    expect(isSendKey({ ...ENTER, metaKey: true }, isTouch)).toBe(true);
  }
});

it.each([
  ["Enter under a finger", ENTER, true],
  ["Shift+Enter", { ...ENTER, shiftKey: true }, false],
  ["Alt+Enter", { ...ENTER, altKey: true }, false],
  ["Enter while a character is being composed", { ...ENTER, isComposing: true }, false],
  ["Ctrl+Enter while composing", { ...ENTER, isComposing: true, ctrlKey: true }, false],
  ["Safari's Enter that ends composing", { ...ENTER, keyCode: 229 }, false],
  ["another key", { ...ENTER, key: "a" }, false],
])("is not %s", (_, event, isTouch) => {
  expect(isSendKey(event, isTouch)).toBe(false);
});
