import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import type Sqlite from "better-sqlite3";
import type { Clock } from "../clock.ts";
import { backUp } from "./backup.ts";
import { byIdKey, indexKey, searchKey, type Catalog } from "./catalog.ts";
import { Commit } from "./commit.ts";
import { CursorCodec } from "./cursors.ts";
import { DocumentStore } from "./documentStore.ts";
import { StorageError } from "./errors.ts";
import { lockFolder } from "./lock.ts";
import { Properties } from "./properties.ts";
import { ScanMemo } from "./rangeScan.ts";
import { DiskReserve } from "./reserve.ts";
import { readSchema } from "./schema.ts";
import { SchemaChange } from "./schemaChange.ts";
import { SearchStore } from "./searchStore.ts";
import { openSqlite } from "./sqliteFile.ts";
import { Timestamps } from "./timestamps.ts";
import { DatabaseTransaction, type TransactionHost } from "./transaction.ts";
import type { CommitRecord, Database, SystemTable, Timestamp, Transaction } from "./types.ts";
import type { Write } from "./writeOverlay.ts";
import { WriteGroup } from "./writeGroup.ts";

const MIB = 1024 * 1024;

export type DatabaseOptions = {
  /** The SQLite file; its folder belongs to this process alone while the database is open. */
  file: string;
  /** What `schema.export()` gives, or null for system tables only. */
  schemaJson: string | null;
  systemTables: readonly SystemTable[];
  clock: Clock;
  /** Disk space kept back for the day the disk is full. */
  reserveBytes?: number;
  /** Memory for decoded documents. */
  cacheBytes?: number;
  /** The file may not grow beyond this. */
  maxBytes?: number;
};

/**
 * Opens or creates a database. Throws `DataFolderInUse`, `UnusableDatabase` (damaged, or of a newer
 * version), `SchemaMismatch` (documents do not fit the schema), `StorageError`.
 */
export function openDatabase(options: DatabaseOptions): Database {
  const folder = path.dirname(options.file);
  fs.mkdirSync(folder, { recursive: true });
  const unlock = lockFolder(folder);
  let sqlite: Sqlite.Database | undefined;
  try {
    sqlite = openSqlite({ file: options.file, maxBytes: options.maxBytes });
    return new SqliteDatabase(options, sqlite, unlock);
  } catch (error) {
    sqlite?.close();
    unlock();
    throw error;
  }
}

/**
 * Responsible for the one current state: which transactions may act on it, turning their overlays
 * into rows, and keeping caches in step. Invariant: caches hold exactly what SQLite holds,
 * including commits that are not flushed; whoever undoes those calls `#forget`.
 */
class SqliteDatabase implements Database {
  readonly #sqlite: Sqlite.Database;
  readonly #unlock: () => void;
  readonly #catalog: Catalog;
  readonly #documents: DocumentStore;
  readonly #search: SearchStore;
  readonly #scans: ScanMemo;
  readonly #timestamps: Timestamps;
  readonly #group: WriteGroup;
  readonly #host: TransactionHost;
  /** Counts states: a transaction of an earlier one cannot go on. */
  #state = 0;
  readonly #stateOf = new WeakMap<Transaction, number>();
  #writer: DatabaseTransaction | null = null;

  constructor(options: DatabaseOptions, sqlite: Sqlite.Database, unlock: () => void) {
    this.#sqlite = sqlite;
    this.#unlock = unlock;
    this.#documents = new DocumentStore(sqlite, options.cacheBytes ?? 64 * MIB);
    this.#search = new SearchStore(sqlite);
    this.#scans = new ScanMemo(this.#documents);
    const definitions = readSchema(options.schemaJson, options.systemTables);
    const change = new SchemaChange(sqlite, this.#documents, this.#search);
    this.#catalog = change.apply(definitions);

    const properties = new Properties(sqlite);
    const reserve = new DiskReserve(`${options.file}-reserve`, options.reserveBytes ?? 64 * MIB);
    reserve.take();
    this.#timestamps = new Timestamps(options.clock, properties.times());
    const saveTimes = () =>
      properties.saveTimes({
        timestamp: this.#timestamps.latest,
        creationTime: this.#timestamps.latestCreationTime,
      });
    this.#group = new WriteGroup(sqlite, reserve, {
      beforeFlush: saveTimes,
      undone: () => this.#forget(),
    });
    this.#host = this.#makeHost(
      new CursorCodec(properties.secret("cursors", () => randomBytes(64))),
    );
    // Readers see this timestamp before any commit: a restart must begin above it as well.
    this.#timestamps.next();
    saveTimes();
  }

  get latestTimestamp(): Timestamp {
    return this.#timestamps.latest;
  }

  beginRead(): Transaction {
    this.#group.settle();
    return this.#begin("read");
  }

  beginWrite(): Transaction {
    if (this.#writer !== null) throw new Error("Another write transaction is still open");
    this.#writer = this.#begin("write");
    return this.#writer;
  }

  commit(transaction: Transaction): CommitRecord | null {
    if (!(transaction instanceof DatabaseTransaction) || transaction !== this.#writer) {
      throw new Error("Only the open write transaction can be committed");
    }
    try {
      this.#assertCurrent(transaction);
      const changes = transaction.overlay.changes();
      return changes.length === 0 ? null : this.#commitChanges(changes);
    } finally {
      transaction.close();
    }
  }

  flush(): void {
    this.#group.flush();
  }

  async backup(file: string, onProgress?: (done: number) => void): Promise<void> {
    this.#group.settle();
    await backUp(this.#sqlite, file, onProgress);
  }

  close(): void {
    if (!this.#sqlite.open) return;
    this.#writer?.close();
    try {
      this.#group.flush();
    } finally {
      this.#sqlite.close();
      this.#unlock();
    }
  }

  #makeHost(codec: CursorCodec): TransactionHost {
    return {
      catalog: this.#catalog,
      documents: this.#documents,
      search: this.#search,
      scans: this.#scans,
      codec,
      nextCreationTime: () => this.#timestamps.nextCreationTime(),
      assertCurrent: (transaction) => this.#assertCurrent(transaction),
      closed: (transaction) => {
        if (this.#writer === transaction) this.#writer = null;
      },
    };
  }

  #begin(mode: "read" | "write"): DatabaseTransaction {
    const transaction = new DatabaseTransaction(this.#host, mode, this.#timestamps.latest);
    this.#stateOf.set(transaction, this.#state);
    return transaction;
  }

  /** Commits that a write transaction has seen may be undone under it; a reader must not see new ones. */
  #assertCurrent(transaction: Transaction): void {
    if (this.#stateOf.get(transaction) === this.#state) return;
    if (transaction.mode === "write") {
      throw new StorageError(
        "STORAGE_FAILED",
        "Commits that this transaction has read were undone",
      );
    }
    throw new Error("The database has changed since this read transaction began");
  }

  #commitChanges(changes: { id: string; write: Write }[]): CommitRecord {
    const timestamp = this.#timestamps.next();
    const tables = new Set<string>();
    const touched: string[] = [];
    this.#group.write(() => {
      for (const { id, write } of changes) {
        tables.add(write.table.name);
        this.#apply(id, write, touched);
      }
    });
    for (const { id, write } of changes) this.#updateCache(id, write);
    for (const name of tables) this.#scans.forgetTable(name);
    this.#state += 1;
    return new Commit(timestamp, tables, touched);
  }

  #apply(id: string, { table, before, after }: Write, touched: string[]): void {
    const key = byIdKey(table, id);
    let rowId = before?.rowId ?? 0;
    if (before === null) rowId = this.#documents.insert(key, after!.json);
    else if (after === null) this.#documents.remove(rowId);
    else this.#documents.update(rowId, after.json);
    if (after !== null) after.record.rowId = rowId;
    touched.push(key);
    for (const index of table.indexes) {
      const old = before === null ? null : indexKey(index, before.document);
      const fresh = after === null ? null : indexKey(index, after.record.document);
      if (old !== null) touched.push(old);
      if (fresh !== null) touched.push(fresh);
      if (old === fresh) continue;
      if (old !== null) this.#documents.removeKey(old);
      if (fresh !== null) this.#documents.addKey(fresh, rowId);
    }
    for (const index of table.searchIndexes) {
      const documents = [before?.document ?? null, after?.record.document ?? null] as const;
      for (const document of documents) {
        const place = document === null ? null : searchKey(index, document);
        if (place !== null) touched.push(place);
      }
      this.#search.write(index, rowId, ...documents);
    }
  }

  #updateCache(id: string, { table, before, after }: Write): void {
    const key = byIdKey(table, id);
    if (after !== null) this.#documents.remember(key, after.record);
    else if (before !== null) this.#documents.forget(key, before.rowId);
  }

  #forget(): void {
    this.#state += 1;
    this.#documents.forgetAll();
    this.#scans.clear();
  }
}
