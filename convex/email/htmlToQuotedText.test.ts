import { describe, expect, it } from "vitest";
import { htmlToQuotedText } from "./htmlToQuotedText";

function linesOf(html: string) {
  return htmlToQuotedText(html, { steps: 0 }).lines.map(({ text }) => text);
}

function hintsOf(html: string) {
  return htmlToQuotedText(html, { steps: 0 }).lines.map(({ text, hint }) => [hint, text]);
}

describe("the layout of HTML as text", () => {
  it.each([
    ["blocks are lines", "<div>a</div><div>b</div>", ["a", "b"]],
    ["an empty block with a break is a blank line", "a<div><br></div>b", ["a", "", "b"]],
    ["a break at a block's end adds nothing", "<div>a<br></div>b", ["a", "b"]],
    ["paragraphs stand apart", "<p>a</p><p>b</p>", ["a", "", "b"]],
    ["Outlook's do not", '<p class="MsoNormal">a</p><p class="MsoNormal">b</p>', ["a", "b"]],
    [
      "nor do those without margin",
      '<p style="margin: 0">a</p><p style="margin:0">b</p>',
      ["a", "b"],
    ],
    ["white space collapses", "<div>  a \n\t b  <b> c</b></div>", ["a b c"]],
    ["but not in pre", "<pre>a\n  b</pre>", ["a", "  b"]],
    ["nor in pre-wrap", '<div style="white-space: pre-wrap">a\n  b</div>', ["a", "  b"]],
    ["inline elements do not break", "a<b>b</b><i>c</i>", ["abc"]],
    [
      "list items have marks",
      "<ul><li>a<li>b</ul><ol><li>c</li><li>d</li></ol>",
      ["- a", "- b", "1. c", "2. d"],
    ],
    [
      "cells stand side by side",
      "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>",
      ["a\tb", "c"],
    ],
    [
      "empty cells before the first words leave nothing",
      "<table><tr><td>&nbsp;</td><td></td><td>a</td><td></td><td>b</td></tr></table>",
      ["a\t\tb"],
    ],
    ["entities are characters", "&lt;b&gt; &amp;amp; &#x1F600; &euro;", ["<b> &amp; 😀 €"]],
    ["comments are nothing", "a<!-- x --><![if mso]>b<![endif]>", ["ab"]],
    [
      "scripts, styles and titles are nothing",
      "<title>t</title><style>s</style><script>j</script>a",
      ["a"],
    ],
    ["hidden text is nothing", '<div style="display: none">x</div><p hidden>y</p>a', ["a"]],
  ])("%s", (_rule, html, expected) => {
    expect(linesOf(html).map((line) => line.trimEnd())).toEqual(expected);
  });
});

describe("quotes, signatures and separators", () => {
  it("quotes carry marks to their depth, and a typed mark is an entity like any other", () => {
    expect(linesOf("a<blockquote>b<blockquote>c</blockquote>d</blockquote>e")).toEqual([
      "a",
      "> b",
      "> > c",
      "> d",
      "e",
    ]);
  });

  it("marks stop at eight, so that depth cannot blow up the text", () => {
    const lines = linesOf("<blockquote>".repeat(100) + "a");
    expect(lines).toEqual(["> ".repeat(8) + "a"]);
  });

  it("a `>` outside marked quotes was typed; without marked quotes it may be the mark", () => {
    expect(hintsOf("&gt; 5<blockquote>q</blockquote>")[0]).toEqual(["typedMark", "> 5"]);
    expect(hintsOf("&gt; 5<br>q")[0]).toEqual(["none", "> 5"]);
  });

  it("indentation is no quote", () => {
    const indent = '<blockquote style="margin:0 0 0 40px;border:none;padding:0px">a</blockquote>';
    expect(htmlToQuotedText(indent, { steps: 0 })).toEqual({
      lines: [{ text: "a", hint: "none" }],
      hasQuoteMarker: false,
      rest: "",
    });
  });

  it("a signature keeps its lines under a hint", () => {
    expect(hintsOf('a<div class="gmail_signature">b<br>c</div>d')).toEqual([
      ["none", "a"],
      ["signature", "b"],
      ["signature", "c"],
      ["none", "d"],
    ]);
  });

  it("requoting prefixes do not hide an element", () => {
    expect(hintsOf('a<div id="x_x_divRplyFwdMsg">b</div>')).toEqual([
      ["none", "a"],
      ["separator", ""],
      ["none", "b"],
    ]);
  });

  it("a separator or signature within a quote says nothing", () => {
    const html =
      '<blockquote>a<div id="divRplyFwdMsg">b</div><p class="moz-signature">c</p></blockquote>';
    expect(hintsOf(html).map(([hint]) => hint)).not.toContain("separator");
    expect(hintsOf(html).map(([hint]) => hint)).not.toContain("signature");
  });

  it("only the first line of an introducing element is the introduction", () => {
    expect(
      hintsOf('<div class="gmail_quote">On … wrote:<br>typed<blockquote>q</blockquote></div>'),
    ).toEqual([
      ["intro", "On … wrote:"],
      ["none", "typed"],
      ["none", "> q"],
    ]);
    expect(hintsOf('<div class="gmail_quote"><blockquote>q</blockquote>typed</div>')).toEqual([
      ["none", "> q"],
      ["none", "typed"],
    ]);
  });
});

describe("broken HTML", () => {
  it("an unclosed paragraph ends at the next block, with what it hides", () => {
    expect(linesOf('<p style="display:none">x<p>a')).toEqual(["a"]);
    expect(linesOf('<p style="display:none">x<div>a</div>')).toEqual(["a"]);
  });

  it("an inline closing tag ends no block, and a stray one ends nothing", () => {
    expect(linesOf("<b><blockquote>a</b>b</blockquote></i></div>c")).toEqual(["> ab", "c"]);
  });

  it("a closing tag inside a cell ends nothing outside the table", () => {
    expect(linesOf("<blockquote><table><tr><td>a</blockquote></div>b</td></tr></table>c")).toEqual([
      "> ab",
      "> c",
    ]);
  });

  it("below the depth limit text is kept, and closing tags end what they opened", () => {
    const deep = 500;
    const nested = `${"<div>".repeat(deep)}a${"</div>".repeat(deep)}b`;
    expect(linesOf(`<div><blockquote>${nested}</blockquote>c</div>`)).toEqual(["> a", "> b", "c"]);
  });

  it.each([
    ["breaks", "line<br>"],
    ["preformatted text", "line\n"],
    ["paragraphs", "<p>line</p>"],
  ])("behind 10,000 lines the rest is left unread, but given back: %s", (_what, line) => {
    const { lines, rest } = htmlToQuotedText(`<pre>${line.repeat(40_000)}the end`, { steps: 0 });
    const read = lines.filter(({ text }) => text === "line").length;
    const unread = rest.split("line").length - 1;
    expect(read + unread).toBe(40_000);
    expect(lines.length).toBeLessThan(14_000);
    expect(rest.endsWith("the end")).toBe(true);
  });

  it("a link's javascript or mailto target is never shown", () => {
    expect(linesOf('<a href="javascript:x">a</a> <a href="mailto:b@x.example">b</a>')).toEqual([
      "a b",
    ]);
    expect(linesOf('<a href=" https://x.example/ ">the page</a>')).toEqual([
      "the page <https://x.example/>",
    ]);
    expect(linesOf('<a href="https://t.example/?u=1">x.example/page</a>')).toEqual([
      "x.example/page",
    ]);
  });
});
