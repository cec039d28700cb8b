import fs from "node:fs";
import path from "node:path";
import Sqlite from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { ManualClock } from "../clock.ts";
import { backUpRunning } from "../backup.ts";
import { IMPORTS, openTestEngine, type TestEngine } from "../execution/testing.ts";
import { temporaryDir } from "../modules/testing.ts";
import type { ArchiveContents } from "./writeArchive.ts";
import { writeArchive } from "./writeArchive.ts";
import { readArchive } from "./readArchive.ts";
import { ZipReader } from "./zipReader.ts";
import { ZipWriter } from "./zipWriter.ts";

const FUNCTIONS = {
  "schema.ts": `import { defineSchema, defineTable } from "convex/server"; import { v } from "convex/values";
export default defineSchema({
  rooms: defineTable({ name: v.string() }),
  notes: defineTable({ room: v.id("rooms"), file: v.optional(v.id("_storage")), text: v.string(), more: v.optional(v.any()) })
    .index("by_text", ["text"]).searchIndex("search_text", { searchField: "text" }),
});`,
  "f.ts": `${IMPORTS}
export const room = mutation({ args: { name: v.string() }, handler: (ctx, args) => ctx.db.insert("rooms", args) });
export const note = mutation({ args: v.any(), handler: (ctx, args) => ctx.db.insert("notes", args) });
export const later = mutation({ args: {}, handler: (ctx) => ctx.scheduler.runAfter(1e9, ref("f:room"), { name: "late" }) });
export const store = action({ args: { text: v.string(), type: v.string() }, handler: (ctx, { text, type }) => ctx.storage.store(new Blob([text], { type })) });
export const read = action({ args: { id: v.id("_storage") }, handler: async (ctx, { id }) => { const blob = await ctx.storage.get(id); return blob && [await blob.text(), blob.type]; } });
export const everything = query({ args: {}, handler: async (ctx) => ({
  rooms: await ctx.db.query("rooms").collect(),
  notes: await ctx.db.query("notes").withIndex("by_text").collect(),
  found: await ctx.db.query("notes").withSearchIndex("search_text", (q) => q.search("text", "common")).collect(),
  files: await ctx.db.system.query("_storage").collect(),
  jobs: await ctx.db.system.query("_scheduled_functions").collect() }) });
`,
};

type Stored = { _id: string; _creationTime: number };

/** Values of every kind that a document can hold, and text that JSON or UTF-8 could get wrong. */
const ODD_VALUES = {
  int: { $integer: "AQAAAAAAAAA=" },
  bytes: { $bytes: "AP8=" },
  float: { $float: "AAAAAAAA+H8=" },
  text: 'line\nbreak\r\u2028 "quoted" \\ 🙂 ü \u0000',
  nested: [null, true, 1e300, { "a b": [[]] }],
};

async function fill(test: TestEngine): Promise<void> {
  const room = (await test.call("f:room", { name: "first" })) as string;
  const bytes = { text: "the bytes", type: "text/plain" };
  const file = (await test.call("f:store", bytes)) as string;
  await test.call("f:store", { text: "x".repeat(300_000), type: "" });
  await test.call("f:note", { room, file, text: "a common word", more: ODD_VALUES });
  for (let n = 0; n < 30; n++) await test.call("f:note", { room, text: `common ${n}` });
  await test.call("f:later");
}

/** The archive of what an engine holds. */
async function exported({ engine, dataDir }: TestEngine, includeFiles = true): Promise<string> {
  const folder = temporaryDir();
  const copy = path.join(folder, "copy");
  fs.mkdirSync(copy);
  await backUpRunning(engine, dataDir, copy, () => {});
  const file = path.join(folder, "data.zip");
  await writeArchive(copy, file, includeFiles, () => {});
  return file;
}

/** Imports into a new folder with the schema of `like`. */
async function imported(
  like: TestEngine,
  file: string,
): Promise<{ to: string; contents: ArchiveContents }> {
  const to = temporaryDir();
  const { schemaJson } = like.engine.modules.current;
  const clock = new ManualClock();
  return { to, contents: await readArchive({ file, to, schemaJson, clock }, () => {}) };
}

/** The text entries of an archive, to be changed and written again. */
async function entriesOf(file: string): Promise<Map<string, Buffer>> {
  const zip = await ZipReader.open(file);
  const entries = new Map<string, Buffer>();
  for (const entry of zip.entries) {
    const chunks: Buffer[] = [];
    for await (const chunk of zip.read(entry)) chunks.push(chunk);
    entries.set(entry.name, Buffer.concat(chunks));
  }
  await zip.close();
  return entries;
}

async function zipOf(entries: Map<string, Buffer>): Promise<string> {
  const file = path.join(temporaryDir(), "made.zip");
  const zip = await ZipWriter.create(file);
  for (const [name, bytes] of entries) {
    await zip.addBytes(
      name,
      (async function* () {
        yield await Promise.resolve(bytes);
      })(),
    );
  }
  await zip.finish();
  await zip.close();
  return file;
}

/** What each search index gathers in memory: much while it is loaded, FTS5's usual amount afterwards. */
function gatheredBytes(file: string): unknown[] {
  const sqlite = new Sqlite(file, { readonly: true });
  const indexes = sqlite.prepare("SELECT name FROM sqlite_master WHERE sql LIKE '%USING fts5%'");
  const values = indexes
    .pluck()
    .all()
    .map((name) =>
      sqlite
        .prepare(`SELECT v FROM ${String(name)}_config WHERE k = 'hashsize'`)
        .pluck()
        .get(),
    );
  sqlite.close();
  return values;
}

describe("a round trip through an archive", () => {
  test("keeps every document and file, ids, times and indexes; exported again the bytes are the same", async () => {
    const first = await openTestEngine(FUNCTIONS);
    await fill(first);
    const before = (await first.call("f:everything")) as Record<string, Stored[]>;
    const file = await exported(first);
    await first.engine.close();
    const { to, contents } = await imported(first, file);
    expect(contents).toEqual({ documents: 32, files: 2 });
    expect(gatheredBytes(path.join(to, "database.sqlite"))).toEqual([2 ** 20]);

    const second = await openTestEngine(FUNCTIONS, { dataDir: to });
    const after = (await second.call("f:everything")) as Record<string, Stored[]>;
    expect(before["jobs"]).toHaveLength(1);
    expect(after).toEqual({ ...before, jobs: [] });
    expect(after["found"]).toHaveLength(31);
    expect(await second.call("f:read", { id: after["files"]![0]!._id })).toEqual([
      "the bytes",
      "text/plain",
    ]);
    expect(second.problems).toEqual([]);
    const again = await exported(second);
    expect(fs.readFileSync(again).equals(fs.readFileSync(file))).toBe(true);
    // New documents come after the imported ones, and are ids of the same tables.
    await second.call("f:room", { name: "second" });
    const { rooms } = (await second.call("f:everything")) as Record<string, Stored[]>;
    expect(rooms!.at(-1)!._creationTime).toBeGreaterThan(rooms![0]!._creationTime);
  });

  test("without stored files leaves their bytes and rows out", async () => {
    const first = await openTestEngine(FUNCTIONS);
    await fill(first);
    const entries = await entriesOf(await exported(first, false));
    expect([...entries.keys()].filter((name) => name.startsWith("_storage"))).toEqual([]);
    expect(entries.get("notes/documents.jsonl")!.toString().split("\n")).toHaveLength(32);
  });

  test("keeps a table that the schema does not know any more", async () => {
    const first = await openTestEngine(FUNCTIONS);
    await fill(first);
    const file = await exported(first);
    const to = temporaryDir();
    const options = { file, to, schemaJson: null, clock: new ManualClock() };
    expect(await readArchive(options, () => {})).toEqual({ documents: 32, files: 2 });
    const second = await openTestEngine(FUNCTIONS, { dataDir: to });
    expect(((await second.call("f:everything")) as { notes: [] }).notes).toHaveLength(31);
  });
});

describe("an import", () => {
  test("refuses whatever is not whole and right, naming entry and line", async () => {
    const first = await openTestEngine(FUNCTIONS);
    await fill(first);
    const whole = await entriesOf(await exported(first));
    const notes = "notes/documents.jsonl";
    const lines = whole.get(notes)!.toString().split("\n");
    const fileName = [...whole.keys()].find((name) => /^_storage\/[0-9a-z]+$/.test(name))!;
    const withLine = (index: number, text: string) =>
      Buffer.from(lines.with(index, text).join("\n"));
    const cases: [string, RegExp, (entries: Map<string, Buffer>) => unknown][] = [
      [
        "half a line",
        /^notes\/documents.jsonl line 3 is no doc/,
        (e) => e.set(notes, withLine(2, lines[2]!.slice(0, 20))),
      ],
      [
        "no object",
        /^notes\/documents.jsonl line 2 .*another kind/,
        (e) => e.set(notes, withLine(1, "[]")),
      ],
      [
        "a field of another type",
        /^notes\/documents.jsonl line 4: .*match the schema/s,
        (e) => e.set(notes, withLine(3, lines[3]!.replace(/"text":"[^"]*"/, '"text":5'))),
      ],
      [
        "an id twice",
        /^notes\/documents.jsonl line 2: The id .* comes twice/,
        (e) => e.set(notes, withLine(1, lines[0]!)),
      ],
      [
        "an id of another table",
        /^rooms\/documents.jsonl line 1: _id is no id/,
        (e) => e.set("rooms/documents.jsonl", Buffer.from(lines[0]!)),
      ],
      [
        "no time",
        /line 1: _creationTime/,
        (e) => e.set(notes, withLine(0, lines[0]!.replace("_creationTime", "time"))),
      ],
      [
        "a table without its documents",
        /^There is no notes\/documents.jsonl/,
        (e) => e.delete(notes),
      ],
      [
        "a table without a number",
        /no line for the table notes/,
        (e) => e.set("_tables/documents.jsonl", Buffer.from('{"name":"rooms","id":10001}')),
      ],
      [
        "two tables of one number",
        /line 2: "notes" is the same table/,
        (e) =>
          e.set(
            "_tables/documents.jsonl",
            Buffer.from('{"name":"rooms","id":1}\n{"name":"notes","id":1}'),
          ),
      ],
      ["no tables", /^There is no _tables/, (e) => e.delete("_tables/documents.jsonl")],
      [
        "a file missing",
        /^_storage\/documents.jsonl line \d: there is no _storage/,
        (e) => e.delete(fileName),
      ],
      [
        "a file changed",
        /^_storage\/.* is not the file/,
        (e) => e.set(fileName, Buffer.from("other")),
      ],
      [
        "a file too many",
        /has no line in _storage/,
        (e) => e.set(fileName.slice(0, -1), Buffer.from("more")),
      ],
      [
        "a way out of the folder",
        /has no place/,
        (e) => e.set("_storage/../../x", Buffer.from("")),
      ],
      [
        "a name that would be a line of its own",
        /^An entry has a name that cannot be shown\.$/,
        (e) => e.set("notes/x\n  The data is in", Buffer.from("")),
      ],
      [
        "a command to the terminal",
        /^\P{Cc}* no document\P{Cc}*\ufffd\[2J\P{Cc}*$/u,
        (e) => e.set(notes, withLine(0, "x\u001b[2J")),
      ],
      [
        "a component's data",
        /components cannot/,
        (e) => e.set("_components/a/b/documents.jsonl", Buffer.from("")),
      ],
    ];
    for (const [what, message, change] of cases) {
      const entries = new Map(whole);
      change(entries);
      const importing = imported(first, await zipOf(entries));
      await expect(importing, what).rejects.toMatchObject({ code: "BAD_ARCHIVE" });
      await expect(importing, what).rejects.toThrow(message);
    }
    // What Convex adds is no reason to refuse: extensions, hints about types.
    const theirs = new Map(whole);
    theirs.set(`${fileName}.txt`, theirs.get(fileName)!);
    theirs.delete(fileName);
    theirs.set("notes/generated_schema.jsonl", Buffer.from('"uniform"\n'));
    expect((await imported(first, await zipOf(theirs))).contents.files).toBe(2);
  });
});
