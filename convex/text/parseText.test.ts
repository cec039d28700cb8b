import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Block, Inline } from "./formatted";
import { parseText } from "./parseText";
import { HOSTILE_TEXTS } from "./parseText.hostileTexts";
import { plainText } from "./plainText";

const inlines = (text: string): Inline[] => {
  const [block] = parseText(text);
  return block?.kind === "paragraph" ? block.children : [];
};
const t = (text: string): Inline => ({ kind: "text", text });
const kinds = (blocks: Block[]) => blocks.map((block) => block.kind);

describe("inside a line", () => {
  it.each([
    ["**bold**", "strong"],
    ["__bold__", "strong"],
    ["*italic*", "em"],
    ["_italic_", "em"],
    ["~~gone~~", "del"],
  ])("%s is %s", (text, kind) => {
    expect(inlines(text)).toMatchObject([{ kind, children: [{ kind: "text" }] }]);
  });

  it("code is taken as it is", () => {
    expect(inlines("run `a **b** <c>` now")).toEqual([
      t("run "),
      { kind: "code", text: "a **b** <c>" },
      t(" now"),
    ]);
  });

  it.each([
    "2*3*4",
    "snake_case_name",
    "about ~5 and ~6",
    "5 * 3 * 2",
    "**open",
    "<b>bold</b> <img src=x>",
    "[ref][1] and [alone]",
    "<https:>",
  ])("%s stays as typed", (text) => {
    expect(inlines(text)).toEqual([t(text)]);
  });

  it("a mark after a backslash is a sign", () => {
    expect(inlines("\\*not italic\\*")).toEqual([t("*not italic*")]);
  });

  it("marks inside an address are part of it", () => {
    expect(inlines("see https://example.com/a_b_c*d* **now**")[1]).toMatchObject({
      href: "https://example.com/a_b_c*d",
    });
  });
});

describe("a link with words", () => {
  it("tells its host beside them", () => {
    expect(inlines("[the draft](https://acme.example/d)")).toEqual([
      { kind: "link", text: "the draft", href: "https://acme.example/d", place: "acme.example" },
    ]);
  });

  it("whose words name another place shows its own address instead", () => {
    for (const words of ["https://bank.example", "bank.example", "www.bank.example/login"]) {
      expect(inlines(`[${words}](https://evil.example/x)`)).toEqual([
        {
          kind: "link",
          text: "https://evil.example/x",
          href: "https://evil.example/x",
          place: null,
        },
      ]);
    }
  });

  it("with letters that look like others shows how the host is spelt", () => {
    expect(inlines("**https://\u0430pple.com/**")).toMatchObject([
      { children: [{ kind: "link", place: new URL("https://\u0430pple.com").host }] },
    ]);
  });

  it.each([
    "javascript:alert(1)",
    "data:text/html,x",
    "//evil.example",
    "/staff",
    "ftp://a.example",
  ])("to %s is no link", (target) => {
    expect(JSON.stringify(parseText(`[x](${target}) ![y](${target})`))).not.toContain('"link"');
  });

  it("an image is its words and its address, never an image", () => {
    expect(inlines("![plan](https://a.example/p.png)")).toMatchObject([
      t("plan "),
      { kind: "link", href: "https://a.example/p.png" },
    ]);
  });
});

describe("lines", () => {
  it("stay as typed, blank ones too", () => {
    expect(inlines("one *x*\ntwo\n\n\nthree")).toMatchObject([
      t("one "),
      { kind: "em" },
      t("\ntwo\n\n\nthree"),
    ]);
  });

  it("with bullets or numbers are lists, with lists inside", () => {
    expect(parseText("Plan:\n- one\n  - deep\n- two\n3. three\n4. four")).toMatchObject([
      { kind: "paragraph" },
      { kind: "list", start: null, items: [[{}, { kind: "list" }], [{}]] },
      { kind: "list", start: 3, items: [[{}], [{}]] },
    ]);
  });

  it("after > are a quote, and the line after it is not", () => {
    expect(parseText("> said\n> again\nmy answer")).toMatchObject([
      { kind: "quote", blocks: [{ kind: "paragraph", children: [t("said\nagain")] }] },
      { kind: "paragraph", children: [t("my answer")] },
    ]);
  });

  it("between fences are code, to the end where none closes", () => {
    expect(parseText("```ts\nconst a = *b*;\n\n  <x>\n```\nend")).toMatchObject([
      { kind: "code", text: "const a = *b*;\n\n  <x>" },
      { kind: "paragraph" },
    ]);
    expect(parseText("```\ncut")).toEqual([{ kind: "code", text: "cut" }]);
  });

  it("that are headings, tables or indented elsewhere are text here", () => {
    const text = "# Title\n\n| a | b |\n|---|---|\n    *x*\n***";
    expect(kinds(parseText(text))).toEqual(["paragraph"]);
    expect(plainText(text, [])).toContain("# Title");
  });
});

describe("a hostile text", () => {
  it.each(Object.keys(HOSTILE_TEXTS))(
    "keeps every word and nests no deeper than is shown: %s",
    (name) => {
      const text = HOSTILE_TEXTS[name]?.(4_000) ?? "";
      const words = (of: string) => of.match(/[a-z]/g)?.length ?? 0;
      expect(words(plainText(text, []))).toBeGreaterThanOrEqual(words(text));
    },
  );

  it("of any kind says what was typed and links to nothing else than http, https and mailto", () => {
    const piece = fc.constantFrom(
      ..."*_~`[]()<>!\\ \n->#|1.@".split(""),
      "word",
      "https://a.example",
      "javascript:x",
      "<@team>",
      "\u202e",
    );
    const links = (list: Inline[]): string[] =>
      list.flatMap((inline) =>
        inline.kind === "link" ? [inline.href] : "children" in inline ? links(inline.children) : [],
      );
    const all = (blocks: Block[]): string[] =>
      blocks.flatMap((block) => {
        if (block.kind === "paragraph") return links(block.children);
        if (block.kind === "quote") return all(block.blocks);
        return block.kind === "list" ? block.items.flatMap(all) : [];
      });
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (parts) => {
        const text = parts.join("");
        const blocks = parseText(text);
        for (const href of all(blocks)) expect(href).toMatch(/^(?:https?|mailto):/);
        const words = text.match(/word/g)?.length ?? 0;
        const shown = plainText(text, []).match(/word/g)?.length ?? 0;
        expect(shown).toBeGreaterThanOrEqual(Math.min(words, 1));
      }),
      { numRuns: 300 },
    );
  });
});
