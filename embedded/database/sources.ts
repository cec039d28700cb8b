/** Where a query's documents come from: an index range, or the results of a search. */
import { ABOVE_ALL, keyAfter } from "../values/sortKey.ts";
import { indexKey, type Index } from "./catalog.ts";
import type { DocumentRecord } from "./documentCache.ts";
import type { Interval, Order } from "./documentStore.ts";
import type { KeyRange } from "./indexRange.ts";
import type { RangeScan } from "./rangeScan.ts";
import type { OwnKeys } from "./writeOverlay.ts";

/** Gives documents one by one; what was not pulled was not read. */
export interface Source {
  next(): DocumentRecord | null;
  /** The place of a document that this source gave, in its order. */
  keyOf(record: DocumentRecord): string;
}

type Walk = {
  index: Index;
  range: KeyRange;
  order: Order;
  /** Committed documents of the range. */
  scan: RangeScan;
  /** The transaction's own writes in the index, once there are any. */
  own: () => OwnKeys | undefined;
};

/**
 * Responsible for one walk over an index range: committed documents and the transaction's own ones
 * merged in order. It goes by the last place given, so writes during the walk do it no harm: what
 * they put ahead is met, what they put behind is not.
 */
export class IndexSource implements Source {
  readonly #walk: Walk;
  /** The next committed document. */
  #position = 0;
  #last: DocumentRecord | null = null;
  #isExhausted = false;

  constructor(walk: Walk) {
    this.#walk = walk;
  }

  next(): DocumentRecord | null {
    const own = this.#walk.own();
    const record = own === undefined ? this.#nextCommitted() : this.#nextOfBoth(own);
    if (record === null) this.#isExhausted = true;
    else this.#last = record;
    return record;
  }

  keyOf(record: DocumentRecord): string {
    return indexKey(this.#walk.index, record.document);
  }

  /** The part of the range that the walk has covered: all of it once it has met the end. */
  covered(): KeyRange {
    const { range, order } = this.#walk;
    if (this.#isExhausted) return range;
    const { start, end } = this.#rest();
    return order === "asc"
      ? { prefix: range.prefix, start: range.start, end: start }
      : { prefix: range.prefix, start: end, end: range.end };
  }

  #nextCommitted(): DocumentRecord | null {
    const record = this.#walk.scan.recordAt(this.#position);
    if (record !== null) this.#position += 1;
    return record;
  }

  #nextOfBoth(own: OwnKeys): DocumentRecord | null {
    const { scan, order } = this.#walk;
    const mine = own.first(this.#rest(), order);
    for (; ; this.#position += 1) {
      const committed = scan.recordAt(this.#position);
      if (committed === null) return mine?.record ?? null;
      const key = this.keyOf(committed);
      if (own.has(key)) continue;
      const mineComesFirst = mine !== null && (order === "asc" ? mine.key < key : mine.key > key);
      if (mineComesFirst) return mine.record;
      this.#position += 1;
      return committed;
    }
  }

  #rest(): Interval {
    const { range, order } = this.#walk;
    if (this.#last === null) return range;
    const key = this.keyOf(this.#last);
    return order === "asc"
      ? { start: keyAfter(key), end: range.end }
      : { start: range.start, end: key };
  }
}

/** A search is complete before its first result; its order is that of the keys. */
export class ResultSource implements Source {
  readonly #results: ReadonlyMap<DocumentRecord, string>;
  readonly #rest: Iterator<DocumentRecord>;

  /** `results` in their order, with their places; those outside `within` are left out. */
  constructor(results: readonly { key: string; record: DocumentRecord }[], within: Interval) {
    this.#results = new Map(
      results
        .filter(({ key }) => key >= within.start && key < within.end)
        .map(({ key, record }) => [record, key]),
    );
    this.#rest = this.#results.keys();
  }

  next(): DocumentRecord | null {
    const { value, done } = this.#rest.next();
    return done === true ? null : value;
  }

  keyOf(record: DocumentRecord): string {
    return this.#results.get(record)!;
  }
}

/** Everything: the interval of a query that is read from its start to its end. */
export const ALL_KEYS: Readonly<Interval> = { start: "", end: ABOVE_ALL };
