import { expect, test } from "vitest";
import { isDecoration } from "./decorations";

const logo = { contentId: "logo@1", size: 9_000 };
const shown = '<img src="cid:logo@1">';

test.each([
  ["a Gmail signature", `<p>Hi</p><div class="gmail_signature">${shown}</div>`],
  ["an Outlook signature", `<p>Hi</p><div id="Signature">${shown}</div>`],
  ["a quote", `<p>Hi</p><blockquote type="cite">${shown}</blockquote>`],
])("a small picture in %s stays out of the room", (_, html) => {
  expect(isDecoration(logo, html)).toBe(true);
});

test.each([
  ["shown in the answer itself", logo, `<p>Look: ${shown}</p><blockquote>old</blockquote>`],
  ["large", { ...logo, size: 900_000 }, `<blockquote>${shown}</blockquote>`],
  ["shown nowhere", logo, "<p>Hi</p><blockquote>old</blockquote>"],
  ["attached to a text", logo, null],
  [
    "attached without a content id",
    { ...logo, contentId: null },
    `<blockquote>${shown}</blockquote>`,
  ],
  ["in an email without quotes", logo, `<p>${shown}</p>`],
])("a picture that is %s was meant to be sent", (_, attachment, html) => {
  expect(isDecoration(attachment, html)).toBe(false);
});
