import path from "node:path";
import Sqlite from "better-sqlite3";
import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";
import { expect, it } from "vitest";
import { collect, openTestDatabase, read, tableScan, temporaryFolder, write } from "./testing.ts";

const schema = defineSchema({ notes: defineTable({ text: v.string() }) });

const FORMER_TABLES = [
  { name: "_jobs" as const, indexes: [] },
  {
    name: "_session_requests" as const,
    indexes: [{ name: "by_request", fields: ["sessionId", "requestId"] }],
  },
];
const asked = { sessionId: "s", path: "notes:add", caller: "ana" };

/** A file as the first layout has it: answers are documents. */
function makeFirstLayout(folder: string): void {
  const database = openTestDatabase(schema, { folder, systemTables: FORMER_TABLES });
  write(database, (t) => {
    t.insert("notes", { text: "kept" });
    t.insert("_jobs", { name: "kept" });
    const timestamp = "1790000000123456789";
    t.insert("_session_requests", { ...asked, requestId: 0, result: '"\\u0000 ü"', timestamp });
    t.insert("_session_requests", { ...asked, requestId: 1, result: "null", caller: null });
  });
  database.close();
  const file = new Sqlite(path.join(folder, "data.sqlite"));
  file.exec("DROP TABLE requests");
  file.pragma("user_version = 1");
  file.close();
}

it("answers in a file of the first layout become records, and everything else stays", () => {
  const folder = temporaryFolder();
  makeFirstLayout(folder);
  const options = { folder, systemTables: FORMER_TABLES.slice(0, 1) };
  openTestDatabase(schema, options).close();
  const database = openTestDatabase(schema, options);
  write(database, (t) => {
    const find = (requestId: number) => t.requests.find({ sessionId: "s", requestId });
    expect(find(0)).toMatchObject({
      ...asked,
      result: '"\\u0000 ü"',
      timestamp: 1_790_000_000_123_456_789n,
    });
    expect(find(1)).toMatchObject({ caller: null, result: "null" });
    expect(find(1)!.timestamp % 1_000_000n).toBe(0n);
    expect(t.requests.highest("s")).toBe(1);
  });
  read(database, (t) => {
    expect(collect(t, tableScan("notes"))).toMatchObject([{ text: "kept" }]);
    expect(collect(t, tableScan("_jobs"))).toMatchObject([{ name: "kept" }]);
  });
  database.close();
  const file = new Sqlite(path.join(folder, "data.sqlite"));
  const count = (table: string) => file.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
  // Of notes and jobs: one document each, with its creation time.
  expect([count("documents"), count("indexKeys"), count("tables")]).toEqual([2, 2, 2]);
  file.close();
});
