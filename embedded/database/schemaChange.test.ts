import path from "node:path";
import Sqlite from "better-sqlite3";
import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";
import { describe, expect, it } from "vitest";
import { decodeId } from "../values/ids.ts";
import { SchemaMismatch } from "./errors.ts";
import {
  collect,
  indexRange,
  openTestDatabase,
  read,
  tableScan,
  temporaryFolder,
  write,
  type TestSchema,
} from "./testing.ts";
import type { Database, QueryDescription } from "./types.ts";

const rooms = () => defineTable({ name: v.string(), order: v.optional(v.number()) });
const plain = defineSchema({ rooms: rooms() });

const addRooms = (database: Database) =>
  write(database, (t) =>
    [3, 1, 2].map((order) => t.insert("rooms", { name: `room ${order}`, order })),
  );
/** Closes and opens again with another schema. */
const reopen = (database: Database, folder: string, schema: TestSchema) => {
  database.close();
  return openTestDatabase(schema, { folder });
};
const orders = (database: Database, query: QueryDescription) =>
  read(database, (t) => collect(t, query).map((room) => room.order));
const searchFor = (word: string): QueryDescription => ({
  source: {
    type: "Search",
    tableName: "rooms",
    indexName: "search_name",
    search: { fieldPath: "name", value: word },
    filters: [],
  },
  operators: [],
});

describe("a new schema", () => {
  it("fills new indexes from the documents that are there, and drops those that are gone", () => {
    const folder = temporaryFolder();
    let database = openTestDatabase(plain, { folder });
    addRooms(database);
    const indexed = defineSchema({
      rooms: rooms()
        .index("by_order", ["order"])
        .searchIndex("search_name", { searchField: "name" }),
    });
    database = reopen(database, folder, indexed);
    expect(orders(database, indexRange("rooms", "by_order"))).toEqual([1, 2, 3]);
    expect(orders(database, searchFor("2"))).toEqual([2]);

    database = reopen(database, folder, plain);
    expect(() => orders(database, indexRange("rooms", "by_order"))).toThrow(/by_order/);
    expect(() => orders(database, searchFor("2"))).toThrow(/search_name/);
    expect(orders(database, tableScan("rooms"))).toEqual([3, 1, 2]);
    database.close();
    const file = new Sqlite(path.join(folder, "data.sqlite"));
    expect(file.prepare("SELECT count(*) FROM indexKeys").pluck().get()).toBe(3);
    expect(
      file
        .prepare("SELECT count(*) FROM sqlite_schema WHERE name LIKE 'searchTerms%'")
        .pluck()
        .get(),
    ).toBe(0);
    file.close();
  });

  it("fills an index anew when its fields change under the same name", () => {
    const folder = temporaryFolder();
    const byName = defineSchema({ rooms: rooms().index("sorted", ["name"]) });
    const byOrder = defineSchema({ rooms: rooms().index("sorted", ["order"]) });
    let database = openTestDatabase(byName, { folder });
    write(database, (t) => t.insert("rooms", { name: "a", order: 2 }));
    write(database, (t) => t.insert("rooms", { name: "b", order: 1 }));
    expect(orders(database, indexRange("rooms", "sorted"))).toEqual([2, 1]);
    database = reopen(database, folder, byOrder);
    expect(orders(database, indexRange("rooms", "sorted"))).toEqual([1, 2]);
  });

  it("that documents do not satisfy refuses the start, names the document, and changes nothing", () => {
    const folder = temporaryFolder();
    let database = openTestDatabase(plain, { folder });
    const ids = addRooms(database);
    database.close();
    const strict = defineSchema({
      rooms: defineTable({ name: v.string(), order: v.union(v.literal(1), v.literal(2)) }).index(
        "by_order",
        ["order"],
      ),
    });
    const open = () => openTestDatabase(strict, { folder });
    expect(open).toThrow(SchemaMismatch);
    expect(open).toThrow(`"${ids[0]}" in table "rooms"`);

    database = openTestDatabase(plain, { folder });
    expect(orders(database, tableScan("rooms"))).toEqual([3, 1, 2]);
    write(database, (t) => t.delete("rooms", ids[0]!));
    database = reopen(database, folder, strict);
    expect(orders(database, indexRange("rooms", "by_order"))).toEqual([1, 2]);
    write(database, (t) => expect(() => t.insert("rooms", { name: "x", order: 3 })).toThrow());
  });

  it("without a table keeps its documents unreachable until the table is back, checked again", () => {
    const folder = temporaryFolder();
    let database = openTestDatabase(plain, { folder });
    const [id] = addRooms(database);
    database = reopen(database, folder, defineSchema({ other: defineTable({}) }));
    read(database, (t) => {
      expect(t.tableOf(id!)).toBeNull();
      expect(() => t.get("rooms", id!)).toThrow(/not in the schema/);
    });
    const other = write(database, (t) => t.insert("other", {}));
    database.close();
    const stricter = defineSchema({ rooms: defineTable({ name: v.number() }) });
    expect(() => openTestDatabase(stricter, { folder })).toThrow(SchemaMismatch);
    database = openTestDatabase(plain, { folder });
    expect(orders(database, tableScan("rooms"))).toEqual([3, 1, 2]);
    expect(read(database, (t) => t.tableOf(other))).toBeNull();
  });

  it("gives new tables new numbers and keeps old ones, so ids stay good", () => {
    const folder = temporaryFolder();
    let database = openTestDatabase(plain, { folder });
    const [id] = addRooms(database);
    expect(decodeId(id!)!.tableNumber).toBe(10_001);
    const more = defineSchema({ attachments: defineTable({}), rooms: rooms() });
    database = reopen(database, folder, more);
    const attachment = write(database, (t) => t.insert("attachments", {}));
    expect(decodeId(attachment)!.tableNumber).toBe(10_002);
    expect(read(database, (t) => t.tableOf(id!))).toBe("rooms");
  });

  it("does not check documents where validation is switched off", () => {
    const folder = temporaryFolder();
    let database = openTestDatabase(plain, { folder });
    addRooms(database);
    const loose = defineSchema(
      { rooms: defineTable({ name: v.number() }) },
      { schemaValidation: false },
    );
    database = reopen(database, folder, loose);
    write(database, (t) => t.insert("rooms", { anything: 1 }));
    expect(read(database, (t) => collect(t, tableScan("rooms")))).toHaveLength(4);
  });
});

describe("system tables", () => {
  it("lie below the user tables, have indexes, and hold more than 1 MiB in a document", () => {
    const systemTables = [
      { name: "_jobs" as const, indexes: [{ name: "by_time", fields: ["time"] }] },
    ];
    const database = openTestDatabase(plain, { systemTables });
    const id = write(database, (t) => {
      t.insert("_jobs", { time: 2 });
      return t.insert("_jobs", { time: 1, result: "x".repeat(2 * 1024 * 1024) });
    });
    expect(decodeId(id)!.tableNumber).toBeLessThan(10_000);
    const found = read(database, (t) => collect(t, indexRange("_jobs", "by_time")));
    expect(found.map((job) => job.time)).toEqual([1, 2]);
    expect(read(database, (t) => t.tableOf(id))).toBe("_jobs");
  });

  it("do not count against what a function may write", () => {
    const database = openTestDatabase(plain, { systemTables: [{ name: "_jobs", indexes: [] }] });
    write(database, (t) => {
      t.insert("_jobs", {});
      expect(t.usage().documentsWritten).toBe(0);
    });
  });
});
