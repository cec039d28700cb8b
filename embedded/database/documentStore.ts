import type Sqlite from "better-sqlite3";
import { decodeDocument, deepFreeze, holdsBytes } from "../values/documentJson.ts";
import { sizeOf } from "../values/size.ts";
import { keyToBlob } from "../values/sortKey.ts";
import type { Index } from "./catalog.ts";
import { DocumentCache, type DocumentRecord } from "./documentCache.ts";
import type { StoredDocument } from "./types.ts";

export type Order = "asc" | "desc";

/** A half-open stretch of the key space: `start <= key < end`. */
export type Interval = { start: string; end: string };

/** Makes the shared record of a decoded document; freezes it. */
export function makeRecord(rowId: number, document: StoredDocument): DocumentRecord {
  return {
    rowId,
    document: deepFreeze(document),
    size: sizeOf(document),
    shareable: !holdsBytes(document),
  };
}

/**
 * Responsible for documents and index keys in SQLite, with the cache in front of it. It knows
 * nothing of transactions: what is written here is part of whatever SQLite transaction is open.
 */
export class DocumentStore {
  readonly #cache: DocumentCache;
  /** Cached rows of ids, so that `get` by id needs no SQL; bounded by being emptied when large. */
  readonly #rowOfKey = new Map<string, number>();
  readonly #statements: ReturnType<typeof prepareStatements>;

  constructor(sqlite: Sqlite.Database, cacheBytes: number) {
    this.#cache = new DocumentCache(cacheBytes);
    this.#statements = prepareStatements(sqlite);
  }

  /** The document under a by_id key, or null. */
  findByKey(key: string): DocumentRecord | null {
    const rowId = this.#rowOfKey.get(key);
    if (rowId !== undefined) return this.load(rowId);
    const row = this.#statements.findByKey.get(keyToBlob(key));
    if (row === undefined) return null;
    this.#rememberRow(key, row[0]);
    const cached = this.#cache.get(row[0]);
    return cached ?? this.#decode(row[0], row[1]);
  }

  /** The document of a row that an index names. */
  load(rowId: number): DocumentRecord {
    const cached = this.#cache.get(rowId);
    if (cached !== undefined) return cached;
    const json = this.#statements.load.get(rowId);
    if (json === undefined) throw new Error(`An index names row ${rowId}, which does not exist`);
    return this.#decode(rowId, json);
  }

  /**
   * Rows of at most `limit` entries of an index within the interval, in order. Without their keys:
   * making a Buffer for each costs five times the scan, and a document tells its key (`indexKey`).
   */
  scan(index: Index, { start, end }: Interval, order: Order, limit: number): number[] {
    const statement = index.isById
      ? this.#statements.scanDocuments[order]
      : this.#statements.scanKeys[order];
    return statement.all(keyToBlob(start), keyToBlob(end), limit);
  }

  /** Writes a new document and gives its row. The caller adds the index keys. */
  insert(key: string, json: string): number {
    return Number(this.#statements.insert.run(keyToBlob(key), json).lastInsertRowid);
  }

  update(rowId: number, json: string): void {
    this.#statements.update.run(json, rowId);
  }

  remove(rowId: number): void {
    this.#statements.remove.run(rowId);
  }

  addKey(key: string, rowId: number): void {
    this.#statements.addKey.run(keyToBlob(key), rowId);
  }

  removeKey(key: string): void {
    this.#statements.removeKey.run(keyToBlob(key));
  }

  /** Tells the cache what a commit made of a row. */
  remember(key: string, record: DocumentRecord): void {
    this.#rememberRow(key, record.rowId);
    this.#cache.set(record);
  }

  forget(key: string, rowId: number): void {
    this.#rowOfKey.delete(key);
    this.#cache.delete(rowId);
  }

  /** After an undo nothing that the cache says about recent commits holds. */
  forgetAll(): void {
    this.#rowOfKey.clear();
    this.#cache.clear();
  }

  #decode(rowId: number, json: string): DocumentRecord {
    const record = makeRecord(rowId, decodeDocument<StoredDocument>(json));
    this.#cache.set(record);
    return record;
  }

  #rememberRow(key: string, rowId: number): void {
    if (this.#rowOfKey.size >= MOST_REMEMBERED_ROWS) this.#rowOfKey.clear();
    this.#rowOfKey.set(key, rowId);
  }
}

const MOST_REMEMBERED_ROWS = 200_000;

/**
 * A bare "LIMIT ?" makes SQLite prepare the statement anew at every run, since its plan might depend on
 * the number: 8 µs where the whole scan takes 2.
 */
export const LIMIT = "CAST(? AS INTEGER)";

function prepareStatements(sqlite: Sqlite.Database) {
  const scan = (table: string, order: Order) =>
    sqlite
      .prepare<
        [Buffer, Buffer, number],
        number
      >(`SELECT n FROM ${table} WHERE key >= ? AND key < ? ORDER BY key ${order} LIMIT ${LIMIT}`)
      .pluck();
  return {
    findByKey: sqlite
      .prepare<[Buffer], [number, string]>("SELECT n, json FROM documents WHERE key = ?")
      .raw(),
    load: sqlite.prepare<[number], string>("SELECT json FROM documents WHERE n = ?").pluck(),
    scanDocuments: { asc: scan("documents", "asc"), desc: scan("documents", "desc") },
    scanKeys: { asc: scan("indexKeys", "asc"), desc: scan("indexKeys", "desc") },
    insert: sqlite.prepare<[Buffer, string]>("INSERT INTO documents (key, json) VALUES (?, ?)"),
    update: sqlite.prepare<[string, number]>("UPDATE documents SET json = ? WHERE n = ?"),
    remove: sqlite.prepare<[number]>("DELETE FROM documents WHERE n = ?"),
    addKey: sqlite.prepare<[Buffer, number]>("INSERT INTO indexKeys (key, n) VALUES (?, ?)"),
    removeKey: sqlite.prepare<[Buffer]>("DELETE FROM indexKeys WHERE key = ?"),
  };
}
