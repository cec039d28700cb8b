import { expect, test } from "vitest";
import { emailPage } from "./emailPage";

const page = (over: object) =>
  emailPage({
    language: "en",
    title: "t",
    firmName: "Firm",
    accentColor: "#1f6f5c",
    heading: "h",
    body: "<p>b</p>",
    button: { label: "Open", url: "https://portal.test/open/1?a=1&b=2" },
    hint: "hint",
    footer: "<p>f</p>",
    ...over,
  });

test("long words break, so that no reader on a phone scrolls sideways", () => {
  expect(page({})).toMatch(/<table role="presentation" class="page"[^>]*overflow-wrap:anywhere/);
});

test("what people wrote is text, in every place that is not made of HTML already", () => {
  const hostile = `<img src=x onerror="go()">`;
  const html = page({
    title: hostile,
    firmName: hostile,
    heading: hostile,
    hint: hostile,
    button: { label: hostile, url: 'https://portal.test/"><b>' },
  });
  expect(html).not.toContain("<img");
  expect(html).not.toContain('"><b>');
});

test("loads nothing from elsewhere and runs nothing", () => {
  expect(page({})).not.toMatch(/<script|<img|<link|@import|url\(/i);
});
