import fs from "node:fs";
import path from "node:path";
import Sqlite from "better-sqlite3";
import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";
import { describe, expect, it, vi } from "vitest";
import { UnusableDatabase } from "./errors.ts";
import { collect, openTestDatabase, read, tableScan, temporaryFolder, write } from "./testing.ts";

const schema = defineSchema({ rows: defineTable({ n: v.number(), text: v.string() }) });
const text = "x".repeat(2_000);

function damage(file: string): void {
  const bytes = fs.readFileSync(file);
  bytes.fill(0x5a, bytes.length - 40_000, bytes.length - 20_000);
  fs.writeFileSync(file, bytes);
}

describe("a backup", () => {
  it("is a consistent copy of a moment, made while commits go on", async () => {
    const database = openTestDatabase(schema);
    let next = 0;
    const addPair = () =>
      write(database, (t) => {
        t.insert("rows", { n: next, text });
        t.insert("rows", { n: next++, text });
      });
    while (next < 2_000) addPair();
    const folder = temporaryFolder();
    const file = path.join(folder, "data.sqlite");
    const progress: number[] = [];
    const done = database.backup(file, (share) => {
      progress.push(share);
      addPair();
      // A commit that waits for its flush holds the copy up, and does it no harm.
      const waiting = database.beginWrite();
      waiting.insert("rows", { n: next, text });
      waiting.insert("rows", { n: next++, text });
      database.commit(waiting);
      setTimeout(() => database.flush(), 0);
    });
    await done;
    expect(progress.length).toBeGreaterThan(3);
    expect(progress.every((share) => share >= 0 && share <= 1)).toBe(true);
    expect(progress.at(-1)).toBe(1);
    expect(fs.readdirSync(folder)).toEqual(["data.sqlite"]);

    const copy = openTestDatabase(schema, { folder });
    const rows = read(copy, (t) => collect(t, tableScan("rows")).map((row) => row.n));
    expect(rows.length).toBeGreaterThanOrEqual(4_000);
    // Commits are whole: every pair has both halves, in order.
    expect(rows).toEqual(rows.map((_, i) => Math.floor(i / 2)));
    expect(copy.latestTimestamp).toBeGreaterThan(0n);
  });

  it("holds what was committed and not yet flushed, which it flushes first", async () => {
    const database = openTestDatabase(schema);
    const transaction = database.beginWrite();
    transaction.insert("rows", { n: 1, text });
    database.commit(transaction);
    const folder = temporaryFolder();
    await database.backup(path.join(folder, "data.sqlite"));
    const copy = openTestDatabase(schema, { folder });
    expect(read(copy, (t) => collect(t, tableScan("rows")))).toHaveLength(1);
  });

  it("that fails leaves no file behind, and an earlier one of that name as it was", async () => {
    const database = openTestDatabase(schema);
    const folder = temporaryFolder();
    const file = path.join(folder, "copy.sqlite");
    fs.writeFileSync(file, "an earlier backup");
    const failing = database.backup(file, () => {
      throw new Error("stopped");
    });
    await expect(failing).rejects.toThrow();
    expect(fs.readFileSync(file, "utf8")).toBe("an earlier backup");
    expect(fs.readdirSync(folder)).toEqual(["copy.sqlite"]);
    await expect(database.backup(path.join(folder, "no", "such", "folder"))).rejects.toThrow();
  });

  it("that comes out damaged is not taken for one", async () => {
    const database = openTestDatabase(schema);
    for (let n = 0; n < 50; n++) write(database, (t) => t.insert("rows", { n, text }));
    const original = Object.getOwnPropertyDescriptor(Sqlite.prototype, "backup")!
      .value as typeof Sqlite.prototype.backup;
    const spy = vi.spyOn(Sqlite.prototype, "backup").mockImplementation(async function (
      this: Sqlite.Database,
      target,
    ) {
      const result = await original.call(this, target);
      damage(target);
      return result;
    });
    const folder = temporaryFolder();
    const copying = database.backup(path.join(folder, "copy.sqlite"));
    await expect(copying).rejects.toThrow(UnusableDatabase);
    spy.mockRestore();
    expect(fs.readdirSync(folder)).toEqual([]);
  });
});

describe("opening a file", () => {
  it("that is damaged or no database is refused with a sentence", () => {
    const folder = temporaryFolder();
    const file = path.join(folder, "data.sqlite");
    fs.writeFileSync(file, "This is no database, but long enough to be taken for one. ".repeat(99));
    expect(() => openTestDatabase(schema, { folder })).toThrow(UnusableDatabase);

    fs.rmSync(file);
    const database = openTestDatabase(schema, { folder });
    for (let n = 0; n < 50; n++) write(database, (t) => t.insert("rows", { n, text }));
    database.close();
    damage(file);
    expect(() => openTestDatabase(schema, { folder })).toThrow(/damaged.*Restore a backup/);
  });

  it("that is large and was closed in order is not looked through; after a crash it is", () => {
    const folder = temporaryFolder();
    const crashed = temporaryFolder();
    const file = path.join(folder, "data.sqlite");
    const unchecked = { folder, alwaysCheckedBytes: 0 };
    const database = openTestDatabase(schema, unchecked);
    for (let n = 0; n < 50; n++) write(database, (t) => t.insert("rows", { n, text }));
    database.close();
    const running = openTestDatabase(schema, unchecked);
    for (const name of ["data.sqlite", "data.sqlite-wal"]) {
      fs.copyFileSync(path.join(folder, name), path.join(crashed, name));
    }
    running.close();
    damage(file);
    openTestDatabase(schema, unchecked).close();
    expect(() => openTestDatabase(schema, { folder })).toThrow(UnusableDatabase);
    damage(path.join(crashed, "data.sqlite"));
    const afterCrash = { folder: crashed, alwaysCheckedBytes: 0 };
    expect(() => openTestDatabase(schema, afterCrash)).toThrow(/damaged.*Restore a backup/);
  });

  it("of a newer version is refused", () => {
    const folder = temporaryFolder();
    openTestDatabase(schema, { folder }).close();
    const file = new Sqlite(path.join(folder, "data.sqlite"));
    file.pragma("user_version = 99");
    file.close();
    expect(() => openTestDatabase(schema, { folder })).toThrow(/newer version/);
  });
});
