import Sqlite from "better-sqlite3";
import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";
import { describe, expect, it, vi } from "vitest";
import { StorageError } from "./errors.ts";
import { collect, openTestDatabase, read, tableScan, temporaryFolder, write } from "./testing.ts";
import type { Database } from "./types.ts";

const schema = defineSchema({
  notes: defineTable({ text: v.string() })
    .index("by_text", ["text"])
    .searchIndex("search_text", { searchField: "text" }),
});

const commitNote = (database: Database, text: string): string => {
  const transaction = database.beginWrite();
  const id = transaction.insert("notes", { text });
  database.commit(transaction);
  return id;
};
const texts = (database: Database) =>
  read(database, (t) => collect(t, tableScan("notes")).map((note) => note.text));

describe("a flush that fails", () => {
  /** Makes the next COMMIT fail as SQLite reports it. */
  const failNextCommit = (code: string) => {
    const original = Object.getOwnPropertyDescriptor(Sqlite.prototype, "exec")!.value as (
      this: Sqlite.Database,
      source: string,
    ) => Sqlite.Database;
    const spy = vi.spyOn(Sqlite.prototype, "exec").mockImplementation(function (
      this: Sqlite.Database,
      source: string,
    ) {
      if (source !== "COMMIT") return original.call(this, source);
      spy.mockRestore();
      throw new Sqlite.SqliteError("injected", code);
    });
  };

  it("undoes every commit of its group, in caches too, and the next group works", () => {
    const database = openTestDatabase(schema);
    write(database, (t) => t.insert("notes", { text: "before" }));
    const first = commitNote(database, "first");
    commitNote(database, "second");
    const writer = database.beginWrite();
    expect(collect(writer, tableScan("notes"))).toHaveLength(3);
    writer.close();
    failNextCommit("SQLITE_FULL");
    expect(() => database.flush()).toThrow(
      expect.objectContaining({ code: "STORAGE_FULL" }) as StorageError,
    );
    expect(texts(database)).toEqual(["before"]);
    read(database, (t) => expect(t.get("notes", first)).toBeNull());
    database.flush();
    commitNote(database, "after");
    database.flush();
    expect(texts(database)).toEqual(["before", "after"]);
  });

  it("is reported to those who wait, also when a reader came first", () => {
    const database = openTestDatabase(schema);
    commitNote(database, "lost");
    failNextCommit("SQLITE_FULL");
    expect(texts(database)).toEqual([]);
    const transaction = database.beginWrite();
    transaction.insert("notes", { text: "refused until reported" });
    expect(() => database.commit(transaction)).toThrow(StorageError);
    expect(() => database.flush()).toThrow(StorageError);
    expect(() => database.flush()).not.toThrow();
    write(database, (t) => t.insert("notes", { text: "after" }));
    expect(texts(database)).toEqual(["after"]);
  });

  it("takes an open write transaction with it, which has read what is undone", () => {
    const database = openTestDatabase(schema);
    const id = commitNote(database, "lost");
    const transaction = database.beginWrite();
    transaction.patch("notes", id, { text: "changed" });
    failNextCommit("SQLITE_FULL");
    expect(() => database.flush()).toThrow(StorageError);
    expect(() => transaction.get("notes", id)).toThrow(StorageError);
    expect(() => database.commit(transaction)).toThrow(StorageError);
    expect(texts(database)).toEqual([]);
  });

  it("because of the disk itself stops all writing until a restart, but not reading", () => {
    const folder = temporaryFolder();
    const database = openTestDatabase(schema, { folder });
    write(database, (t) => t.insert("notes", { text: "before" }));
    commitNote(database, "lost");
    failNextCommit("SQLITE_IOERR_FSYNC");
    const failed = expect.objectContaining({ code: "STORAGE_FAILED" }) as StorageError;
    expect(() => database.flush()).toThrow(failed);
    expect(() => commitNote(database, "refused")).toThrow(failed);
    expect(texts(database)).toEqual(["before"]);
    database.close();
    const again = openTestDatabase(schema, { folder });
    write(again, (t) => t.insert("notes", { text: "after" }));
    expect(texts(again)).toEqual(["before", "after"]);
  });
});
