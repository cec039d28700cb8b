import { randomBytes } from "node:crypto";
import type Sqlite from "better-sqlite3";
import type { Clock } from "../clock.ts";
import { backUp } from "./backup.ts";
import type { Catalog } from "./catalog.ts";
import { Commit } from "./commit.ts";
import { CommitWriter, TouchedKeys } from "./commitWriter.ts";
import { CURSOR_SECRET_BYTES, CursorCodec } from "./cursors.ts";
import { DocumentStore } from "./documentStore.ts";
import { StorageError } from "./errors.ts";
import { PageMemo } from "./pageMemo.ts";
import { Properties } from "./properties.ts";
import { RequestStore, type RequestWrites } from "./requests.ts";
import type { DiskReserve } from "./reserve.ts";
import type { TableDefinition } from "./schema.ts";
import { ScanMemo } from "./scanMemo.ts";
import { SchemaChange } from "./schemaChange.ts";
import { SearchStore } from "./searchStore.ts";
import { Timestamps } from "./timestamps.ts";
import { DatabaseTransaction, type TransactionHost } from "./transaction.ts";
import type { CommitRecord, Database, Timestamp, Transaction } from "./types.ts";
import type { Write } from "./writeOverlay.ts";
import { WriteGroup } from "./writeGroup.ts";

export type DatabaseParts = {
  sqlite: Sqlite.Database;
  schemaJson: string | null;
  /** The tables of a schema and of the backend. */
  readTables: (schemaJson: string | null) => readonly TableDefinition[];
  clock: Clock;
  reserve: DiskReserve;
  /** Memory for decoded documents. */
  cacheBytes: number;
  /** Called once the file is closed. */
  onClosed: () => void;
};

/**
 * Responsible for the one current state: which transactions may act on it, when their writes become
 * part of it, and that caches follow. Invariant: caches hold exactly what SQLite holds, commits
 * that are not flushed included; `#forget` restores it when those are undone.
 */
export class SqliteDatabase implements Database {
  readonly #sqlite: Sqlite.Database;
  readonly #onClosed: () => void;
  readonly #documents: DocumentStore;
  readonly #scans: ScanMemo;
  readonly #writer: CommitWriter;
  readonly #timestamps: Timestamps;
  readonly #properties: Properties;
  readonly #group: WriteGroup;
  readonly #host: TransactionHost;
  readonly #readTables: (schemaJson: string | null) => readonly TableDefinition[];
  readonly #changeTables: (tables: readonly TableDefinition[]) => Catalog;
  #catalog: Catalog;
  /** Counts states: a transaction of an earlier one cannot go on. */
  #state = 0;
  #openWrite: DatabaseTransaction | null = null;

  /** Brings the file in line with the tables, as a whole or not at all. Throws `SchemaMismatch`. */
  constructor({
    sqlite,
    schemaJson,
    readTables,
    clock,
    reserve,
    cacheBytes,
    onClosed,
  }: DatabaseParts) {
    this.#sqlite = sqlite;
    this.#onClosed = onClosed;
    this.#documents = new DocumentStore(sqlite, cacheBytes);
    this.#scans = new ScanMemo(this.#documents);
    const search = new SearchStore(sqlite);
    this.#writer = new CommitWriter(this.#documents, search);
    const properties = new Properties(sqlite);
    this.#properties = properties;
    this.#timestamps = new Timestamps(clock, properties.times());
    const saveTimes = () => properties.saveTimes(this.#timestamps.state());
    this.#readTables = readTables;
    this.#changeTables = (tables) =>
      new SchemaChange(sqlite, this.#documents, search).apply(tables);
    const start = sqlite.transaction(() => {
      const catalog = this.#changeTables(readTables(schemaJson));
      const secret = properties.secret("cursors", () => randomBytes(CURSOR_SECRET_BYTES));
      // Readers see this timestamp before any commit: the next start must begin above it as well.
      this.#timestamps.next();
      saveTimes();
      return { catalog, codec: new CursorCodec(secret) };
    });
    const { catalog, codec } = start.immediate();
    this.#catalog = catalog;
    this.#host = this.#makeHost(search, codec);
    this.#group = new WriteGroup(sqlite, reserve, {
      beforeFlush: saveTimes,
      undone: () => this.#forget(),
    });
  }

  get latestTimestamp(): Timestamp {
    return this.#timestamps.latest;
  }

  beginRead(): Transaction {
    this.#group.settle();
    return this.#begin("read");
  }

  beginWrite(): Transaction {
    if (this.#openWrite !== null) throw new Error("Another write transaction is still open");
    this.#openWrite = this.#begin("write");
    return this.#openWrite;
  }

  commit(transaction: Transaction): CommitRecord | null {
    if (!(transaction instanceof DatabaseTransaction) || transaction !== this.#openWrite) {
      throw new Error("Only the open write transaction can be committed");
    }
    try {
      this.#assertCurrent(transaction);
      const changes = transaction.overlay.changes();
      const requests = transaction.requestWrites;
      if (changes.length === 0 && requests === null) return null;
      const timestamp = transaction.reserved ?? this.#timestamps.next();
      return this.#commitChanges(changes, requests, timestamp);
    } finally {
      transaction.close();
    }
  }

  flush(): void {
    this.#group.flush();
  }

  changeSchema(schemaJson: string | null): void {
    if (this.#openWrite !== null) throw new Error("A write transaction is still open");
    this.#group.flush();
    const tables = this.#readTables(schemaJson);
    this.#catalog = this.#sqlite.transaction(() => this.#changeTables(tables)).immediate();
    this.#state += 1;
    // Their ranges are of indexes that may be gone.
    this.#scans.clear();
  }

  async backup(file: string, onProgress?: (done: number) => void): Promise<void> {
    this.#group.settle();
    await backUp(this.#sqlite, file, onProgress);
  }

  close(): void {
    if (!this.#sqlite.open) return;
    this.#openWrite?.close();
    try {
      this.#group.flush();
      this.#markClosed();
    } finally {
      this.#sqlite.close();
      this.#onClosed();
    }
  }

  #markClosed(): void {
    if (!this.#group.isSound) return;
    try {
      this.#properties.markClosed();
    } catch {
      // On a full disk: then the next start looks through the file.
    }
  }

  #makeHost(search: SearchStore, codec: CursorCodec): TransactionHost {
    const currentCatalog = () => this.#catalog;
    return {
      get catalog() {
        return currentCatalog();
      },
      documents: this.#documents,
      search,
      scans: this.#scans,
      requests: new RequestStore(this.#sqlite),
      codec,
      pages: new PageMemo(),
      nextCreationTime: () => this.#timestamps.nextCreationTime(),
      nextTimestamp: () => this.#timestamps.next(),
      assertCurrent: (transaction) => this.#assertCurrent(transaction),
      closed: (transaction) => {
        if (this.#openWrite === transaction) this.#openWrite = null;
      },
    };
  }

  #begin(mode: "read" | "write"): DatabaseTransaction {
    return new DatabaseTransaction(this.#host, mode, {
      timestamp: this.#timestamps.latest,
      state: this.#state,
    });
  }

  /** What a writer has read may have been undone; a reader must not see two states. */
  #assertCurrent(transaction: DatabaseTransaction): void {
    if (transaction.state === this.#state) return;
    if (transaction.mode === "write") {
      throw new StorageError(
        "STORAGE_FAILED",
        "Commits that this transaction builds on could not be saved",
      );
    }
    throw new Error("The database has changed since this read transaction began");
  }

  #commitChanges(
    changes: { id: string; write: Write }[],
    requests: RequestWrites | null,
    timestamp: Timestamp,
  ): CommitRecord {
    const touched = new TouchedKeys();
    this.#group.write(() => {
      for (const { id, write } of changes) this.#writer.apply(id, write, touched);
      requests?.apply();
    });
    for (const { id, write } of changes) this.#writer.updateCache(id, write);
    for (const key of touched.moved) this.#scans.touch(key, true);
    for (const key of touched.kept) this.#scans.touch(key, false);
    this.#state += 1;
    const tables = new Set(changes.map(({ write }) => write.table.name));
    return new Commit(timestamp, tables, touched.all());
  }

  #forget(): void {
    this.#state += 1;
    this.#documents.forgetAll();
    this.#scans.clear();
  }
}
