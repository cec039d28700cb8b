import { keyAfter } from "../values/sortKey.ts";
import { indexNamed, type Catalog, type KnownId, type Table } from "./catalog.ts";
import type { CursorPosition } from "./cursors.ts";
import type { DocumentRecord } from "./documentCache.ts";
import type { DocumentStore, Interval } from "./documentStore.ts";
import { keyRange, type KeyRange } from "./indexRange.ts";
import { OperatorSource } from "./operators.ts";
import type { RangeScan } from "./rangeScan.ts";
import { ReadRecorder, type KeyReadSet } from "./readSet.ts";
import type { ScanMemo } from "./scanMemo.ts";
import { matchExpression, MAX_CANDIDATES, planSearch, rank, type Search } from "./search.ts";
import type { SearchStore } from "./searchStore.ts";
import { ALL_KEYS, IndexSource, ResultSource, type Source } from "./sources.ts";
import type { QueryDescription, QuerySource } from "./types.ts";
import type { ReadCount, Usage } from "./usage.ts";
import type { WriteOverlay } from "./writeOverlay.ts";

/** The committed state that readers look at. */
export type CommittedState = {
  readonly catalog: Catalog;
  readonly documents: DocumentStore;
  readonly search: SearchStore;
  readonly scans: ScanMemo;
};

type RangeSource = Exclude<QuerySource, { type: "Search" }>;

/** A walk over a range, and what it walks on. */
export type RangeWalk = { source: IndexSource; scan: RangeScan };

/**
 * Responsible for everything that a transaction reads: the committed state with the transaction's
 * own writes laid over it. Each read is counted in the usage and noted in the read set, here and
 * nowhere else.
 */
export class Reader {
  readonly #state: CommittedState;
  readonly #overlay: WriteOverlay;
  readonly #usage: Usage;
  #reads = new ReadRecorder();

  constructor(state: CommittedState, overlay: WriteOverlay, usage: Usage) {
    this.#state = state;
    this.#overlay = overlay;
    this.#usage = usage;
  }

  readSet(): KeyReadSet {
    return this.#reads.finish();
  }

  /** What is read from now on until `finish` is noted apart, as a part of the whole. */
  beginPart(): { finish(): KeyReadSet } {
    const outer = this.#reads;
    const inner = new ReadRecorder();
    this.#reads = inner;
    return {
      finish: () => {
        this.#reads = outer;
        const part = inner.finish();
        outer.part(part);
        return part;
      },
    };
  }

  /** Counts and notes what a called query has read in another transaction on the same state. */
  notePart(part: KeyReadSet, read: ReadCount): void {
    this.#usage.countRange(read.ranges);
    this.#usage.countRead(read.bytes, read.documents);
    this.#reads.part(part);
  }

  /** What stands under an id; null depends on its absence. */
  find({ key }: KnownId, id: string): DocumentRecord | null {
    this.#usage.countRange();
    this.#reads.point(key);
    const write = this.#overlay.get(id);
    const record =
      write === undefined ? this.#state.documents.findByKey(key) : (write.after?.record ?? null);
    if (record !== null) this.#usage.countRead(record.size);
    return record;
  }

  /**
   * Starts a query within a stretch of keys; `expected` is how many documents will be pulled.
   * `onOpen` is told of the walk, unless it is a search.
   */
  open(
    { source, operators }: QueryDescription,
    within: Interval,
    expected: number | undefined,
    onOpen?: (walk: RangeWalk) => void,
  ): OperatorSource {
    const onRead = (record: DocumentRecord) => this.#usage.countRead(record.size);
    if (source.type === "Search") {
      return new OperatorSource(this.#openSearch(source, within), operators, onRead);
    }
    const walk = this.#openRange(source, within, expected);
    this.#reads.growingRange(() => walk.source.covered());
    onOpen?.(walk);
    return new OperatorSource(walk.source, operators, onRead);
  }

  /** The first documents of a range, at most so many. */
  readRange(source: RangeSource, atMost: number): DocumentRecord[] {
    const expected = atMost === Infinity ? undefined : atMost;
    const walk = this.#openRange(source, ALL_KEYS, expected);
    const records: DocumentRecord[] = [];
    while (records.length < atMost) {
      const record = walk.source.next();
      if (record === null) break;
      this.#usage.countRead(record.size);
      records.push(record);
    }
    this.#reads.range(walk.source.covered());
    return records;
  }

  #openRange(source: RangeSource, within: Interval, expected: number | undefined): RangeWalk {
    this.#usage.countRange();
    const table = this.#state.catalog.table(source.tableName);
    const isScan = source.type === "FullTableScan";
    const index = indexNamed(table, isScan ? "by_creation_time" : source.indexName);
    const whole = keyRange(index, isScan ? [] : source.range);
    const { order } = source;
    const range =
      within === ALL_KEYS ? whole : { prefix: whole.prefix, ...intersection(whole, within) };
    const scan = this.#state.scans.scan({ index, range, order, expected });
    // The scan's own range, which all its readers share, is cheaper to compare and to watch.
    const own = () => this.#overlay.ownKeys(index);
    return { source: new IndexSource({ index, range: scan.range, order, scan, own }), scan };
  }

  /** Counts and notes what another transaction has read in the same state. */
  noteRead(covered: KeyRange, read: { documents: number; bytes: number }): void {
    this.#usage.countRange();
    this.#usage.countRead(read.bytes, read.documents);
    this.#reads.range(covered);
  }

  #openSearch(source: QuerySource & { type: "Search" }, within: Interval): Source {
    this.#usage.countRange();
    const table = this.#state.catalog.table(source.tableName);
    const search = planSearch(table, source);
    this.#reads.range(search.range);
    if (search.terms.length === 0) return new ResultSource([], within);
    return new ResultSource(rank(search, this.#candidates(table, search)), within);
  }

  /** Committed matches that this transaction has not overwritten, and all its own documents. */
  #candidates(table: Table, search: Search): DocumentRecord[] {
    const own = this.#overlay.changes().filter(({ write }) => write.table === table);
    const hidden = new Set(own.map(({ write }) => write.before?.rowId));
    const limit = MAX_CANDIDATES + hidden.size;
    const committed = this.#state.search
      .match(search.index, matchExpression(search), limit)
      .filter((rowId) => !hidden.has(rowId))
      .map((rowId) => this.#state.documents.load(rowId));
    return [...committed, ...own.flatMap(({ write }) => write.after?.record ?? [])];
  }
}

/** The keys between two positions of a walk: behind the first one, up to and with the second. */
export function keysBetween(
  from: CursorPosition | null,
  to: CursorPosition | null,
  isDescending: boolean,
): Interval {
  const behind = from?.type === "after" ? from.key : null;
  const until = to?.type === "after" ? to.key : null;
  if (isDescending) return { start: until ?? ALL_KEYS.start, end: behind ?? ALL_KEYS.end };
  return {
    start: behind === null ? ALL_KEYS.start : keyAfter(behind),
    end: until === null ? ALL_KEYS.end : keyAfter(until),
  };
}

function intersection(a: Interval, b: Interval): Interval {
  const start = a.start > b.start ? a.start : b.start;
  const end = a.end < b.end ? a.end : b.end;
  return { start, end: end < start ? start : end };
}
