/**
 * What the database gives to the layers above it. No chat, no sockets, no functions: documents,
 * index ranges, transactions, commits.
 */
import type { Value } from "convex/values";

/** A stored document, decoded. `_id` and `_creationTime` are always there. */
export type StoredDocument = { _id: string; _creationTime: number } & Record<string, Value>;

/** Commit timestamp: nanoseconds, strictly increasing, persisted (also over restarts and clock jumps). */
export type Timestamp = bigint;

/** One bound condition of an index range, in the order of the index's fields. */
export type RangeCondition = {
  type: "Eq" | "Gt" | "Gte" | "Lt" | "Lte";
  fieldPath: string;
  /** `undefined` asks for documents that lack the field. */
  value: Value | undefined;
};

/** Filter expressions as convex/server builds them, with decoded literals. */
export type FilterExpression =
  | { $literal: Value | undefined }
  | { $field: string }
  | { [operator in FilterOperator]?: FilterExpression | FilterExpression[] };

export type FilterOperator =
  | "$eq"
  | "$neq"
  | "$lt"
  | "$lte"
  | "$gt"
  | "$gte"
  | "$add"
  | "$sub"
  | "$mul"
  | "$div"
  | "$mod"
  | "$neg"
  | "$and"
  | "$or"
  | "$not";

export type QuerySource =
  | { type: "FullTableScan"; tableName: string; order: "asc" | "desc" }
  | {
      type: "IndexRange";
      tableName: string;
      indexName: string;
      range: RangeCondition[];
      order: "asc" | "desc";
    }
  | {
      type: "Search";
      tableName: string;
      indexName: string;
      search: { fieldPath: string; value: string };
      filters: { fieldPath: string; value: Value | undefined }[];
    };

export type QueryDescription = {
  source: QuerySource;
  operators: ({ filter: FilterExpression } | { limit: number })[];
};

export type PageRequest = {
  /** null for the first page. */
  cursor: string | null;
  numItems: number;
  /** Read exactly up to here, whatever `numItems` says (the client keeps pages gapless with it). */
  endCursor?: string | null;
  /** The end cursor of the previous run of this same page; used like `endCursor`. */
  journalCursor?: string | null;
  maximumRowsRead?: number;
};

export type Page = {
  page: StoredDocument[];
  isDone: boolean;
  continueCursor: string;
  splitCursor: string | null;
  pageStatus: "SplitRecommended" | "SplitRequired" | null;
};

/** What one run has read so far, against Convex's documented limits. */
export type TransactionUsage = {
  documentsRead: number;
  bytesRead: number;
  rangesRead: number;
  documentsWritten: number;
  bytesWritten: number;
};

/**
 * What a run depended on: index intervals exactly as far as they were consumed, and searches.
 * Made by a Transaction; matched against commits by SubscriptionIndex. Opaque to everybody else.
 */
export interface ReadSet {
  /** True if the commit changed anything this run had read. */
  isTouchedBy(commit: CommitRecord): boolean;
}

/** What a called query has read. Opaque but for its read set. */
export interface CalledReads {
  readonly readSet: ReadSet;
}

/** What one mutation changed, after it is durable. */
export interface CommitRecord {
  readonly timestamp: Timestamp;
  /** Names of tables with a changed document, for logs and tests. */
  readonly tables: ReadonlySet<string>;
}

/** Under what the sender of a mutation may ask for its answer again. */
export type RequestKey = { sessionId: string; requestId: number };

/** The answer of a mutation: what was asked, for whom, what it gave, and the timestamp of its commit. */
export type RequestRecord = RequestKey & {
  path: string;
  /** Null is nobody in particular. */
  caller: string | null;
  result: string;
  timestamp: Timestamp;
};

/** The records of what was asked before, as one write transaction reads and writes them. */
export interface RequestRecords {
  find(key: RequestKey): RequestRecord | null;
  /** The highest request id that is recorded of a session, or null. */
  highest(sessionId: string): number | null;
  /** Part of the commit. A key can be added once. */
  add(record: RequestRecord): void;
  /** Removes up to `limit` records of commits before `timeMs`, the oldest first; gives how many. */
  removeBefore(timeMs: number, limit: number): number;
}

/**
 * One run's view of the database: everything committed before it began, plus its own writes.
 * After `close()` every call throws, so a promise that a function leaked can do no harm.
 * Documents handed out by a read transaction are frozen and shared; a write transaction hands out
 * copies that the caller may change.
 */
export interface Transaction {
  readonly mode: "read" | "write";
  readonly snapshot: Timestamp;
  /** The table of an id, by its table number; null when it is no id of this database. */
  tableOf(id: string): string | null;
  /** The id in canonical form when it is a well-formed id of `tableName`, otherwise null. */
  normalizeId(tableName: string, id: string): string | null;
  get(tableName: string, id: string): StoredDocument | null;
  insert(tableName: string, value: Record<string, Value>): string;
  /** `undefined` values remove fields. Throws when the document does not exist. */
  patch(tableName: string, id: string, value: Record<string, Value | undefined>): void;
  replace(tableName: string, id: string, value: Record<string, Value>): void;
  delete(tableName: string, id: string): void;
  /** A lazy cursor: only what is pulled counts as read. */
  query(description: QueryDescription): QueryCursor;
  /** The first documents of a query, at most so many; what comes after them is not read. */
  collect(description: QueryDescription, atMost?: number): StoredDocument[];
  paginate(description: QueryDescription, request: PageRequest): Page;
  usage(): TransactionUsage;
  readSet(): ReadSet;
  /** The timestamp that the commit of this transaction will have, for what it writes about itself. */
  reserveTimestamp(): Timestamp;
  /**
   * What is read from now on until `finish`, for giving it to `noteCalled` of another transaction on
   * the same state. Parts lie within each other like calls do.
   */
  beginCalled(): { finish(): CalledReads };
  /**
   * Takes part in what a called query has read elsewhere, as if it had been read here. False, with
   * nothing done, when that would bring the run near its limits: then it has to be read.
   */
  noteCalled(reads: CalledReads): boolean;
  /** For write transactions only. */
  readonly requests: RequestRecords;
  /** Sub-transaction: returns what undoes every write made since. */
  savepoint(): { rollback(): void };
  close(): void;
}

export interface QueryCursor {
  next(): StoredDocument | null;
  close(): void;
}

/** System tables are declared by the layer that owns them and live in reserved table numbers. */
export type SystemTable = {
  name: `_${string}`;
  indexes: { name: string; fields: string[] }[];
};

/**
 * Write transactions run one at a time and commit in groups: `commit()` makes the writes visible to
 * later transactions at once and returns the timestamp; `flush()` makes everything committed so far
 * durable with one fsync, and only then are the commits announced.
 */
export interface Database {
  readonly latestTimestamp: Timestamp;
  /**
   * Makes pending commits durable first, so that nobody is shown what a power cut could take back
   * (should that fail, `flush` reports it, and the reader sees the state without them). The
   * transaction ends with the next commit: calls after that throw.
   */
  beginRead(): Transaction;
  /** Throws while another write transaction is open. */
  beginWrite(): Transaction;
  /**
   * Closes the transaction. Null when it wrote nothing (no new timestamp is used). Throws
   * StorageError when the disk does not take it; if that undoes earlier commits that are not
   * flushed yet, the next `flush` throws as well.
   */
  commit(transaction: Transaction): CommitRecord | null;
  /**
   * Makes every commit since the last flush durable (one fsync). On failure (disk full, I/O error)
   * throws StorageError, the unflushed commits are undone, and the database keeps serving reads.
   */
  flush(): void;
  /**
   * Brings the database in line with another schema while it is open, as a whole or not at all. Throws
   * `SchemaMismatch`. No transaction may be open; those that are end.
   */
  changeSchema(schemaJson: string | null): void;
  /** Consistent copy into `file` while running, in steps; calls `onProgress` with 0..1. */
  backup(file: string, onProgress?: (done: number) => void): Promise<void>;
  close(): void;
}
