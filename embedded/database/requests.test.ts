import { describe, expect, it } from "vitest";
import { StorageError } from "./errors.ts";
import { openTestDatabase, temporaryFolder, write } from "./testing.ts";
import type { Database, RequestRecord } from "./types.ts";

const MAX_INT64 = 2n ** 63n - 1n;

const record = (requestId: number, more: Partial<RequestRecord> = {}): RequestRecord => ({
  sessionId: "session",
  requestId,
  path: "messages:send",
  caller: "somebody",
  result: '{"seq":1}',
  timestamp: MAX_INT64,
  ...more,
});
const add = (database: Database, ...records: RequestRecord[]) =>
  write(database, (t) => records.forEach((each) => t.requests.add(each)));
const find = (database: Database, requestId: number, sessionId = "session") =>
  write(database, (t) => t.requests.find({ sessionId, requestId }));

describe("records of requests", () => {
  it("are found under their key as they were given, also after a restart, and under no other", () => {
    const folder = temporaryFolder();
    let database = openTestDatabase(null, { folder });
    const anonymous = record(0, { caller: null, result: 'ü\0"' });
    add(database, record(7), anonymous);
    database.close();
    database = openTestDatabase(null, { folder });
    expect(find(database, 7)).toEqual(record(7));
    expect(find(database, 0)).toEqual(anonymous);
    expect(find(database, 1)).toBeNull();
    expect(find(database, 7, "another")).toBeNull();
  });

  it("tell the highest id of a session, and nothing of one without records", () => {
    const database = openTestDatabase(null);
    add(database, record(3), record(12), record(5), record(40, { sessionId: "another" }));
    write(database, (t) => {
      expect(t.requests.highest("session")).toBe(12);
      expect(t.requests.highest("nobody's")).toBeNull();
    });
  });

  it("are a commit by themselves, and nothing of them stays without one", () => {
    const database = openTestDatabase(null);
    const transaction = database.beginWrite();
    transaction.requests.add(record(1));
    expect(database.commit(transaction)).not.toBeNull();
    const abandoned = database.beginWrite();
    abandoned.requests.add(record(2));
    abandoned.close();
    database.flush();
    expect([1, 2].map((id) => find(database, id) !== null)).toEqual([true, false]);
    const idle = database.beginWrite();
    idle.requests.find(record(1));
    expect(database.commit(idle)).toBeNull();
  });

  it("of one key come once: a second one takes its commit with it", () => {
    const database = openTestDatabase(null);
    add(database, record(1));
    expect(() => add(database, record(1, { result: "another" }))).toThrow(StorageError);
    expect(find(database, 1)?.result).toBe(record(1).result);
  });

  it("go oldest first, so many at a time, and only those of before", () => {
    const database = openTestDatabase(null);
    const times = [1, 2, 3, 4].map((ms) => BigInt(ms) * 1_000_000n);
    add(database, ...times.map((timestamp, id) => record(id, { timestamp })));
    const sweep = () => write(database, (t) => t.requests.removeBefore(4, 2));
    expect([sweep(), sweep(), sweep()]).toEqual([2, 1, 0]);
    expect([0, 1, 2, 3].map((id) => find(database, id) !== null)).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });

  it("are nothing for a reader", () => {
    const transaction = openTestDatabase(null).beginRead();
    expect(() => transaction.requests).toThrow("cannot write");
  });
});
