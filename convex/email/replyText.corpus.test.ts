import PostalMime from "postal-mime";
import { describe, expect, it } from "vitest";
import { extractReply, type EmailParts } from "./replyText";

/** One case of `bench/corpus/replies/<folder>/<case>.json`; lists are lines. */
type CorpusCase = Expected & ({ eml: string } | { [part in keyof EmailParts]: Lines | null });

interface Expected {
  name: string;
  visible: Lines;
  kind: "reply" | "forward" | "empty";
}

type Lines = string | string[];

/** In `known` every case must be right; of `unseen`, written without the module, this share. */
const DEMANDED_SHARES: Record<string, number> = { known: 1, unseen: 0.95 };

/** Read as text: Vite's own JSON reader refuses lone surrogates, which one case is about. */
const files = import.meta.glob<string>("../../bench/corpus/replies/*/*.{json,eml}", {
  eager: true,
  query: "?raw",
  import: "default",
});

const graded = await Promise.all(
  Object.entries(files)
    .filter(([path]) => path.endsWith(".json"))
    .map(([path, content]) => grade(path, JSON.parse(content) as CorpusCase)),
);

async function grade(path: string, example: CorpusCase) {
  const [file = "", folder = ""] = path.split("/").reverse();
  const parts = "eml" in example ? await received(path, example.eml) : decoded(example);
  const reply = extractReply(parts);
  const found = { visible: words(reply.visible), kind: reply.kind };
  const expected = { visible: words(joined(example.visible) ?? ""), kind: example.kind };
  return {
    file,
    folder,
    name: example.name,
    found,
    expected,
    isRight: JSON.stringify(found) === JSON.stringify(expected),
    lost: missingLines(expected.visible, found.visible),
    leaked: missingLines(found.visible, expected.visible),
  };
}

/** A whole email as a receiving service takes it apart. */
async function received(path: string, name: string): Promise<EmailParts> {
  const raw = files[path.replace(/[^/]+$/, name)];
  if (raw === undefined) throw new Error(`${path} names ${name}, which is not there`);
  const { text, html, subject } = await PostalMime.parse(raw);
  return { text: text ?? null, html: html ?? null, subject: subject ?? null };
}

function decoded({ text, html, subject }: { [part in keyof EmailParts]: Lines | null }) {
  return { text: joined(text), html: joined(html), subject: joined(subject) };
}

function joined(lines: Lines | null): string | null {
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

/** The lines of a text that another one does not say, however it breaks and indents them. */
function missingLines(text: string, other: string): string[] {
  const said = flat(other);
  return text.split("\n").filter((line) => !said.includes(flat(line)));
}

function flat(text: string): string {
  return text.replace(/\s+/g, " ");
}

describe("the typed text of a known email", () => {
  it.each(graded.filter(({ folder }) => folder === "known"))(
    "$file: $name",
    ({ found, expected }) => {
      expect(found).toEqual(expected);
    },
  );
});

describe("the corpus of replies", () => {
  it.each([
    ["known", 45],
    ["unseen", 60],
  ])("has in %s at least %i emails", (wanted, count) => {
    expect(graded.filter(({ folder }) => folder === wanted).length).toBeGreaterThanOrEqual(count);
  });

  it.each(Object.entries(DEMANDED_SHARES))(
    "%s: no typed line is lost, and the share of exact answers is at least %d",
    (folder, share) => {
      const inFolder = graded.filter((example) => example.folder === folder);
      const wrong = inFolder.filter(({ isRight }) => !isRight);
      const leaking = wrong.filter(({ leaked }) => leaked.length > 0);
      console.log(
        `replies/${folder}: ${inFolder.length - wrong.length} of ${inFolder.length} exact, ${leaking.length} leak`,
        ...wrong.map(({ file }) => `\n  not exact: ${file}`),
      );
      const losing = inFolder.filter(({ lost }) => lost.length > 0);
      expect(losing.map(({ file, lost }) => ({ file, lost }))).toEqual([]);
      expect(1 - wrong.length / inFolder.length).toBeGreaterThanOrEqual(share);
    },
  );

  it("has no folder that nothing is demanded of", () => {
    for (const { folder } of graded) expect(DEMANDED_SHARES).toHaveProperty(folder);
  });
});
