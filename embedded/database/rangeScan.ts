import type { Index } from "./catalog.ts";
import type { DocumentRecord } from "./documentCache.ts";
import type { DocumentStore, IndexEntry, Interval, Order } from "./documentStore.ts";
import { keyAfter } from "../values/sortKey.ts";

const FIRST_BATCH = 16;
const LARGEST_BATCH = 1_024;

/** Entries of committed documents in order, fetched as far as somebody has asked. */
export interface Scan {
  /** The n-th entry, or null behind the last one. */
  keyAt(position: number): string | null;
  recordAt(position: number): DocumentRecord;
}

/**
 * Responsible for walking one interval of an index. It goes in batches of growing size, keys only;
 * documents come from the cache. All readers of one interval share a scan until the next commit.
 */
export class RangeScan implements Scan {
  readonly #store: DocumentStore;
  readonly #index: Index;
  readonly #interval: Interval;
  readonly #order: Order;
  readonly #entries: IndexEntry[] = [];
  readonly #records: (DocumentRecord | undefined)[] = [];
  #batch: number;
  #exhausted = false;

  /** `expected` is how many entries will probably be wanted. */
  constructor(
    store: DocumentStore,
    index: Index,
    interval: Interval,
    order: Order,
    expected: number | undefined,
  ) {
    this.#store = store;
    this.#index = index;
    this.#interval = { ...interval };
    this.#order = order;
    this.#batch = Math.min(Math.max(1, expected ?? FIRST_BATCH), LARGEST_BATCH);
  }

  keyAt(position: number): string | null {
    while (position >= this.#entries.length && !this.#exhausted) this.#fetch();
    return this.#entries[position]?.key ?? null;
  }

  recordAt(position: number): DocumentRecord {
    let record = this.#records[position];
    if (record === undefined) {
      record = this.#store.load(this.#entries[position]!.rowId);
      this.#records[position] = record;
    }
    return record;
  }

  #fetch(): void {
    const last = this.#entries.at(-1);
    if (last !== undefined) {
      if (this.#order === "asc") this.#interval.start = keyAfter(last.key);
      else this.#interval.end = last.key;
    }
    const entries = this.#store.scan(this.#index, this.#interval, this.#order, this.#batch);
    this.#exhausted = entries.length < this.#batch;
    for (const entry of entries) this.#entries.push(entry);
    this.#batch = Math.min(this.#batch * 4, LARGEST_BATCH);
  }
}

/** Scans kept at most; beyond, all are dropped and fetched again when wanted. */
const MOST_SCANS = 2_000;

/** Responsible for sharing scans between readers, and for dropping those that a commit outdates. */
export class ScanMemo {
  readonly #store: DocumentStore;
  readonly #byTable = new Map<string, Map<string, RangeScan>>();
  #count = 0;

  constructor(store: DocumentStore) {
    this.#store = store;
  }

  scan(index: Index, interval: Interval, order: Order, expected: number | undefined): RangeScan {
    if (this.#count >= MOST_SCANS) this.clear();
    let scans = this.#byTable.get(index.tableName);
    if (scans === undefined) this.#byTable.set(index.tableName, (scans = new Map()));
    const name = `${interval.start.length} ${order} ${interval.start}${interval.end}`;
    let scan = scans.get(name);
    if (scan === undefined) {
      scan = new RangeScan(this.#store, index, interval, order, expected);
      scans.set(name, scan);
      this.#count += 1;
    }
    return scan;
  }

  forgetTable(name: string): void {
    this.#count -= this.#byTable.get(name)?.size ?? 0;
    this.#byTable.delete(name);
  }

  clear(): void {
    this.#byTable.clear();
    this.#count = 0;
  }
}
