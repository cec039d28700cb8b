import { keyAfter } from "../values/sortKey.ts";
import { indexKey, type Index } from "./catalog.ts";
import type { DocumentRecord } from "./documentCache.ts";
import type { DocumentStore, Interval, Order } from "./documentStore.ts";
import type { KeyRange } from "./indexRange.ts";

const FIRST_BATCH = 16;
const LARGEST_BATCH = 1_024;

/** What a scan is of. */
export type ScanPlan = {
  readonly index: Index;
  readonly range: KeyRange;
  readonly order: Order;
  /** How many entries will probably be wanted. */
  readonly expected: number | undefined;
};

/**
 * Responsible for walking one interval of an index in the committed state. It fetches rows in
 * batches of growing size, as far as somebody asks; documents come from the cache, one by one. All
 * readers of one interval share a scan until a commit puts something into it or takes it away.
 */
export class RangeScan {
  readonly range: KeyRange;
  /** Changes with every document of the interval; what was made of its documents holds until then. */
  version = 0;
  readonly #store: DocumentStore;
  readonly #index: Index;
  readonly #order: Order;
  readonly #rest: Interval;
  readonly #rowIds: number[] = [];
  #records: (DocumentRecord | undefined)[] = [];
  readonly #onFetched: (rows: number) => void;
  #batch: number;
  #exhausted = false;

  constructor(store: DocumentStore, plan: ScanPlan, onFetched: (rows: number) => void) {
    this.range = plan.range;
    this.#onFetched = onFetched;
    this.#store = store;
    this.#index = plan.index;
    this.#rest = { start: plan.range.start, end: plan.range.end };
    this.#order = plan.order;
    this.#batch = Math.min(Math.max(1, plan.expected ?? FIRST_BATCH), LARGEST_BATCH);
  }

  /** Rows fetched so far. */
  get rowCount(): number {
    return this.#rowIds.length;
  }

  /** The document of the n-th entry, or null behind the last one. */
  recordAt(position: number): DocumentRecord | null {
    const known = this.#records[position];
    if (known !== undefined) return known;
    while (position >= this.#rowIds.length && !this.#exhausted) this.#fetch();
    const rowId = this.#rowIds[position];
    return rowId === undefined ? null : (this.#records[position] = this.#store.load(rowId));
  }

  /** A document of the interval has changed and kept its place. */
  refresh(): void {
    this.version += 1;
    this.#records = [];
  }

  #fetch(): void {
    const last = this.#rowIds.at(-1);
    if (last !== undefined) {
      const key = indexKey(this.#index, this.#store.load(last).document);
      if (this.#order === "asc") this.#rest.start = keyAfter(key);
      else this.#rest.end = key;
    }
    const rowIds = this.#store.scan(this.#index, this.#rest, this.#order, this.#batch);
    this.#exhausted = rowIds.length < this.#batch;
    for (const rowId of rowIds) this.#rowIds.push(rowId);
    this.#onFetched(rowIds.length);
    this.#batch = Math.min(this.#batch * 4, LARGEST_BATCH);
  }
}
