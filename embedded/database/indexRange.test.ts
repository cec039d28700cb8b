import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";
import { describe, expect, it } from "vitest";
import { collect, indexRange, openTestDatabase, read, write } from "./testing.ts";
import type { Database } from "./types.ts";

const schema = defineSchema({
  rooms: defineTable({ name: v.string(), order: v.optional(v.number()) }).index("by_name", [
    "name",
  ]),
  anything: defineTable(v.any()).index("by_in_deep", ["in.deep"]),
});
const addRoom = (database: Database, name: string) =>
  write(database, (transaction) => transaction.insert("rooms", { name }));

describe("indexes", () => {
  it("reach into nested fields", () => {
    const database = openTestDatabase(schema);
    write(database, (t) => {
      for (const deep of [2, 1]) t.insert("anything", { in: { deep } });
      t.insert("anything", { in: 3 });
    });
    const found = read(database, (t) => collect(t, indexRange("anything", "by_in_deep")));
    expect(found.map((document) => document.in)).toEqual([3, { deep: 1 }, { deep: 2 }]);
  });

  it("refuse ranges that do not follow their fields", () => {
    const database = openTestDatabase(schema);
    const eq = (fieldPath: string) => ({ type: "Eq" as const, fieldPath, value: "x" });
    const gt = (fieldPath: string) => ({ type: "Gt" as const, fieldPath, value: 1 });
    const open = (...range: Parameters<typeof indexRange>[2] & object) =>
      read(database, (t) => t.query(indexRange("rooms", "by_name", range)));
    expect(() => open(eq("order"))).toThrow(/"name" comes next/);
    expect(() => open(gt("name"), gt("name"))).toThrow(/two lower bounds/);
    expect(() => open(gt("name"), eq("name"))).toThrow(/eq must come before/);
    expect(() => open(eq("name"), eq("_creationTime"), eq("_id"))).toThrow(/after all its fields/);
    expect(() => open(eq("name"), gt("_creationTime"))).not.toThrow();
    expect(() => read(database, (t) => t.query(indexRange("rooms", "by_nothing")))).toThrow(
      /by_nothing/,
    );
  });

  it("have by_id with ranges of ids", () => {
    const database = openTestDatabase(schema);
    const ids = ["A", "B", "C"].map((name) => addRoom(database, name)).sort();
    const range = [{ type: "Gt" as const, fieldPath: "_id", value: ids[0]! }];
    const found = read(database, (t) => collect(t, indexRange("rooms", "by_id", range, "desc")));
    expect(found.map((document) => document._id)).toEqual([ids[2], ids[1]]);
  });
});
