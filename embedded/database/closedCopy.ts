/** Reads a database file that no engine has open, such as a backup, without changing it. */
import Sqlite from "better-sqlite3";
import { decodeDocument } from "../values/documentJson.ts";
import { ABOVE_ALL, blobToKey, encodeIndexNumber, keyToBlob } from "../values/sortKey.ts";
import type { StoredDocument } from "./types.ts";

const DOCUMENTS_PER_READ = 500;

/**
 * The documents of one table, in the order of their ids; none when there is no such table. A few
 * hundred are read at a time, so that whoever consumes them slowly keeps nothing open or in memory.
 */
export function* documentsOfCopy(file: string, tableName: string): Generator<StoredDocument> {
  const sqlite = new Sqlite(file, { readonly: true, fileMustExist: true });
  try {
    const prefix = findIdPrefix(sqlite, tableName);
    if (prefix === null) return;
    const end = keyToBlob(prefix + ABOVE_ALL);
    const page = sqlite.prepare<[Buffer, Buffer, number], { key: Buffer; json: string }>(
      "SELECT key, json FROM documents WHERE key > ? AND key < ? ORDER BY key LIMIT ?",
    );
    for (let after = prefix; ; ) {
      const rows = page.all(keyToBlob(after), end, DOCUMENTS_PER_READ);
      for (const { json } of rows) yield decodeDocument<StoredDocument>(json);
      const last = rows.at(-1);
      if (last === undefined || rows.length < DOCUMENTS_PER_READ) return;
      after = blobToKey(last.key);
    }
  } finally {
    sqlite.close();
  }
}

/** The stretch of keys in which a table's documents lie. */
function findIdPrefix(sqlite: Sqlite.Database, tableName: string): string | null {
  const byId = sqlite.prepare<[string], { number: number }>(
    `SELECT indexes.number FROM indexes JOIN tables ON tables.number = indexes.tableNumber
     WHERE tables.name = ? AND indexes.name = 'by_id'`,
  );
  const row = byId.get(tableName);
  return row === undefined ? null : encodeIndexNumber(row.number);
}
