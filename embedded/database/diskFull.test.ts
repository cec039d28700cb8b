import fs from "node:fs";
import path from "node:path";
import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";
import { describe, expect, it } from "vitest";
import type { StorageError } from "./errors.ts";
import { fillDisk, mountSmallDisk } from "./smallDisk.ts";
import { collect, openTestDatabase, read, tableScan, write } from "./testing.ts";
import type { Database } from "./types.ts";

const KIB = 1024;
const RESERVE = 5 * 1024 * KIB;
const schema = defineSchema({ blobs: defineTable({ text: v.string() }) });
const full = expect.objectContaining({ code: "STORAGE_FULL" }) as StorageError;

const add = (database: Database) =>
  write(database, (t) => t.insert("blobs", { text: "x".repeat(20 * KIB) }));
const count = (database: Database) => read(database, (t) => collect(t, tableScan("blobs")).length);

/** Adds until nothing more fits; gives how many were acknowledged. */
function fill(database: Database): number {
  for (let acknowledged = 0; ; acknowledged++) {
    try {
      add(database);
    } catch (error) {
      expect(error).toEqual(full);
      return acknowledged;
    }
  }
}

describe("a database that may not grow any more", () => {
  it("keeps what it acknowledged, goes on reading, and takes writes again after a deletion", () => {
    const database = openTestDatabase(schema, { maxBytes: 1024 * KIB });
    const acknowledged = fill(database);
    expect(acknowledged).toBeGreaterThan(10);
    expect(count(database)).toBe(acknowledged);
    expect(() => add(database)).toThrow(full);
    write(database, (t) => {
      for (const { _id } of collect(t, tableScan("blobs"), 5)) t.delete("blobs", _id);
    });
    add(database);
    expect(count(database)).toBe(acknowledged - 4);
  });

  it("undoes the commits that wait with the one that does not fit, and says so to both", () => {
    const database = openTestDatabase(schema, { maxBytes: 1024 * KIB });
    const acknowledged = fill(database);
    const small = database.beginWrite();
    small.patch("blobs", collect(small, tableScan("blobs"), 1)[0]!._id, { text: "small" });
    database.commit(small);
    const large = database.beginWrite();
    for (let i = 0; i < 5; i++) large.insert("blobs", { text: "x".repeat(20 * KIB) });
    expect(() => database.commit(large)).toThrow(full);
    expect(() => database.flush()).toThrow(full);
    expect(count(database)).toBe(acknowledged);
    expect(read(database, (t) => collect(t, tableScan("blobs"), 1)[0]!.text)).not.toBe("small");
    database.flush();
  });
});

describe("a disk that is full", () => {
  it("gives up its reserve, reads on, and takes writes again once there is space", ({ skip }) => {
    const folder = mountSmallDisk(12);
    if (folder === null) return skip();
    const ballast = path.join(folder, "something else");
    fs.writeFileSync(ballast, Buffer.alloc(2048 * KIB));
    const reserve = path.join(folder, "data.sqlite-reserve");
    const database = openTestDatabase(schema, { folder, reserveBytes: RESERVE });
    expect(fs.statSync(reserve).size).toBe(RESERVE);

    const acknowledged = fill(database);
    expect(fs.existsSync(reserve)).toBe(false);
    expect(count(database)).toBe(acknowledged);
    // The reserve was enough to move the log (4 MiB at most, usually) into the database file.
    expect(fs.statSync(path.join(folder, "data.sqlite-wal")).size).toBe(0);
    fillDisk(path.join(folder, "filler"));
    expect(() => add(database)).toThrow(full);

    fs.rmSync(path.join(folder, "filler"));
    fs.rmSync(ballast);
    add(database);
    expect(fs.statSync(reserve).size).toBe(RESERVE);
    expect(count(database)).toBe(acknowledged + 1);
  });

  it("does not keep a backend from starting to read", ({ skip }) => {
    const folder = mountSmallDisk(12);
    if (folder === null) return skip();
    const options = { folder, reserveBytes: 1024 * KIB };
    const database = openTestDatabase(schema, options);
    add(database);
    database.close();
    const ballast = path.join(folder, "something else");
    fillDisk(ballast);

    const again = openTestDatabase(schema, options);
    expect(count(again)).toBe(1);
    expect(() => add(again)).toThrow(full);
    fs.rmSync(ballast);
    add(again);
    expect(count(again)).toBe(2);
  });
});
