import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";
import { describe, expect, it } from "vitest";
import { LimitExceeded } from "./errors.ts";
import { collect, openTestDatabase, read, tableScan, write } from "./testing.ts";

const schema = defineSchema({ anything: defineTable(v.any()) });

describe("limits of a transaction", { timeout: 120_000 }, () => {
  const many = (count: number) => {
    const database = openTestDatabase(schema);
    for (let done = 0; done < count; ) {
      write(database, (t) => {
        for (let i = 0; i < 16_000 && done < count; i++, done++) t.insert("anything", { n: i });
      });
    }
    return database;
  };

  it("are 32,000 documents read, counting those that a filter drops", () => {
    const database = many(32_001);
    const none = { ...tableScan("anything"), operators: [{ filter: { $literal: false } }] };
    read(database, (t) => {
      expect(() => collect(t, tableScan("anything"), 32_000)).not.toThrow();
      expect(t.usage().documentsRead).toBe(32_000);
    });
    read(database, (t) => expect(() => collect(t, none)).toThrow(/limit: 32000/));
  });

  it("are 16,000 documents written", () => {
    const database = openTestDatabase(schema);
    const transaction = database.beginWrite();
    for (let i = 0; i < 16_000; i++) transaction.insert("anything", {});
    expect(() => transaction.insert("anything", {})).toThrow(/limit: 16000/);
  });

  it("are 4,096 ranges", () => {
    const database = openTestDatabase(schema);
    const id = write(database, (t) => t.insert("anything", {}));
    read(database, (t) => {
      for (let i = 0; i < 4_096; i++) t.get("anything", id);
      expect(() => t.query(tableScan("anything"))).toThrow(/limit: 4096/);
    });
  });

  it("are 16 MiB each way", () => {
    const database = openTestDatabase(schema);
    const large = { a: "x".repeat(1_000_000) };
    const transaction = database.beginWrite();
    const insertAll = () => {
      for (let i = 0; i < 17; i++) transaction.insert("anything", large);
    };
    expect(insertAll).toThrow(LimitExceeded);
    database.commit(transaction);
    database.flush();
    write(database, (t) => t.insert("anything", large));
    read(database, (t) => {
      expect(() => collect(t, tableScan("anything"))).toThrow(/limit: 16777216/);
    });
  });
});
