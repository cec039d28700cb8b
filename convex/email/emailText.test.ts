import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { joinLines, repairText, splitAt } from "./emailText";

describe("repaired text", () => {
  it.each([
    ["line ends", "a\r\nb\rc\u2028d", "a\nb\nc\nd"],
    ["C1 controls, as Windows-1252", "\u0080\u0092\u0096\u0085", "€’–…"],
    ["no-break spaces, as spaces", "a\u00a0b\u202fc", "a b c"],
    ["decomposed letters, as NFC", "e\u0301", "é"],
    ["zero-width characters and soft hyphens", "a\u200bb\u2060c\ufeffd\u00ade", "abcde"],
    ["a joiner between Latin letters", "a\u200db\u200cc", "abc"],
    ["controls, but not tabs", "a\u0000\u0007b\tc\u007f", "ab\tc"],
    ["lone surrogates", "a\ud800b\udc00c", "a\ufffdb\ufffdc"],
  ])("changes %s", (_what, raw, expected) => {
    expect(repairText(raw)).toBe(expected);
  });

  it.each([
    ["emoji families", "👩‍👩‍👧"],
    ["skin tones with a joiner", "👩🏽‍💻"],
    ["hearts with a variation selector", "❤️‍🔥"],
    ["Persian with a non-joiner", "می‌خواهم"],
    ["Hindi with a joiner", "क्‍ष"],
    ["typographic quotes", "“a” ‘b’ – …"],
    ["ideographic spaces", "山\u3000田"],
    ["surrogate pairs", "😀"],
  ])("keeps %s", (_what, text) => {
    expect(repairText(text)).toBe(text);
  });

  it("is well-formed, without controls, and repairing it again changes nothing", () => {
    const unit = fc.constantFrom(
      ...[
        "a",
        "\r",
        "\n",
        "\u0085",
        "\u200d",
        "\u200c",
        "👩",
        "\ud83d",
        "\udc69",
        "e\u0301",
        "\u0000",
        "م",
      ],
    );
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 30 }), (units) => {
        const once = repairText(units.join(""));
        expect(once).not.toMatch(/[^\P{Cc}\n\t]/u);
        expect(once).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
        expect(repairText(once)).toBe(once);
      }),
      { numRuns: 2_000 },
    );
  });

  it("does not sort runs of combining marks that no script has: that takes quadratic time", () => {
    const marks = "\u0301".repeat(40) + "\u0323".repeat(40);
    expect(repairText(`a${marks}`)).toBe(`a${marks}`);
    expect(repairText("a\u0301\u0323")).toBe("a\u0301\u0323".normalize("NFC"));
  });
});

describe("joined lines", () => {
  it("have no trailing spaces, no outer blank lines and at most one blank line in a row", () => {
    expect(joinLines(["", "a  ", "", " ", "", "b", ""])).toBe("a\n\nb");
    expect(joinLines([])).toBe("");
    expect(joinLines(["> a", ">", "> b", ">"])).toBe("> a\n>\n> b");
  });

  it("keep leading spaces", () => {
    expect(joinLines(["  a", "    b"])).toBe("  a\n    b");
  });
});

describe("a split text", () => {
  it("loses nothing and never splits a surrogate pair", () => {
    expect(splitAt("a😀b", 2)).toEqual(["a", "😀b"]);
    expect(splitAt("abc", 3)).toEqual(["abc", ""]);
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.nat(20), (text, limit) => {
        const [head, tail] = splitAt(text, limit + 1);
        expect(head + tail).toBe(text);
        expect(head.length).toBeLessThanOrEqual(limit + 1);
      }),
    );
  });
});
