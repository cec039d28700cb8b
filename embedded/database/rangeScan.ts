import { keyAfter } from "../values/sortKey.ts";
import { indexKey, type Index } from "./catalog.ts";
import type { DocumentRecord } from "./documentCache.ts";
import type { DocumentStore, Interval, Order } from "./documentStore.ts";

const FIRST_BATCH = 16;
const LARGEST_BATCH = 1_024;

/**
 * Responsible for walking one interval of an index in the committed state. It fetches rows in
 * batches of growing size, as far as somebody asks; documents come from the cache, one by one. All
 * readers of one interval share a scan until the next commit.
 */
export class RangeScan {
  readonly #store: DocumentStore;
  readonly #index: Index;
  readonly #interval: Interval;
  readonly #order: Order;
  readonly #rowIds: number[] = [];
  readonly #records: (DocumentRecord | undefined)[] = [];
  readonly #onFetched: (rows: number) => void;
  #batch: number;
  #exhausted = false;

  /** `expected` is how many entries will probably be wanted. */
  constructor(
    store: DocumentStore,
    index: Index,
    interval: Interval,
    order: Order,
    expected: number | undefined,
    onFetched: (rows: number) => void,
  ) {
    this.#onFetched = onFetched;
    this.#store = store;
    this.#index = index;
    this.#interval = { start: interval.start, end: interval.end };
    this.#order = order;
    this.#batch = Math.min(Math.max(1, expected ?? FIRST_BATCH), LARGEST_BATCH);
  }

  /** The document of the n-th entry, or null behind the last one. */
  recordAt(position: number): DocumentRecord | null {
    const known = this.#records[position];
    if (known !== undefined) return known;
    while (position >= this.#rowIds.length && !this.#exhausted) this.#fetch();
    const rowId = this.#rowIds[position];
    return rowId === undefined ? null : (this.#records[position] = this.#store.load(rowId));
  }

  #fetch(): void {
    const last = this.#rowIds.at(-1);
    if (last !== undefined) {
      const key = indexKey(this.#index, this.#store.load(last).document);
      if (this.#order === "asc") this.#interval.start = keyAfter(key);
      else this.#interval.end = key;
    }
    const rowIds = this.#store.scan(this.#index, this.#interval, this.#order, this.#batch);
    this.#exhausted = rowIds.length < this.#batch;
    for (const rowId of rowIds) this.#rowIds.push(rowId);
    this.#onFetched(rowIds.length);
    this.#batch = Math.min(this.#batch * 4, LARGEST_BATCH);
  }
}

/** Scans and their rows kept at most; beyond, all are dropped and fetched again when wanted. */
const MOST_SCANS = 2_000;
const MOST_ROWS = 100_000;

/** Responsible for sharing scans between readers, and for dropping those that a commit outdates. */
export class ScanMemo {
  readonly #store: DocumentStore;
  readonly #byTable = new Map<string, Map<string, RangeScan>>();
  #scans = 0;
  /** Documents of these scans stay in memory, whatever the cache does. */
  #rows = 0;

  constructor(store: DocumentStore) {
    this.#store = store;
  }

  scan(index: Index, interval: Interval, order: Order, expected: number | undefined): RangeScan {
    if (this.#scans >= MOST_SCANS || this.#rows >= MOST_ROWS) this.clear();
    let scans = this.#byTable.get(index.tableName);
    if (scans === undefined) this.#byTable.set(index.tableName, (scans = new Map()));
    const name = `${interval.start.length} ${order} ${interval.start}${interval.end}`;
    let scan = scans.get(name);
    if (scan === undefined) {
      const count = (rows: number) => (this.#rows += rows);
      scan = new RangeScan(this.#store, index, interval, order, expected, count);
      scans.set(name, scan);
      this.#scans += 1;
    }
    return scan;
  }

  forgetTable(name: string): void {
    this.#scans -= this.#byTable.get(name)?.size ?? 0;
    this.#byTable.delete(name);
  }

  clear(): void {
    this.#byTable.clear();
    this.#scans = 0;
    this.#rows = 0;
  }
}
