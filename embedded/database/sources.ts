/** Where a query's documents come from: an index range, or the results of a search. */
import { ABOVE_ALL, keyAfter } from "../values/sortKey.ts";
import type { DocumentRecord } from "./documentCache.ts";
import type { Interval, Order } from "./documentStore.ts";
import type { KeyRange } from "./indexRange.ts";
import type { Scan } from "./rangeScan.ts";
import type { WriteOverlay } from "./writeOverlay.ts";

export type SourceEntry = { key: string; record: DocumentRecord };

/** Gives documents one by one; what was not pulled was not read. */
export interface Source {
  next(): SourceEntry | null;
}

type OwnKeys = ReturnType<WriteOverlay["ownKeys"]>;

/**
 * Responsible for one walk over an index range: committed entries and the transaction's own ones
 * merged in order. It goes by the last key given, so writes during the walk do it no harm: what
 * they put ahead is met, what they put behind is not. It moves `read` along as far as it goes.
 */
export class IndexSource implements Source {
  readonly #scan: Scan;
  readonly #order: Order;
  readonly #whole: Interval;
  readonly #rest: Interval;
  readonly #own: () => OwnKeys;
  readonly #read: KeyRange;
  #position = 0;

  constructor(scan: Scan, range: Interval, order: Order, read: KeyRange, own: () => OwnKeys) {
    this.#scan = scan;
    this.#order = order;
    this.#whole = range;
    this.#rest = { start: range.start, end: range.end };
    this.#read = read;
    this.#own = own;
  }

  next(): SourceEntry | null {
    const own = this.#own();
    const key = this.#nextCommittedKey(own);
    const mine = own?.first(this.#rest, this.#order) ?? null;
    if (mine !== null && (key === null || this.#comesFirst(mine.key, key))) {
      this.#advance(mine.key);
      return mine;
    }
    if (key === null) {
      this.#read.start = this.#whole.start;
      this.#read.end = this.#whole.end;
      return null;
    }
    this.#advance(key);
    return { key, record: this.#scan.recordAt(this.#position++) };
  }

  /** Skips entries that this transaction has overwritten. */
  #nextCommittedKey(own: OwnKeys): string | null {
    for (; ; this.#position += 1) {
      const key = this.#scan.keyAt(this.#position);
      if (key === null || own === undefined || !own.has(key)) return key;
    }
  }

  #comesFirst(a: string, b: string): boolean {
    return this.#order === "asc" ? a < b : a > b;
  }

  #advance(key: string): void {
    if (this.#order === "asc") {
      this.#rest.start = keyAfter(key);
      this.#read.end = this.#rest.start;
    } else {
      this.#rest.end = key;
      this.#read.start = key;
    }
  }
}

/** What a walk has read before its first step: nothing, at the end where it begins. */
export function nothingReadYet(range: KeyRange, order: Order): KeyRange {
  const at = order === "asc" ? range.start : range.end;
  return { prefix: range.prefix, start: at, end: at };
}

/** A search is complete before its first result; its order is that of the keys. */
export class ResultSource implements Source {
  readonly #results: readonly SourceEntry[];
  #position = 0;

  constructor(results: readonly SourceEntry[], within: Interval) {
    this.#results = results.filter(({ key }) => key >= within.start && key < within.end);
  }

  next(): SourceEntry | null {
    return this.#results[this.#position++] ?? null;
  }
}

/** Everything: the interval of a search that is read from its start to its end. */
export const ALL_KEYS: Readonly<Interval> = { start: "", end: ABOVE_ALL };
