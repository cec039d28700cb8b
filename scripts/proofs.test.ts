/** The tables of rules and guarantees name tests that are there and speak of that rule. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "..");
const ids = (letter: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);
const GUARANTEES = ids("G", 12);

type Proof = { id: string; file: string };

/** The files in the last cell of each row that begins with a rule's number. */
function proofsIn(page: string, folders: string[]): Proof[] {
  const text = readFileSync(join(ROOT, page), "utf8");
  return [...text.matchAll(/^\| ([RG]\d+) \|.*\| ([^|]+) \|$/gm)].flatMap(
    ([, id = "", cell = ""]) =>
      [...cell.matchAll(/\]\(([^)]+)\)|`([\w./]+\.tsx?)`/g)].map(([, link, name = ""]) => {
        const path = link ?? name;
        const found = folders.map((folder) => join(folder, path));
        return { id, file: found.find((file) => existsSync(join(ROOT, file))) ?? path };
      }),
  );
}

test.each([
  ["README.md", ["."], GUARANTEES],
  ["convex/README.md", ["convex", "."], [...ids("R", 14), ...GUARANTEES]],
])("%s names tests for each, and each of them cites it", (page, folders, expected) => {
  const proofs = proofsIn(page, folders);
  expect([...new Set(proofs.map(({ id }) => id))]).toEqual(expected);
  const unproven = proofs.filter(({ id, file }) => {
    const path = join(ROOT, file);
    return !existsSync(path) || !new RegExp(`\\b${id}\\b`).test(readFileSync(path, "utf8"));
  });
  expect(unproven).toEqual([]);
});
