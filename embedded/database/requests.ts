/** Answers of mutations, under the keys by which those who sent them may ask again. */
import type Sqlite from "better-sqlite3";
import { LIMIT } from "./documentStore.ts";
import type { RequestKey, RequestRecord, RequestRecords, Timestamp } from "./types.ts";

/**
 * The table of the layout. A record is no document: it is written with every mutation that comes by a
 * socket, looked up by one key, and never changed. Rows stand in the order of their commits.
 */
export const REQUESTS_TABLE = `
  CREATE TABLE requests (
    n INTEGER PRIMARY KEY,
    session TEXT NOT NULL,
    request INTEGER NOT NULL,
    timestamp INTEGER NOT NULL,
    path TEXT NOT NULL,
    caller TEXT,
    result TEXT NOT NULL,
    UNIQUE (session, request)
  );
`;

const NANOSECONDS_PER_MS = 1_000_000n;

/** Responsible for the rows; like documents they are written inside whatever SQLite transaction is open. */
export class RequestStore {
  readonly #statements: ReturnType<typeof prepareStatements>;

  constructor(sqlite: Sqlite.Database) {
    this.#statements = prepareStatements(sqlite);
  }

  find({ sessionId, requestId }: RequestKey): RequestRecord | null {
    const row = this.#statements.find.get(sessionId, requestId);
    if (row === undefined) return null;
    const [timestamp, path, caller, result] = row;
    return { sessionId, requestId, timestamp, path, caller, result };
  }

  highest(sessionId: string): number | null {
    return this.#statements.highest.get(sessionId) ?? null;
  }

  add(record: RequestRecord): void {
    const { sessionId, requestId, timestamp, path, caller, result } = record;
    this.#statements.add.run(sessionId, requestId, timestamp, path, caller, result);
  }

  /** Rows of commits before `timestamp`, the oldest first. */
  oldest(timestamp: Timestamp, limit: number): number[] {
    const rows: number[] = [];
    for (const [row, time] of this.#statements.oldest.all(limit)) {
      if (time >= timestamp) break;
      rows.push(Number(row));
    }
    return rows;
  }

  removeUpTo(row: number): void {
    this.#statements.removeUpTo.run(row);
  }
}

/**
 * What one transaction does with the records. Responsible for keeping it until the commit; a record is
 * added when its function has ended, so nothing of it has to be undone with a called function.
 */
export class RequestWrites implements RequestRecords {
  readonly #store: RequestStore;
  #added: RequestRecord[] = [];
  #removedUpTo: number | null = null;

  constructor(store: RequestStore) {
    this.#store = store;
  }

  find(key: RequestKey): RequestRecord | null {
    return this.#store.find(key);
  }

  highest(sessionId: string): number | null {
    return this.#store.highest(sessionId);
  }

  add(record: RequestRecord): void {
    this.#added.push(record);
  }

  removeBefore(timeMs: number, limit: number): number {
    const rows = this.#store.oldest(BigInt(Math.floor(timeMs)) * NANOSECONDS_PER_MS, limit);
    this.#removedUpTo = rows.at(-1) ?? this.#removedUpTo;
    return rows.length;
  }

  /** False when there is nothing to commit. */
  get hasChanges(): boolean {
    return this.#added.length > 0 || this.#removedUpTo !== null;
  }

  /** Writes all of it into the open SQLite transaction. */
  apply(): void {
    for (const record of this.#added) this.#store.add(record);
    if (this.#removedUpTo !== null) this.#store.removeUpTo(this.#removedUpTo);
  }
}

type Found = [timestamp: bigint, path: string, caller: string | null, result: string];

function prepareStatements(sqlite: Sqlite.Database) {
  return {
    find: sqlite
      .prepare<
        [string, number],
        Found
      >("SELECT timestamp, path, caller, result FROM requests WHERE session = ? AND request = ?")
      .raw()
      .safeIntegers(),
    highest: sqlite
      .prepare<[string], number | null>("SELECT max(request) FROM requests WHERE session = ?")
      .pluck(),
    add: sqlite.prepare<[string, number, bigint, string, string | null, string]>(
      "INSERT INTO requests (session, request, timestamp, path, caller, result) VALUES (?, ?, ?, ?, ?, ?)",
    ),
    oldest: sqlite
      .prepare<
        [number],
        [bigint, bigint]
      >(`SELECT n, timestamp FROM requests ORDER BY n LIMIT ${LIMIT}`)
      .raw()
      .safeIntegers(),
    removeUpTo: sqlite.prepare<[number]>("DELETE FROM requests WHERE n <= ?"),
  };
}
