import { describe, expect, it } from "vitest";
import { extractReply } from "./replyText";

/** One case of `bench/corpus/replies/<folder>/<case>.json`; lists are lines. */
interface CorpusCase {
  name: string;
  subject: string | null;
  text: string | string[] | null;
  html: string | string[] | null;
  visible: string | string[];
  kind: "reply" | "forward" | "empty";
}

/** In this folder every case must be right; the others are only scored. */
const DEMANDED_FOLDER = "known";

/** Read as text: Vite's own JSON reader refuses lone surrogates, which one case is about. */
const files = import.meta.glob<string>("../../bench/corpus/replies/*/*.json", {
  eager: true,
  query: "?raw",
  import: "default",
});

const cases = Object.entries(files).map(([path, content]) => {
  const [file = "", folder = ""] = path.split("/").reverse();
  return { ...(JSON.parse(content) as CorpusCase), file, folder };
});

function joined(lines: string | string[] | null): string | null {
  return Array.isArray(lines) ? lines.join("\n") : lines;
}

/** Blank lines and outer spaces of a line are layout; every other character counts. */
function words(text: string): string {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join("\n");
}

function outcomeOf({ text, html, subject }: CorpusCase) {
  const reply = extractReply({ text: joined(text), html: joined(html), subject });
  return { visible: words(reply.visible), kind: reply.kind };
}

function expectedOf({ visible, kind }: CorpusCase) {
  return { visible: words(joined(visible) ?? ""), kind };
}

function isRight(example: CorpusCase): boolean {
  return JSON.stringify(outcomeOf(example)) === JSON.stringify(expectedOf(example));
}

describe("the typed text of a known email", () => {
  it.each(cases.filter(({ folder }) => folder === DEMANDED_FOLDER))("$file: $name", (example) => {
    expect(outcomeOf(example)).toEqual(expectedOf(example));
  });
});

describe("the corpus of replies", () => {
  it("has at least 45 known emails", () => {
    expect(cases.filter(({ folder }) => folder === DEMANDED_FOLDER).length).toBeGreaterThanOrEqual(
      45,
    );
  });

  it("is scored per folder", () => {
    for (const folder of new Set(cases.map((example) => example.folder))) {
      const inFolder = cases.filter((example) => example.folder === folder);
      const wrong = inFolder.filter((example) => !isRight(example));
      const right = inFolder.length - wrong.length;
      console.log(
        `replies/${folder}: ${right} of ${inFolder.length} right`,
        ...wrong.map(({ file }) => `\n  wrong: ${file}`),
      );
      expect(inFolder.length).toBeGreaterThan(0);
    }
  });
});
