import type { Value } from "convex/values";
import { copyValue } from "../values/documentJson.ts";
import { encodeId, newInternalId } from "../values/ids.ts";
import type { Table } from "./catalog.ts";
import type { CursorCodec } from "./cursors.ts";
import type { DocumentRecord } from "./documentCache.ts";
import { prepareDocument, withoutSystemFields } from "./documentWrites.ts";
import { leadingLimit } from "./operators.ts";
import { readPage } from "./pagination.ts";
import { keysBetween, Reader, type CommittedState } from "./reader.ts";
import { ALL_KEYS } from "./sources.ts";
import type {
  Page,
  PageRequest,
  QueryCursor,
  QueryDescription,
  ReadSet,
  StoredDocument,
  Timestamp,
  Transaction,
  TransactionUsage,
} from "./types.ts";
import { Usage } from "./usage.ts";
import { WriteOverlay } from "./writeOverlay.ts";

/** What transactions need of their database. */
export type TransactionHost = CommittedState & {
  readonly codec: CursorCodec;
  nextCreationTime(): number;
  /** Throws when the state that the transaction began with is no longer the current one. */
  assertCurrent(transaction: DatabaseTransaction): void;
  closed(transaction: DatabaseTransaction): void;
};

/**
 * Responsible for one run's view: reading through a Reader, writing into the overlay until the
 * database commits it, and refusing every call once it is over. It changes no row itself.
 */
export class DatabaseTransaction implements Transaction {
  readonly mode: "read" | "write";
  readonly snapshot: Timestamp;
  /** The database's count of states when the transaction began. */
  readonly state: number;
  readonly overlay = new WriteOverlay();
  readonly #host: TransactionHost;
  readonly #usage = new Usage();
  readonly #reader: Reader;
  #isClosed = false;

  constructor(
    host: TransactionHost,
    mode: "read" | "write",
    beginning: { timestamp: Timestamp; state: number },
  ) {
    this.#host = host;
    this.mode = mode;
    this.snapshot = beginning.timestamp;
    this.state = beginning.state;
    this.#reader = new Reader(host, this.overlay, this.#usage);
  }

  tableOf(id: string): string | null {
    return this.#host.catalog.tableNameOf(id);
  }

  normalizeId(tableName: string, id: string): string | null {
    return this.#host.catalog.table(tableName) === this.#host.catalog.tableOfId(id) ? id : null;
  }

  get(tableName: string, id: string): StoredDocument | null {
    this.#assertOpen();
    const record = this.#reader.find(this.#tableOfDocument(tableName, id), id);
    return record === null ? null : this.#handOut(record);
  }

  insert(tableName: string, value: Record<string, Value>): string {
    const table = this.#writableTable(tableName);
    const creationTime = this.#host.nextCreationTime();
    const id = encodeId(table.number, newInternalId(creationTime));
    this.#write(table, { _id: id, _creationTime: creationTime }, null, value);
    return id;
  }

  patch(tableName: string, id: string, value: Record<string, Value | undefined>): void {
    const { table, record } = this.#existing(tableName, id, "Update");
    const merged = { ...withoutSystemFields(record.document), ...value };
    this.#write(table, record.document, record, merged);
  }

  replace(tableName: string, id: string, value: Record<string, Value>): void {
    const { table, record } = this.#existing(tableName, id, "Replace");
    this.#write(table, record.document, record, value);
  }

  delete(tableName: string, id: string): void {
    const { table, record } = this.#existing(tableName, id, "Delete");
    if (!table.isSystem) this.#usage.countWrite(record.size);
    this.overlay.set(table, id, this.#committed(id, record), null);
  }

  query(description: QueryDescription): QueryCursor {
    this.#assertOpen();
    const source = this.#reader.open(description, ALL_KEYS, leadingLimit(description));
    let isClosed = false;
    return {
      next: () => {
        this.#assertOpen();
        const record = isClosed ? null : source.next();
        return record === null ? null : this.#handOut(record);
      },
      close: () => {
        isClosed = true;
      },
    };
  }

  paginate(description: QueryDescription, request: PageRequest): Page {
    this.#assertOpen();
    const { source } = description;
    const isDescending = source.type !== "Search" && source.order === "desc";
    return readPage(description, request, {
      usage: this.#usage,
      codec: this.#host.codec,
      open: (from, to, expected) =>
        this.#reader.open(description, keysBetween(from, to, isDescending), expected),
      handOut: (record) => this.#handOut(record),
    });
  }

  usage(): TransactionUsage {
    return this.#usage.snapshot();
  }

  readSet(): ReadSet {
    return this.#reader.readSet();
  }

  savepoint(): { rollback(): void } {
    this.#assertOpen();
    const length = this.overlay.length;
    return {
      rollback: () => {
        this.#assertOpen();
        this.overlay.undoTo(length);
      },
    };
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#host.closed(this);
  }

  #assertOpen(): void {
    if (this.#isClosed) {
      throw new Error("This transaction is closed. Is a promise of the function not awaited?");
    }
    this.#host.assertCurrent(this);
  }

  #writableTable(tableName: string): Table {
    this.#assertOpen();
    if (this.mode === "read") throw new Error("A read transaction cannot write");
    return this.#host.catalog.table(tableName);
  }

  #tableOfDocument(tableName: string, id: string): Table {
    const table = this.#host.catalog.table(tableName);
    const actual = this.#host.catalog.tableOfId(id);
    if (actual === table) return table;
    throw new Error(
      actual === null
        ? `${JSON.stringify(id)} is not a document id`
        : `The id ${JSON.stringify(id)} is of table "${actual.name}", not of "${tableName}"`,
    );
  }

  #existing(tableName: string, id: string, verb: string) {
    const table = this.#writableTable(tableName);
    const record = this.#reader.find(this.#tableOfDocument(tableName, id), id);
    if (record === null) throw new Error(`${verb} on nonexistent document ID ${id}`);
    return { table, record };
  }

  #write(
    table: Table,
    { _id, _creationTime }: { _id: string; _creationTime: number },
    current: DocumentRecord | null,
    value: Record<string, Value | undefined>,
  ): void {
    const system = { _id, _creationTime };
    const prepared = prepareDocument(table, system, value, this.#host.catalog.tableNameOf);
    if (!table.isSystem) this.#usage.countWrite(prepared.record.size);
    this.overlay.set(table, _id, this.#committed(_id, current), prepared);
  }

  /** The committed record behind what the transaction sees now. */
  #committed(id: string, current: DocumentRecord | null): DocumentRecord | null {
    const write = this.overlay.get(id);
    return write === undefined ? current : write.before;
  }

  #handOut(record: DocumentRecord): StoredDocument {
    const isShared = this.mode === "read" && record.shareable;
    return isShared ? record.document : copyValue(record.document);
  }
}
