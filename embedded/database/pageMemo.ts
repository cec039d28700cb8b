import { encodeSortKey } from "../values/sortKey.ts";
import type { KeyRange } from "./indexRange.ts";
import type { RangeScan } from "./rangeScan.ts";
import type { Page, PageRequest, QueryDescription } from "./types.ts";

/** A page as one transaction has read it, with all that reading it took. */
export type SharedPage = {
  readonly page: Page;
  readonly covered: KeyRange;
  readonly read: { documents: number; bytes: number };
};

type Remembered = { shared: SharedPage; scan: RangeScan; version: number };

/** Pages and their documents kept at most; beyond, all are dropped and read again when wanted. */
const MOST_PAGES = 1_000;
const MOST_DOCUMENTS = 20_000;

/**
 * Responsible for reading a page once for all who ask for it while nothing in it changes. What it
 * gives depends on the committed documents alone: who asks has no part in it.
 */
export class PageMemo {
  readonly #pages = new Map<string, Remembered>();
  /** Of all pages, also of those that have ended and were not asked for since. */
  #documents = 0;

  find(key: string): SharedPage | null {
    const remembered = this.#pages.get(key);
    if (remembered === undefined) return null;
    if (remembered.scan.version === remembered.version) return remembered.shared;
    this.#drop(key, remembered);
    return null;
  }

  /** `scan` is the one that the page was read from; its next change ends the page. */
  remember(key: string, scan: RangeScan, shared: SharedPage): void {
    const former = this.#pages.get(key);
    if (former !== undefined) this.#drop(key, former);
    if (this.#pages.size >= MOST_PAGES || this.#documents >= MOST_DOCUMENTS) this.#clear();
    this.#pages.set(key, { shared, scan, version: scan.version });
    this.#documents += shared.read.documents;
  }

  #drop(key: string, { shared }: Remembered): void {
    this.#pages.delete(key);
    this.#documents -= shared.read.documents;
  }

  #clear(): void {
    this.#pages.clear();
    this.#documents = 0;
  }
}

/** Equal for equal requests of equal queries; null for what is not remembered. */
export function pageKey(
  { source, operators }: QueryDescription,
  request: PageRequest,
): string | null {
  if (source.type !== "IndexRange" || operators.length > 0) return null;
  let key = `${source.tableName} ${source.indexName} ${source.order}`;
  for (const { type, fieldPath, value } of source.range) {
    key += ` ${type} ${fieldPath} ${encodeSortKey(value)}`;
  }
  const { cursor, numItems, maximumRowsRead } = request;
  const end = request.endCursor ?? request.journalCursor ?? null;
  return `${key} ${numItems} ${maximumRowsRead} ${measured(cursor)} ${measured(end)}`;
}

/** With its length before it, so that no made-up cursor can pass for another one. */
function measured(cursor: string | null): string {
  return cursor === null ? "none" : `${cursor.length} ${cursor}`;
}
