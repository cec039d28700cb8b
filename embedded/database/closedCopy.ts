/** Reads a database file that no engine has open, such as a backup, without changing it. */
import Sqlite from "better-sqlite3";
import { decodeDocument } from "../values/documentJson.ts";
import { ABOVE_ALL, encodeIndexNumber, keyToBlob } from "../values/sortKey.ts";
import type { StoredDocument } from "./types.ts";

const DOCUMENTS_PER_READ = 500;

/**
 * The documents of one table, in the order of their ids; none when there is no such table. A few
 * hundred are read at a time, so that whoever consumes them slowly keeps nothing in memory.
 */
export function* documentsOfCopy(file: string, tableName: string): Generator<StoredDocument> {
  const sqlite = openCopy(file);
  try {
    const prefix = findPrefix(sqlite, tableName, "by_id");
    if (prefix === null) return;
    for (const json of textsBelow(sqlite, "documents", prefix)) {
      yield decodeDocument<StoredDocument>(json);
    }
  } finally {
    sqlite.close();
  }
}

/**
 * The same as the texts in which they are stored, oldest first: that is the order in which search
 * looks at them once they are loaded elsewhere. A table that has left the schema has only its ids.
 */
export function* textsOfCopy(file: string, tableName: string): Generator<string> {
  const sqlite = openCopy(file);
  try {
    const byTime = findPrefix(sqlite, tableName, "by_creation_time");
    const prefix = byTime ?? findPrefix(sqlite, tableName, "by_id");
    if (prefix === null) return;
    yield* textsBelow(sqlite, byTime === null ? "documents" : "indexKeys", prefix);
  } finally {
    sqlite.close();
  }
}

/** Every table, system tables too, by number. */
export function tablesOfCopy(file: string): { name: string; number: number }[] {
  const sqlite = openCopy(file);
  try {
    const select = "SELECT name, number FROM tables ORDER BY number";
    return sqlite.prepare<[], { name: string; number: number }>(select).all();
  } finally {
    sqlite.close();
  }
}

function openCopy(file: string): Sqlite.Database {
  return new Sqlite(file, { readonly: true, fileMustExist: true });
}

/** Ids stand with the documents themselves, keys of other indexes apart from them. */
function* textsBelow(
  sqlite: Sqlite.Database,
  keys: "documents" | "indexKeys",
  prefix: string,
): Generator<string> {
  const end = keyToBlob(prefix + ABOVE_ALL);
  const join = keys === "documents" ? "" : "JOIN documents USING (n)";
  const page = sqlite.prepare<[Buffer, Buffer, number], { key: Buffer; json: string }>(
    `SELECT ${keys}.key AS key, documents.json AS json FROM ${keys} ${join}
     WHERE ${keys}.key > ? AND ${keys}.key < ? ORDER BY ${keys}.key LIMIT ?`,
  );
  for (let after = keyToBlob(prefix); ; ) {
    const rows = page.all(after, end, DOCUMENTS_PER_READ);
    for (const { json } of rows) yield json;
    const last = rows.at(-1);
    if (last === undefined || rows.length < DOCUMENTS_PER_READ) return;
    after = last.key;
  }
}

/** The stretch of keys in which an index of a table lies. */
function findPrefix(sqlite: Sqlite.Database, tableName: string, indexName: string): string | null {
  const select = sqlite.prepare<[string, string], { number: number }>(
    `SELECT indexes.number FROM indexes JOIN tables ON tables.number = indexes.tableNumber
     WHERE tables.name = ? AND indexes.name = ?`,
  );
  const row = select.get(tableName, indexName);
  return row === undefined ? null : encodeIndexNumber(row.number);
}
