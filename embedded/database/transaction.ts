import type { Value } from "convex/values";
import { copyValue } from "../values/documentJson.ts";
import { encodeId, newInternalId } from "../values/ids.ts";
import type { KnownId, Table } from "./catalog.ts";
import type { CursorCodec } from "./cursors.ts";
import type { DocumentRecord } from "./documentCache.ts";
import { prepareDocument } from "./documentWrites.ts";
import { leadingLimit } from "./operators.ts";
import { pageKey, type PageMemo } from "./pageMemo.ts";
import { readPage } from "./pagination.ts";
import { keysBetween, Reader, type CommittedState, type RangeWalk } from "./reader.ts";
import { ALL_KEYS } from "./sources.ts";
import type { KeyReadSet } from "./readSet.ts";
import { RequestWrites, type RequestStore } from "./requests.ts";
import type {
  CalledReads,
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
import { Usage, type ReadCount } from "./usage.ts";
import { WriteOverlay } from "./writeOverlay.ts";

/** Shared by all who cannot write. */
const NOTHING_WRITTEN = new WriteOverlay();

/** What transactions need of their database. */
export type TransactionHost = CommittedState & {
  readonly codec: CursorCodec;
  readonly pages: PageMemo;
  readonly requests: RequestStore;
  nextCreationTime(): number;
  nextTimestamp(): Timestamp;
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
  readonly overlay: WriteOverlay;
  readonly #host: TransactionHost;
  readonly #usage = new Usage();
  readonly #reader: Reader;
  #isClosed = false;
  #reserved: Timestamp | null = null;
  #requests: RequestWrites | null = null;

  constructor(
    host: TransactionHost,
    mode: "read" | "write",
    beginning: { timestamp: Timestamp; state: number },
  ) {
    this.#host = host;
    this.mode = mode;
    this.overlay = mode === "read" ? NOTHING_WRITTEN : new WriteOverlay();
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
    const record = this.#reader.find(this.#knownId(tableName, id), id);
    return record === null ? null : this.#handOut(record);
  }

  insert(tableName: string, value: Record<string, Value>): string {
    const table = this.#writableTable(tableName);
    const creationTime = this.#host.nextCreationTime();
    const id = encodeId(table.number, newInternalId(creationTime));
    this.#host.catalog.note(table, id);
    this.#write(table, { _id: id, _creationTime: creationTime }, null, value);
    return id;
  }

  patch(tableName: string, id: string, value: Record<string, Value | undefined>): void {
    const { table, record } = this.#existing(tableName, id, "Update");
    const merged = { ...record.document, ...value };
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

  collect(description: QueryDescription, atMost = Infinity): StoredDocument[] {
    this.#assertOpen();
    const { source, operators } = description;
    const expected = Math.min(atMost, leadingLimit(description) ?? atMost);
    const records =
      source.type !== "Search" && operators.length === 0
        ? this.#reader.readRange(source, atMost)
        : pulled(this.#reader.open(description, ALL_KEYS, finite(expected)), atMost);
    return records.map((record) => this.#handOut(record));
  }

  paginate(description: QueryDescription, request: PageRequest): Page {
    this.#assertOpen();
    const key = this.mode === "read" ? pageKey(description, request) : null;
    if (key === null) return this.#readPage(description, request);
    const known = this.#host.pages.find(key);
    if (known !== null && this.#usage.hasRoomFor(known.read)) {
      this.#reader.noteRead(known.covered, known.read);
      return { ...known.page, page: known.page.page.slice() };
    }
    const before = this.#usage.snapshot();
    let walk: RangeWalk | null = null;
    const page = this.#readPage(description, request, (opened) => (walk = opened));
    this.#rememberPage(key, page, walk, before);
    return page;
  }

  #readPage(
    description: QueryDescription,
    request: PageRequest,
    onOpen?: (walk: RangeWalk) => void,
  ): Page {
    const { source } = description;
    const isDescending = source.type !== "Search" && source.order === "desc";
    return readPage(description, request, {
      usage: this.#usage,
      codec: this.#host.codec,
      open: (from, to, expected) => {
        const within = keysBetween(from, to, isDescending);
        return this.#reader.open(description, within, expected, onOpen);
      },
      handOut: (record) => this.#handOut(record),
    });
  }

  /** Only what others would read to the letter: nothing that was cut short, nothing changeable. */
  #rememberPage(key: string, page: Page, walk: RangeWalk | null, before: TransactionUsage): void {
    if (walk === null || page.pageStatus !== null || !page.page.every(Object.isFrozen)) return;
    const after = this.#usage.snapshot();
    this.#host.pages.remember(key, walk.scan, {
      page: { ...page, page: page.page.slice() },
      covered: walk.source.covered(),
      read: {
        documents: after.documentsRead - before.documentsRead,
        bytes: after.bytesRead - before.bytesRead,
      },
    });
  }

  beginCalled(): { finish(): CalledReads } {
    this.#assertOpen();
    const before = this.#usage.snapshot();
    const part = this.#reader.beginPart();
    return {
      finish: () => {
        const after = this.#usage.snapshot();
        return new Called(part.finish(), {
          documents: after.documentsRead - before.documentsRead,
          bytes: after.bytesRead - before.bytesRead,
          ranges: after.rangesRead - before.rangesRead,
        });
      },
    };
  }

  noteCalled(reads: CalledReads): boolean {
    this.#assertOpen();
    if (!(reads instanceof Called)) throw new TypeError("Not the reads of this database");
    if (!this.#usage.hasRoomFor(reads.count)) return false;
    this.#reader.notePart(reads.readSet, reads.count);
    return true;
  }

  usage(): TransactionUsage {
    return this.#usage.snapshot();
  }

  reserveTimestamp(): Timestamp {
    this.#assertOpen();
    return (this.#reserved ??= this.#host.nextTimestamp());
  }

  /** What `reserveTimestamp` has given, else null. */
  get reserved(): Timestamp | null {
    return this.#reserved;
  }

  get requests(): RequestWrites {
    this.#assertWritable();
    return (this.#requests ??= new RequestWrites(this.#host.requests));
  }

  /** What the commit does with the records of requests; null is nothing. */
  get requestWrites(): RequestWrites | null {
    return this.#requests?.hasChanges === true ? this.#requests : null;
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

  #assertWritable(): void {
    this.#assertOpen();
    if (this.mode === "read") throw new Error("A read transaction cannot write");
  }

  #writableTable(tableName: string): Table {
    this.#assertWritable();
    return this.#host.catalog.table(tableName);
  }

  #knownId(tableName: string, id: string): KnownId {
    const { catalog } = this.#host;
    const table = catalog.table(tableName);
    const known = catalog.find(id);
    if (known?.table === table) return known;
    throw new Error(
      known === null
        ? `${JSON.stringify(id)} is not a document id`
        : `The id ${JSON.stringify(id)} is of table "${known.table.name}", not of "${tableName}"`,
    );
  }

  #existing(tableName: string, id: string, verb: string) {
    const table = this.#writableTable(tableName);
    const record = this.#reader.find(this.#knownId(tableName, id), id);
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

class Called implements CalledReads {
  readonly readSet: KeyReadSet;
  readonly count: ReadCount;

  constructor(readSet: KeyReadSet, count: ReadCount) {
    this.readSet = readSet;
    this.count = count;
  }
}

/** `records` until there are so many; the one after them is not pulled. */
function pulled(records: { next(): DocumentRecord | null }, atMost: number): DocumentRecord[] {
  const taken: DocumentRecord[] = [];
  while (taken.length < atMost) {
    const record = records.next();
    if (record === null) break;
    taken.push(record);
  }
  return taken;
}

function finite(count: number): number | undefined {
  return count === Infinity ? undefined : count;
}
