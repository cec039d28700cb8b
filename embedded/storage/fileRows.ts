/** The table `_storage`: one row per stored file, written only when its bytes are safe on disk. */
import type { StoredDocument, Transaction } from "../database/types.ts";
import { STORAGE_TABLE } from "../execution/systemDocuments.ts";

export type FileRow = StoredDocument & {
  /** base64 */
  sha256: string;
  /** bytes */
  size: number;
  contentType?: string;
  /** Name in the files folder; unlike the id it exists before the row does. */
  fileName: string;
};

/** What the file store knows about bytes it has written. */
export type StoredBytes = { fileName: string; sha256: string; size: number };

/** Gives the new storage id. */
export function insertFileRow(
  transaction: Transaction,
  bytes: StoredBytes,
  contentType: string | null,
): string {
  const { fileName, sha256, size } = bytes;
  const row = { fileName, sha256, size };
  return transaction.insert(STORAGE_TABLE, contentType === null ? row : { ...row, contentType });
}

/** Null for an id that is none, is of another table, or of a file that is gone. */
export function getFileRow(transaction: Transaction, id: string): FileRow | null {
  const normalized = transaction.normalizeId(STORAGE_TABLE, id);
  return normalized === null
    ? null
    : (transaction.get(STORAGE_TABLE, normalized) as FileRow | null);
}

/** Removes the row; gives the name of the bytes to remove after the commit, null without a row. */
export function deleteFileRow(transaction: Transaction, id: string): string | null {
  const row = getFileRow(transaction, id);
  if (row === null) return null;
  transaction.delete(STORAGE_TABLE, row._id);
  return row.fileName;
}

/**
 * Names of up to `limit` files in the order in which they were stored, after a time (ms). Gives
 * where to go on; null at the end.
 */
export function listFileNames(
  transaction: Transaction,
  after: number,
  limit: number,
): { names: string[]; last: number | null } {
  const cursor = transaction.query({
    source: {
      type: "IndexRange",
      tableName: STORAGE_TABLE,
      indexName: "by_creation_time",
      range: [{ type: "Gt", fieldPath: "_creationTime", value: after }],
      order: "asc",
    },
    operators: [{ limit }],
  });
  const names: string[] = [];
  let last: number | null = null;
  for (let next = cursor.next(); next !== null; next = cursor.next()) {
    names.push((next as FileRow).fileName);
    last = next._creationTime;
  }
  cursor.close();
  return { names, last };
}
