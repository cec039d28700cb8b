/** The tables of the SQLite file, and how a file of an earlier version gets them. */
import type Sqlite from "better-sqlite3";
import { ABOVE_ALL, encodeIndexNumber, keyToBlob } from "../values/sortKey.ts";
import { REQUESTS_TABLE } from "./requests.ts";

/** Raised when the layout below changes in a way that older code would misread. */
export const LAYOUT_VERSION = 2;

const LAYOUT = `
  CREATE TABLE properties (name TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID;
  CREATE TABLE tables (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, validator TEXT);
  CREATE TABLE indexes (
    number INTEGER PRIMARY KEY,
    tableNumber INTEGER NOT NULL,
    name TEXT NOT NULL,
    definition TEXT NOT NULL,
    UNIQUE (tableNumber, name)
  );
  CREATE TABLE documents (n INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, json TEXT NOT NULL);
  CREATE TABLE indexKeys (key BLOB PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID;
  ${REQUESTS_TABLE}
`;

/** Brings a file from `version` (0 is an empty one) to the layout of today, inside a transaction. */
export function changeLayout(sqlite: Sqlite.Database, version: number): void {
  if (version === 0) sqlite.exec(LAYOUT);
  if (version === 1) moveRequests(sqlite);
  sqlite.pragma(`user_version = ${LAYOUT_VERSION}`);
}

/** In the first layout the answers of mutations were documents of a table of the backend. */
const FORMER_TABLE = "_session_requests";

function moveRequests(sqlite: Sqlite.Database): void {
  sqlite.exec(REQUESTS_TABLE);
  const selectTable = "SELECT number FROM tables WHERE name = ?";
  const number = sqlite.prepare<[string], number>(selectTable).pluck().get(FORMER_TABLE);
  if (number === undefined) return;
  const selectIndexes = "SELECT number, name FROM indexes WHERE tableNumber = ?";
  const indexes = sqlite.prepare<[number], { number: number; name: string }>(selectIndexes);
  for (const index of indexes.all(number)) {
    const prefix = encodeIndexNumber(index.number);
    const stretch = [keyToBlob(prefix), keyToBlob(prefix + ABOVE_ALL)] as const;
    if (index.name === "by_id") sqlite.prepare(COPY_REQUESTS).run(...stretch);
    for (const table of ["documents", "indexKeys"]) {
      sqlite.prepare(`DELETE FROM ${table} WHERE key >= ? AND key < ?`).run(...stretch);
    }
  }
  sqlite.prepare("DELETE FROM indexes WHERE tableNumber = ?").run(number);
  sqlite.prepare("DELETE FROM tables WHERE number = ?").run(number);
}

/** The oldest of them say when they were made, to the millisecond, and not their commit's timestamp. */
const COPY_REQUESTS = `
  INSERT INTO requests (session, request, timestamp, path, caller, result)
  SELECT
    json ->> 'sessionId',
    CAST(json ->> 'requestId' AS INTEGER),
    coalesce(
      CAST(json ->> 'timestamp' AS INTEGER),
      CAST(json ->> '_creationTime' AS INTEGER) * 1000000
    ),
    json ->> 'path',
    json ->> 'caller',
    json ->> 'result'
  FROM documents WHERE key >= ? AND key < ? ORDER BY n
`;
