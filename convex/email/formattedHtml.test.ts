import { expect, it } from "vitest";
import { formattedHtml } from "./formattedHtml";

it("gives formatting as HTML with inline styles", () => {
  const html = formattedHtml("**Two** things:\n1. `a < b`\n2. ~~no~~\n> said", []);
  expect(html).toContain("<strong>Two</strong> things:");
  expect(html).toMatch(/<ol start="1"[^>]*><li>.*a &lt; b<\/code>.*<s>no<\/s>.*<\/li><\/ol>/);
  expect(html).toMatch(/<blockquote[^>]*><div dir="auto">said<\/div><\/blockquote>/);
});

it("tells the host of a link with words, and escapes whatever was typed", () => {
  expect(formattedHtml('[the "draft"](https://acme.example/?a=1&b="2)', [])).toBe(
    '<div dir="auto"><a class="plain" href="https://acme.example/?a=1&amp;b=%222" rel="noopener noreferrer">the &quot;draft&quot;</a> (acme.example)</div>',
  );
  expect(formattedHtml("[draft](https://acme.example/d)", [])).toContain(
    "draft</a> (acme.example)",
  );
});

it.each([
  "<script>alert(1)</script>",
  "`<script>`",
  "```\n<script>\n```",
  "> <script>",
  "- <script>",
  "**<script>**",
  "[<script>](https://a.example)",
  "![<script>](https://a.example)",
])("%s makes no element", (text) => {
  const html = formattedHtml(text, [{ key: "team", name: "<script>" }]);
  expect(html).not.toContain("<script");
  expect(html).toContain("&lt;script&gt;");
});

it("writes a mention by the name given for it, and neutrally without one", () => {
  const names = [{ key: "abc123", name: "Lena <b>" }];
  expect(formattedHtml("<@abc123> <@def456> <@team>", names)).toBe(
    '<div dir="auto"><strong><bdi>@Lena &lt;b&gt;</bdi></strong> <strong><bdi>@someone</bdi></strong> <strong><bdi>@team</bdi></strong></div>',
  );
});
