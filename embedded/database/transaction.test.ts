import { defineSchema, defineTable } from "convex/server";
import { v, type Value } from "convex/values";
import { describe, expect, it } from "vitest";
import { ManualClock } from "../clock.ts";
import { SchemaViolation } from "./errors.ts";
import { collect, indexRange, openTestDatabase, read, tableScan, write } from "./testing.ts";
import type { Database, StoredDocument } from "./types.ts";

const schema = defineSchema({
  rooms: defineTable({ name: v.string(), order: v.optional(v.number()) }).index("by_name", [
    "name",
  ]),
  seats: defineTable({ roomId: v.id("rooms") }).index("by_roomId", ["roomId"]),
  blobs: defineTable({ bytes: v.bytes() }),
  anything: defineTable(v.any()).index("by_in_deep", ["in.deep"]),
});

const addRoom = (database: Database, name: string) =>
  write(database, (transaction) => transaction.insert("rooms", { name }));

describe("documents", () => {
  it("come back with an id of their table and a creation time", () => {
    const clock = new ManualClock();
    const database = openTestDatabase(schema, { clock });
    const id = addRoom(database, "A");
    read(database, (reader) => {
      expect(reader.get("rooms", id)).toEqual({ _id: id, _creationTime: clock.now(), name: "A" });
      expect(reader.tableOf(id)).toBe("rooms");
      expect(reader.normalizeId("rooms", id)).toBe(id);
      expect(reader.normalizeId("seats", id)).toBeNull();
      expect(reader.normalizeId("rooms", "no id")).toBeNull();
    });
  });

  it("are patched field by field, and undefined takes a field away", () => {
    const database = openTestDatabase(schema);
    const id = write(database, (t) => t.insert("rooms", { name: "A", order: 1 }));
    write(database, (t) => t.patch("rooms", id, { order: 2 }));
    expect(read(database, (t) => t.get("rooms", id))).toMatchObject({ name: "A", order: 2 });
    write(database, (t) => t.patch("rooms", id, { order: undefined }));
    expect(read(database, (t) => t.get("rooms", id))).not.toHaveProperty("order");
  });

  it("keep id and creation time when replaced, and lose the other fields", () => {
    const database = openTestDatabase(schema);
    const id = write(database, (t) => t.insert("rooms", { name: "A", order: 1 }));
    const before = read(database, (t) => t.get("rooms", id))!;
    write(database, (t) => t.replace("rooms", id, { ...before, name: "B", order: undefined! }));
    const { _id, _creationTime } = before;
    expect(read(database, (t) => t.get("rooms", id))).toEqual({ _id, _creationTime, name: "B" });
  });

  it("cannot choose or change system fields, nor have others with an underscore", () => {
    const database = openTestDatabase(schema);
    const [id, other] = [addRoom(database, "A"), addRoom(database, "B")];
    write(database, (t) => {
      expect(() => t.insert("rooms", { _id: other, name: "C" })).toThrow(/_id/);
      expect(() => t.patch("rooms", id, { _creationTime: 1 })).toThrow(/_creationTime/);
      expect(() => t.replace("rooms", id, { _id: other, name: "C" })).toThrow(/_id/);
      expect(() => t.insert("anything", { _secret: 1 })).toThrow(/_secret/);
    });
  });

  it("are found under no id of another table, and writing to a missing one is an error", () => {
    const database = openTestDatabase(schema);
    const id = addRoom(database, "A");
    write(database, (t) => t.delete("rooms", id));
    write(database, (t) => {
      expect(t.get("rooms", id)).toBeNull();
      expect(() => t.get("seats", id)).toThrow(/of table "rooms"/);
      expect(() => t.get("rooms", "nonsense")).toThrow(/not a document id/);
      expect(() => t.patch("rooms", id, {})).toThrow(/nonexistent/);
      expect(() => t.replace("rooms", id, { name: "B" })).toThrow(/nonexistent/);
      expect(() => t.delete("rooms", id)).toThrow(/nonexistent/);
    });
  });

  it("that break the schema or hold what Convex cannot are refused, and leave nothing", () => {
    const database = openTestDatabase(schema);
    const room = addRoom(database, "A");
    write(database, (t) => {
      expect(() => t.insert("rooms", { name: 1 })).toThrow(SchemaViolation);
      expect(() => t.insert("rooms", { name: "B", extra: 1 })).toThrow(/extra field `extra`/);
      expect(() => t.patch("rooms", room, { name: undefined })).toThrow(/missing the required/);
      expect(() => t.insert("seats", { roomId: t.insert("anything", {}) })).toThrow(/anything/);
      expect(() => t.insert("anything", { a: "\ud800" })).toThrow(/surrogate/);
      expect(() => t.insert("anything", { a: new Date() as unknown as Value })).toThrow();
      expect(() => t.insert("anything", [] as unknown as Record<string, Value>)).toThrow(/object/);
      expect(() => t.insert("nowhere", {})).toThrow(/not in the schema/);
    });
    expect(read(database, (t) => collect(t, tableScan("rooms")))).toHaveLength(1);
  });

  it("of more than 1 MiB are refused with the limit named", () => {
    const database = openTestDatabase(schema);
    write(database, (t) => {
      expect(() => t.insert("anything", { a: "x".repeat(1024 * 1024 - 200) })).not.toThrow();
      expect(() => t.insert("anything", { a: "x".repeat(1024 * 1024) })).toThrow(/1048576/);
    });
  });
});

describe("what is handed out", () => {
  it("is frozen and shared to readers, and a copy to writers", () => {
    const database = openTestDatabase(schema);
    const id = write(database, (t) => t.insert("anything", { list: [1] }));
    const [first, second] = read(database, (t) => [
      t.get("anything", id),
      collect(t, tableScan("anything"))[0],
    ]);
    expect(second).toBe(first);
    expect(() => (first!.list as number[]).push(2)).toThrow(TypeError);
    write(database, (t) => {
      (t.get("anything", id)!.list as number[]).push(2);
      expect(t.get("anything", id)!.list).toEqual([1]);
    });
    expect(read(database, (t) => t.get("anything", id)!.list)).toEqual([1]);
  });

  it("does not let a reader write into bytes that others read", () => {
    const database = openTestDatabase(schema);
    const id = write(database, (t) => t.insert("blobs", { bytes: new Uint8Array([1]).buffer }));
    const bytesOf = (document: StoredDocument | null) =>
      new Uint8Array(document!.bytes as ArrayBuffer);
    read(database, (t) => (bytesOf(t.get("blobs", id))[0] = 9));
    expect(read(database, (t) => bytesOf(t.get("blobs", id))[0])).toBe(1);
  });

  it("does not change when the caller changes what was inserted", () => {
    const database = openTestDatabase(schema);
    const list = [1];
    const id = write(database, (t) => {
      const inserted = t.insert("anything", { list });
      list.push(2);
      return inserted;
    });
    expect(read(database, (t) => t.get("anything", id)!.list)).toEqual([1]);
  });
});

describe("a transaction", () => {
  it("throws at every call once it is closed, also in cursors and savepoints", () => {
    const database = openTestDatabase(schema);
    const id = addRoom(database, "A");
    const transaction = database.beginWrite();
    const cursor = transaction.query(tableScan("rooms"));
    const point = transaction.savepoint();
    transaction.close();
    const calls = [
      () => transaction.get("rooms", id),
      () => transaction.insert("rooms", { name: "B" }),
      () => transaction.patch("rooms", id, {}),
      () => transaction.replace("rooms", id, { name: "B" }),
      () => transaction.delete("rooms", id),
      () => transaction.query(tableScan("rooms")),
      () => transaction.paginate(tableScan("rooms"), { cursor: null, numItems: 1 }),
      () => transaction.savepoint(),
      () => cursor.next(),
      () => point.rollback(),
    ];
    for (const call of calls) expect(call).toThrow(/closed/);
    expect(() => database.commit(transaction)).toThrow();
  });

  it("that only reads cannot write", () => {
    const database = openTestDatabase(schema);
    read(database, (t) => expect(() => t.insert("rooms", { name: "A" })).toThrow(/read/));
  });

  it("that reads never sees two states: a commit ends it", () => {
    const database = openTestDatabase(schema);
    const reader = database.beginRead();
    expect(collect(reader, tableScan("rooms"))).toEqual([]);
    addRoom(database, "A");
    expect(() => collect(reader, tableScan("rooms"))).toThrow(/changed/);
  });

  it("that writes is the only one, until it is committed or closed", () => {
    const database = openTestDatabase(schema);
    const first = database.beginWrite();
    expect(() => database.beginWrite()).toThrow(/still open/);
    first.insert("rooms", { name: "dropped" });
    first.close();
    const second = database.beginWrite();
    expect(database.commit(second)).toBeNull();
    expect(read(database, (t) => collect(t, tableScan("rooms")))).toEqual([]);
  });

  it("uses no timestamp when it changes nothing, also when it undid its writes", () => {
    const database = openTestDatabase(schema);
    const before = database.latestTimestamp;
    const transaction = database.beginWrite();
    const point = transaction.savepoint();
    transaction.delete("rooms", transaction.insert("rooms", { name: "A" }));
    transaction.insert("rooms", { name: "B" });
    point.rollback();
    expect(database.commit(transaction)).toBeNull();
    expect(database.latestTimestamp).toBe(before);
  });

  it("can be walked while it writes: what is put ahead is met, what is put behind is not", () => {
    const database = openTestDatabase(schema);
    for (const name of ["b", "d", "f"]) addRoom(database, name);
    write(database, (t) => {
      const cursor = t.query(indexRange("rooms", "by_name"));
      expect(cursor.next()!.name).toBe("b");
      t.insert("rooms", { name: "a" });
      t.insert("rooms", { name: "c" });
      t.delete("rooms", collect(t, indexRange("rooms", "by_name"))[3]!._id);
      expect([cursor.next()!.name, cursor.next()!.name, cursor.next()]).toEqual(["c", "f", null]);
    });
  });

  it("says which tables a commit touched", () => {
    const database = openTestDatabase(schema);
    const transaction = database.beginWrite();
    transaction.insert("seats", { roomId: transaction.insert("rooms", { name: "A" }) });
    expect(database.commit(transaction)!.tables).toEqual(new Set(["rooms", "seats"]));
  });
});
