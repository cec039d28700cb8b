import type { Value } from "convex/values";
import { copyValue } from "../values/documentJson.ts";
import { encodeId, newInternalId } from "../values/ids.ts";
import { keyAfter } from "../values/sortKey.ts";
import { byIdKey, indexNamed, type Catalog, type Table } from "./catalog.ts";
import type { CursorCodec, CursorPosition } from "./cursors.ts";
import type { DocumentRecord } from "./documentCache.ts";
import type { DocumentStore, Interval, Order } from "./documentStore.ts";
import { prepareDocument, withoutSystemFields } from "./documentWrites.ts";
import { keyRange } from "./indexRange.ts";
import { leadingLimit, OperatorSource } from "./operators.ts";
import { readPage } from "./pagination.ts";
import type { ScanMemo } from "./rangeScan.ts";
import { ReadRecorder } from "./readSet.ts";
import { MAX_CANDIDATES, matchExpression, planSearch, rank, type Search } from "./search.ts";
import type { SearchStore } from "./searchStore.ts";
import { ALL_KEYS, IndexSource, nothingReadYet, ResultSource, type Source } from "./sources.ts";
import type {
  Page,
  PageRequest,
  QueryCursor,
  QueryDescription,
  QuerySource,
  ReadSet,
  StoredDocument,
  Timestamp,
  Transaction,
  TransactionUsage,
} from "./types.ts";
import { Usage } from "./usage.ts";
import { WriteOverlay } from "./writeOverlay.ts";

/** What transactions share with their database. */
export type TransactionHost = {
  readonly catalog: Catalog;
  readonly documents: DocumentStore;
  readonly search: SearchStore;
  readonly scans: ScanMemo;
  readonly codec: CursorCodec;
  nextCreationTime(): number;
  /** Throws when the state that the transaction began with is no longer the current one. */
  assertCurrent(transaction: DatabaseTransaction): void;
  closed(transaction: DatabaseTransaction): void;
};

/**
 * Responsible for one run's view: what it reads (and noting it), what it writes (kept in the
 * overlay until the database commits it), limits. It writes nothing itself.
 */
export class DatabaseTransaction implements Transaction {
  readonly mode: "read" | "write";
  readonly snapshot: Timestamp;
  readonly overlay = new WriteOverlay();
  readonly #host: TransactionHost;
  readonly #usage = new Usage();
  readonly #reads = new ReadRecorder();
  #isClosed = false;

  constructor(host: TransactionHost, mode: "read" | "write", snapshot: Timestamp) {
    this.#host = host;
    this.mode = mode;
    this.snapshot = snapshot;
  }

  tableOf(id: string): string | null {
    return this.#host.catalog.tableNameOf(id);
  }

  normalizeId(tableName: string, id: string): string | null {
    return this.#host.catalog.table(tableName) === this.#host.catalog.tableOfId(id) ? id : null;
  }

  get(tableName: string, id: string): StoredDocument | null {
    this.#assertOpen();
    const record = this.#find(this.#tableOfDocument(tableName, id), id);
    return record === null ? null : this.#handOut(record);
  }

  insert(tableName: string, value: Record<string, Value>): string {
    const table = this.#writableTable(tableName);
    const creationTime = this.#host.nextCreationTime();
    const id = encodeId(table.number, newInternalId(creationTime));
    this.#write(table, id, null, value, creationTime);
    return id;
  }

  patch(tableName: string, id: string, value: Record<string, Value | undefined>): void {
    const { table, record } = this.#existing(tableName, id, "Update");
    const merged = { ...withoutSystemFields(record.document), ...value };
    this.#write(table, id, record, merged, record.document._creationTime);
  }

  replace(tableName: string, id: string, value: Record<string, Value>): void {
    const { table, record } = this.#existing(tableName, id, "Replace");
    this.#write(table, id, record, value, record.document._creationTime);
  }

  delete(tableName: string, id: string): void {
    const { table, record } = this.#existing(tableName, id, "Delete");
    if (!table.isSystem) this.#usage.countWrite(record.size);
    this.overlay.set(table, id, this.#committed(id, record), null);
  }

  query(description: QueryDescription): QueryCursor {
    const source = this.#open(description, ALL_KEYS, leadingLimit(description));
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
    const isDescending =
      description.source.type !== "Search" && description.source.order === "desc";
    return readPage(description, request, {
      usage: this.#usage,
      codec: this.#host.codec,
      open: (from, to, expected) =>
        this.#open(description, between(from, to, isDescending), expected),
      handOut: (record) => this.#handOut(record),
    });
  }

  usage(): TransactionUsage {
    return this.#usage.snapshot();
  }

  readSet(): ReadSet {
    return this.#reads.finish();
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

  /** What the transaction sees under an id, noted as read. */
  #find(table: Table, id: string): DocumentRecord | null {
    const key = byIdKey(table, id);
    this.#usage.countRange();
    this.#reads.point(key);
    const write = this.overlay.get(id);
    const record =
      write === undefined ? this.#host.documents.findByKey(key) : (write.after?.record ?? null);
    if (record !== null) this.#usage.countRead(record.size);
    return record;
  }

  #existing(tableName: string, id: string, verb: string) {
    const table = this.#writableTable(tableName);
    const record = this.#find(this.#tableOfDocument(tableName, id), id);
    if (record === null) throw new Error(`${verb} on nonexistent document ID ${id}`);
    return { table, record };
  }

  #write(
    table: Table,
    id: string,
    current: DocumentRecord | null,
    value: Record<string, Value | undefined>,
    creationTime: number,
  ): void {
    const system = { _id: id, _creationTime: creationTime };
    const prepared = prepareDocument(table, system, value, this.#host.catalog.tableNameOf);
    if (!table.isSystem) this.#usage.countWrite(prepared.record.size);
    this.overlay.set(table, id, this.#committed(id, current), prepared);
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

  #open(description: QueryDescription, within: Interval, expected?: number): OperatorSource {
    this.#assertOpen();
    this.#usage.countRange();
    const source =
      description.source.type === "Search"
        ? this.#openSearch(description.source, within)
        : this.#openRange(description.source, within, expected);
    return new OperatorSource(source, description.operators, (record) =>
      this.#usage.countRead(record.size),
    );
  }

  #openRange(
    source: Exclude<QuerySource, { type: "Search" }>,
    within: Interval,
    expected: number | undefined,
  ): Source {
    const table = this.#host.catalog.table(source.tableName);
    const isScan = source.type === "FullTableScan";
    const index = indexNamed(table, isScan ? "by_creation_time" : source.indexName);
    const whole = keyRange(index, isScan ? [] : source.range);
    const start = within.start > whole.start ? within.start : whole.start;
    const end = within.end < whole.end ? within.end : whole.end;
    const range = { prefix: whole.prefix, start, end: end < start ? start : end };
    const order: Order = source.order;
    const scan = this.#host.scans.scan(index, range, order, expected);
    const read = this.#reads.range(nothingReadYet(range, order));
    return new IndexSource(scan, range, order, read, () => this.overlay.ownKeys(index.prefix));
  }

  #openSearch(source: QuerySource & { type: "Search" }, within: Interval): Source {
    const table = this.#host.catalog.table(source.tableName);
    const search = planSearch(table, source);
    this.#reads.range({ ...search.range });
    if (search.terms.length === 0) return new ResultSource([], within);
    return new ResultSource(rank(search, this.#candidates(table, search)), within);
  }

  /** Committed matches that this transaction has not overwritten, and all its own documents. */
  #candidates(table: Table, search: Search): DocumentRecord[] {
    const own = this.overlay.changes().filter(({ write }) => write.table === table);
    const hidden = new Set(own.map(({ write }) => write.before?.rowId));
    const rows = this.#host.search.match(
      search.index,
      matchExpression(search),
      MAX_CANDIDATES + hidden.size,
    );
    const committed = rows
      .filter((rowId) => !hidden.has(rowId))
      .map((rowId) => this.#host.documents.load(rowId));
    return [...committed, ...own.flatMap(({ write }) => write.after?.record ?? [])];
  }
}

/** The keys between two positions of a walk; the first one is left out, the second one included. */
function between(
  from: CursorPosition | null,
  to: CursorPosition | null,
  isDescending: boolean,
): Interval {
  const behind = from?.type === "after" ? from.key : null;
  const until = to?.type === "after" ? to.key : null;
  return isDescending
    ? { start: until ?? ALL_KEYS.start, end: behind ?? ALL_KEYS.end }
    : {
        start: behind === null ? ALL_KEYS.start : keyAfter(behind),
        end: until === null ? ALL_KEYS.end : keyAfter(until),
      };
}
