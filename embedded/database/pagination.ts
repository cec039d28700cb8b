/** Pages of a query that stay gapless while documents come and go. */
import { queryFingerprint, type CursorCodec, type CursorPosition } from "./cursors.ts";
import type { DocumentRecord } from "./documentCache.ts";
import { LimitExceeded } from "./errors.ts";
import { MAX_DOCUMENT_BYTES } from "../values/limits.ts";
import type { PageRequest, Page, QueryDescription, StoredDocument } from "./types.ts";
import type { Usage } from "./usage.ts";

/** From here on a page is so large that the client should split it. */
const SPLIT_AT_READ_SHARE = 0.75;
const SPLIT_AT_ITEMS = 6_144;
/** A page of fewer rows is not worth splitting. */
const FEWEST_TO_SPLIT = 3;

/** A query between two positions, pulled row by row before filters and limits. */
export interface PageSource {
  /** The next row: its key, and its record if it passed all filters. Null at the end. */
  nextRow(): { key: string; record: DocumentRecord | null } | null;
}

/** What pagination needs of a transaction. */
export type PageContext = {
  usage: Usage;
  codec: CursorCodec;
  open(from: CursorPosition | null, to: CursorPosition | null, expected?: number): PageSource;
  handOut(record: DocumentRecord): StoredDocument;
};

/**
 * Reads one page. Without an end the page has `numItems` documents and is done only when the query
 * gave no further one. With an end (`endCursor`, or `journalCursor` of an earlier run) it reads
 * exactly up to there, whatever the number, so neighbouring pages neither overlap nor leave gaps.
 */
export function readPage(
  description: QueryDescription,
  request: PageRequest,
  context: PageContext,
): Page {
  assertRequest(request);
  const fingerprint = queryFingerprint(description);
  const decode = (cursor: string | null | undefined) =>
    cursor == null ? null : context.codec.decode(cursor, fingerprint);
  const from = decode(request.cursor);
  const to = decode(request.endCursor ?? request.journalCursor);
  const rows = readRows(request, from, to, context);

  const end: CursorPosition = to ?? rows.end;
  const encode = (position: CursorPosition) => context.codec.encode(position, fingerprint);
  const splitKey = rows.keys.length < FEWEST_TO_SPLIT ? null : middle(rows.keys);
  return {
    page: rows.records.map((record) => context.handOut(record)),
    isDone: end.type === "end",
    continueCursor: encode(end),
    splitCursor: splitKey === null ? null : encode({ type: "after", key: splitKey }),
    pageStatus: rows.isIncomplete ? "SplitRequired" : sizeStatus(rows.keys.length, context.usage),
  };
}

type Rows = {
  records: DocumentRecord[];
  /** Keys of all rows read, also of those that filters dropped: a page of nothing but them splits too. */
  keys: string[];
  end: CursorPosition;
  /** True when limits stopped the page before its given end. */
  isIncomplete: boolean;
};

function readRows(
  request: PageRequest,
  from: CursorPosition | null,
  to: CursorPosition | null,
  context: PageContext,
): Rows {
  const rows: Rows = { records: [], keys: [], end: from ?? { type: "end" }, isIncomplete: false };
  if (from?.type === "end") return rows;
  const source = context.open(from, to, to === null ? request.numItems + 1 : undefined);
  const mostRows = request.maximumRowsRead ?? Infinity;
  for (let rowsRead = 0; to !== null || rows.records.length < request.numItems; rowsRead++) {
    const isSpent = context.usage.isReadBudgetSpent(MAX_DOCUMENT_BYTES);
    if (rowsRead >= mostRows || isSpent) {
      if (rowsRead === 0) throw new LimitExceeded("No reads are left for a page of this query");
      rows.isIncomplete = to !== null;
      return rows;
    }
    const row = source.nextRow();
    if (row === null) {
      rows.end = { type: "end" };
      return rows;
    }
    rows.end = { type: "after", key: row.key };
    rows.keys.push(row.key);
    if (row.record !== null) rows.records.push(row.record);
  }
  return rows;
}

function assertRequest({ numItems }: PageRequest): void {
  if (Number.isInteger(numItems) && numItems > 0) return;
  throw new Error(`The number of items of a page must be a positive integer, not ${numItems}`);
}

function middle(keys: readonly string[]): string {
  return keys[Math.floor((keys.length - 1) / 2)]!;
}

function sizeStatus(items: number, usage: Usage): Page["pageStatus"] {
  return items > SPLIT_AT_ITEMS || usage.readShare() > SPLIT_AT_READ_SHARE
    ? "SplitRecommended"
    : null;
}
