import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { systemClock } from "../../embedded/clock.ts";
import { openDatabase } from "../../embedded/database/database.ts";
import { createFileStore } from "../../embedded/storage/fileStore.ts";
import { silentLog } from "../../embedded/execution/log.ts";
import { keepSecrets } from "../secrets.ts";
import { readSettings } from "../settings/settings.ts";
import { exportData } from "./exportCommand.ts";
import { importData } from "./importCommand.ts";
import { swapData } from "./swapData.ts";

let folder: string;
let dataDir: string;
let root: string;
let printed: string[];
const print = (line: string) => void printed.push(line);

const SCHEMA = `import { defineSchema, defineTable } from "convex/server"; import { v } from "convex/values";
export default defineSchema({ rooms: defineTable({ name: v.string() }) });`;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "anteroom-archive-"));
  dataDir = join(folder, "data");
  root = join(folder, "project");
  printed = [];
  mkdirSync(join(root, "convex"), { recursive: true });
  writeFileSync(join(root, "convex", "schema.ts"), SCHEMA);
  await keepSecrets(dataDir);
  const file = join(dataDir, "database.sqlite");
  openDatabase({
    file,
    schemaJson: null,
    systemTables: [],
    clock: systemClock,
    reserveBytes: 0,
  }).close();
  createFileStore({ dir: join(dataDir, "files"), log: silentLog, origin: () => "" });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("an export is one private file with its name when it is whole, and overwrites nothing", async () => {
  const archive = join(folder, "out", "data.zip");
  expect(await exportData({ dataDir, archive }, print)).toBe(archive);
  expect(readdirSync(join(folder, "out"))).toEqual(["data.zip"]);
  expect(statSync(archive).mode & 0o777).toBe(0o600);
  expect(printed.at(-1)).toContain(archive);
  const again = exportData({ dataDir, archive }, print);
  await expect(again).rejects.toMatchObject({ code: "BAD_CONFIGURATION" });
  const named = await exportData({ dataDir, archive: null }, print);
  expect(named).toMatch(/data-exports\/\d{4}-\d\d-\d\dT[\d-]+Z\.zip$/);
  const empty = { dataDir: join(folder, "nothing"), archive: join(folder, "out", "b.zip") };
  await expect(exportData(empty, print)).rejects.toThrow("no data");
  expect(readdirSync(join(folder, "out"))).toEqual(["data.zip"]);
});

test("an import makes a new data folder as a whole, or leaves nothing", async () => {
  const archive = await exportData({ dataDir, archive: null }, print);
  const to = join(folder, "new", "data");
  await importData({ dataDir: to, archive }, root, print);
  expect(readdirSync(to).toSorted()).toEqual(["database.sqlite", "files", "secrets.json"]);
  expect((await keepSecrets(to)).signingKey).not.toEqual((await keepSecrets(dataDir)).signingKey);
  expect(statSync(to).mode & 0o777).toBe(0o700);
  const again = importData({ dataDir: to, archive }, root, print);
  await expect(again).rejects.toMatchObject({ code: "BAD_CONFIGURATION" });
  expect(readdirSync(to)).toHaveLength(3);

  const letter = join(folder, "letter.zip");
  writeFileSync(letter, "dear aunt");
  const other = join(folder, "other");
  mkdirSync(other);
  const bad = importData({ dataDir: other, archive: letter }, root, print);
  await expect(bad).rejects.toMatchObject({ code: "BAD_ARCHIVE" });
  expect(readdirSync(other)).toEqual([]);
  const missing = importData({ dataDir: other, archive: join(folder, "x.zip") }, root, print);
  await expect(missing).rejects.toThrow("There is no file");
  expect(readdirSync(folder).filter((name) => name.startsWith("."))).toEqual([]);
  await importData({ dataDir: other, archive }, root, print);
});

test("the command line names the file; one word too many is refused, and so is a missing one", () => {
  const read = (...args: string[]) => readSettings(args, {}, "/project");
  expect(read("--export")).toMatchObject({ export: true, archive: null });
  expect(read("--export", "a.zip").archive).toBe("/project/a.zip");
  expect(read("--import", "/mnt/a.zip")).toMatchObject({ import: true, archive: "/mnt/a.zip" });
  for (const args of [["a.zip"], ["--import"], ["--export", "a.zip", "b.zip"], ["--backup", "a"]]) {
    expect(() => read(...args), args.join(" ")).toThrow();
  }
});

test("other data takes the place of a folder's own with its keys; what was there is kept beside", async () => {
  const fresh = join(dataDir, "imports", "data");
  mkdirSync(fresh, { recursive: true });
  writeFileSync(join(fresh, "database.sqlite"), "new");
  const before = readFileSync(join(dataDir, "secrets.json"), "utf8");
  const kept = await swapData(dataDir, fresh, new Date(Date.UTC(2030, 0, 2, 3, 4, 5)));
  expect(kept).toBe(`${dataDir}-replaced-2030-01-02T03-04-05Z`);
  expect(readdirSync(dataDir).toSorted()).toEqual(["database.sqlite", "secrets.json"]);
  expect(readFileSync(join(dataDir, "database.sqlite"), "utf8")).toBe("new");
  expect(readFileSync(join(dataDir, "secrets.json"), "utf8")).toBe(before);
  expect(readdirSync(kept).toSorted()).toEqual(["database.sqlite", "files", "secrets.json"]);
});
