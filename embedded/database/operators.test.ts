import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";
import { describe, expect, it } from "vitest";
import { collect, indexRange, openTestDatabase, read, write } from "./testing.ts";
import type { Database, FilterExpression, QueryDescription } from "./types.ts";

const schema = defineSchema({ rows: defineTable({ n: v.number() }).index("by_n", ["n"]) });
const isOdd: FilterExpression = {
  $eq: [{ $mod: [{ $field: "n" }, { $literal: 2 }] }, { $literal: 1 }],
};

function open(): Database {
  const database = openTestDatabase(schema);
  write(database, (t) => {
    for (let n = 0; n < 10; n++) t.insert("rows", { n });
  });
  return database;
}
const run = (database: Database, ...operators: QueryDescription["operators"]) =>
  read(database, (t) => ({
    n: collect(t, { ...indexRange("rows", "by_n"), operators }).map((row) => row.n),
    documentsRead: t.usage().documentsRead,
    readSet: t.readSet(),
  }));

describe("filters and limits", () => {
  it("apply in the order in which they were written", () => {
    const database = open();
    expect(run(database, { filter: isOdd }, { limit: 2 }).n).toEqual([1, 3]);
    expect(run(database, { limit: 2 }, { filter: isOdd }).n).toEqual([1]);
    expect(run(database, { limit: 5 }, { filter: isOdd }, { limit: 1 }).n).toEqual([1]);
    expect(run(database, { limit: 0 }).n).toEqual([]);
    expect(run(database, { limit: 99 }).n).toHaveLength(10);
  });

  it("read nothing behind a spent limit, so nothing there touches the query", () => {
    const database = open();
    const { documentsRead, readSet } = run(database, { filter: isOdd }, { limit: 2 });
    expect(documentsRead).toBe(4);
    const insert = (n: number) => {
      const transaction = database.beginWrite();
      transaction.insert("rows", { n });
      return database.commit(transaction)!;
    };
    expect(readSet.isTouchedBy(insert(3.5))).toBe(false);
    expect(readSet.isTouchedBy(insert(2.5))).toBe(true);
  });

  it("count what a filter drops as read", () => {
    const database = open();
    expect(run(database, { filter: { $literal: false } })).toMatchObject({
      n: [],
      documentsRead: 10,
    });
  });

  it("are at most 256", () => {
    const database = open();
    const many = Array.from({ length: 257 }, () => ({ limit: 1 }));
    expect(() => run(database, ...many)).toThrow(/at most 256/);
  });
});
