import { expect, it } from "vitest";
import { isEmojiOnly } from "./emojiOnly";

it.each(["👍", "❤️", "👍🏽", "🇱🇹", "👨‍👩‍👧‍👦", "1️⃣", "🎉 🎉 🎉", " 😀\n"])("%s is shown large", (text) => {
  expect(isEmojiOnly(text)).toBe(true);
});

it.each(["", "  ", "ok 👍", "1", "#", "©", "😀😀😀😀", "🇱", "a"])("“%s” is not", (text) => {
  expect(isEmojiOnly(text)).toBe(false);
});
