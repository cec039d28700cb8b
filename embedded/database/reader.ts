import { keyAfter } from "../values/sortKey.ts";
import { byIdKey, indexNamed, type Catalog, type Table } from "./catalog.ts";
import type { CursorPosition } from "./cursors.ts";
import type { DocumentRecord } from "./documentCache.ts";
import type { DocumentStore, Interval } from "./documentStore.ts";
import { keyRange } from "./indexRange.ts";
import { OperatorSource } from "./operators.ts";
import type { ScanMemo } from "./rangeScan.ts";
import { ReadRecorder, type KeyReadSet } from "./readSet.ts";
import { matchExpression, MAX_CANDIDATES, planSearch, rank, type Search } from "./search.ts";
import type { SearchStore } from "./searchStore.ts";
import { ALL_KEYS, IndexSource, ResultSource, type Source } from "./sources.ts";
import type { QueryDescription, QuerySource } from "./types.ts";
import type { Usage } from "./usage.ts";
import type { WriteOverlay } from "./writeOverlay.ts";

/** The committed state that readers look at. */
export type CommittedState = {
  readonly catalog: Catalog;
  readonly documents: DocumentStore;
  readonly search: SearchStore;
  readonly scans: ScanMemo;
};

/**
 * Responsible for everything that a transaction reads: the committed state with the transaction's
 * own writes laid over it. Each read is counted in the usage and noted in the read set, here and
 * nowhere else.
 */
export class Reader {
  readonly #state: CommittedState;
  readonly #overlay: WriteOverlay;
  readonly #usage: Usage;
  readonly #reads = new ReadRecorder();

  constructor(state: CommittedState, overlay: WriteOverlay, usage: Usage) {
    this.#state = state;
    this.#overlay = overlay;
    this.#usage = usage;
  }

  readSet(): KeyReadSet {
    return this.#reads.finish();
  }

  /** What stands under an id; null depends on its absence. */
  find(table: Table, id: string): DocumentRecord | null {
    const key = byIdKey(table, id);
    this.#usage.countRange();
    this.#reads.point(key);
    const write = this.#overlay.get(id);
    const record =
      write === undefined ? this.#state.documents.findByKey(key) : (write.after?.record ?? null);
    if (record !== null) this.#usage.countRead(record.size);
    return record;
  }

  /** Starts a query within a stretch of keys; `expected` is how many documents will be pulled. */
  open(
    { source, operators }: QueryDescription,
    within: Interval,
    expected: number | undefined,
  ): OperatorSource {
    this.#usage.countRange();
    const documents =
      source.type === "Search"
        ? this.#openSearch(source, within)
        : this.#openRange(source, within, expected);
    return new OperatorSource(documents, operators, (record) => this.#usage.countRead(record.size));
  }

  #openRange(
    source: Exclude<QuerySource, { type: "Search" }>,
    within: Interval,
    expected: number | undefined,
  ): Source {
    const table = this.#state.catalog.table(source.tableName);
    const isScan = source.type === "FullTableScan";
    const index = indexNamed(table, isScan ? "by_creation_time" : source.indexName);
    const whole = keyRange(index, isScan ? [] : source.range);
    const range = { prefix: whole.prefix, ...intersection(whole, within) };
    const scan = this.#state.scans.scan(index, range, source.order, expected);
    const walk = new IndexSource({
      index,
      range,
      order: source.order,
      scan,
      own: () => this.#overlay.ownKeys(index.prefix),
    });
    this.#reads.range(() => walk.covered());
    return walk;
  }

  #openSearch(source: QuerySource & { type: "Search" }, within: Interval): Source {
    const table = this.#state.catalog.table(source.tableName);
    const search = planSearch(table, source);
    this.#reads.range(() => search.range);
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
