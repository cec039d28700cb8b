import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";
import { describe, expect, it } from "vitest";
import { SubscriptionIndex } from "./subscriptionIndex.ts";
import { collect, indexRange, openTestDatabase, read, tableScan, write } from "./testing.ts";
import type { Database, ReadSet, Transaction } from "./types.ts";

const schema = defineSchema({
  messages: defineTable({ room: v.string(), seq: v.number() }).index("by_room", ["room", "seq"]),
  other: defineTable({}),
});

const reading = (database: Database, work: (t: Transaction) => unknown): ReadSet =>
  read(database, (t) => {
    work(t);
    return t.readSet();
  });
const room = (name: string) =>
  indexRange("messages", "by_room", [{ type: "Eq", fieldPath: "room", value: name }], "desc");
const send = (database: Database, name: string, seq: number) => {
  const transaction = database.beginWrite();
  transaction.insert("messages", { room: name, seq });
  return database.commit(transaction)!;
};

describe("SubscriptionIndex", () => {
  it("finds those who read what changed, and nobody else", () => {
    const database = openTestDatabase(schema);
    const index = new SubscriptionIndex<string>();
    index.add(
      "A",
      reading(database, (t) => collect(t, room("A"))),
    );
    index.add(
      "B",
      reading(database, (t) => collect(t, room("B"))),
    );
    index.add(
      "all",
      reading(database, (t) => collect(t, tableScan("messages"))),
    );
    index.add(
      "other",
      reading(database, (t) => collect(t, tableScan("other"))),
    );
    expect(index.affectedBy(send(database, "A", 1))).toEqual(new Set(["A", "all"]));
    expect(index.affectedBy(send(database, "C", 1))).toEqual(new Set(["all"]));
  });

  it("finds those who looked for an id that was not there", () => {
    const database = openTestDatabase(schema);
    const id = write(database, (t) => t.insert("other", {}));
    const index = new SubscriptionIndex<string>();
    index.add(
      "there",
      reading(database, (t) => t.get("other", id)),
    );
    const removal = database.beginWrite();
    removal.delete("other", id);
    expect(index.affectedBy(database.commit(removal)!)).toEqual(new Set(["there"]));
    index.add(
      "missing",
      reading(database, (t) => expect(t.get("other", id)).toBeNull()),
    );
    const another = database.beginWrite();
    another.insert("other", {});
    expect(index.affectedBy(database.commit(another)!)).toEqual(new Set());
  });

  it("finds a reader of both places when a document moves in an index", () => {
    const database = openTestDatabase(schema);
    const id = write(database, (t) => t.insert("messages", { room: "A", seq: 1 }));
    const index = new SubscriptionIndex<string>();
    for (const name of ["A", "B", "C"]) {
      index.add(
        name,
        reading(database, (t) => collect(t, room(name))),
      );
    }
    const move = database.beginWrite();
    move.patch("messages", id, { room: "B" });
    expect(index.affectedBy(database.commit(move)!)).toEqual(new Set(["A", "B"]));
  });

  it("counts a page as far as it was read: the first rows do not depend on the later ones", () => {
    const database = openTestDatabase(schema);
    for (let seq = 1; seq <= 10; seq++) send(database, "A", seq);
    const index = new SubscriptionIndex<string>();
    index.add(
      "newest 3",
      reading(database, (t) => collect(t, room("A"), 3)),
    );
    expect(index.affectedBy(send(database, "A", 5.5))).toEqual(new Set());
    expect(index.affectedBy(send(database, "A", 8.5))).toEqual(new Set(["newest 3"]));
  });

  it("follows a reader that has read one document more, or the same ones in another order", () => {
    const database = openTestDatabase(schema);
    const ids = write(database, (t) => [1, 2, 3].map(() => t.insert("other", {})));
    const index = new SubscriptionIndex<string>();
    const get = (...wanted: string[]) =>
      reading(database, (t) => wanted.forEach((id) => t.get("other", id)));
    const changed = (id: string) => {
      const change = database.beginWrite();
      change.patch("other", id, {});
      change.delete("other", id);
      return index.affectedBy(database.commit(change)!);
    };
    index.add("reader", get(ids[0]!, ids[1]!));
    index.add("reader", get(ids[1]!, ids[0]!));
    index.add("reader", get(ids[1]!, ids[0]!, ids[2]!));
    expect(changed(ids[2]!)).toEqual(new Set(["reader"]));
    expect(changed(ids[0]!)).toEqual(new Set(["reader"]));
    index.add("reader", get(ids[2]!));
    expect(changed(ids[1]!)).toEqual(new Set());
    index.remove("reader");
    expect(index.rangeCount).toBe(0);
  });

  it("replaces what a token had read, and forgets removed ones entirely", () => {
    const database = openTestDatabase(schema);
    const index = new SubscriptionIndex<string>();
    index.add(
      "x",
      reading(database, (t) => collect(t, room("A"))),
    );
    index.add(
      "x",
      reading(database, (t) => collect(t, room("B"))),
    );
    expect(index.affectedBy(send(database, "A", 1))).toEqual(new Set());
    expect(index.affectedBy(send(database, "B", 1))).toEqual(new Set(["x"]));
    index.remove("x");
    index.remove("x");
    expect(index.affectedBy(send(database, "B", 2))).toEqual(new Set());
    expect(index.rangeCount).toBe(0);
  });

  it("finds a token again that was removed and added", () => {
    const database = openTestDatabase(schema);
    const index = new SubscriptionIndex<string>();
    for (let round = 0; round < 3; round++) {
      index.add(
        "x",
        reading(database, (t) => collect(t, room("A"))),
      );
      expect(index.affectedBy(send(database, "A", round))).toEqual(new Set(["x"]));
      index.remove("x");
      expect(index.affectedBy(send(database, "A", round + 0.5))).toEqual(new Set());
    }
  });

  it("keeps a range once for everybody who has read it", () => {
    const database = openTestDatabase(schema);
    const index = new SubscriptionIndex<number>();
    for (let viewer = 0; viewer < 1_000; viewer++) {
      index.add(
        viewer,
        reading(database, (t) => collect(t, room(`room ${viewer % 10}`))),
      );
    }
    expect(index.rangeCount).toBe(10);
    expect(index.affectedBy(send(database, "room 3", 1)).size).toBe(100);
  });
});
