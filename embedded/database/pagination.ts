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
  nextRow(): DocumentRecord | null;
  /** Asked once for each row. */
  passes(row: DocumentRecord): boolean;
  keyOf(row: DocumentRecord): string;
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
  return {
    page: rows.records.map((record) => context.handOut(record)),
    isDone: end.type === "end",
    continueCursor: encode(end),
    splitCursor: rows.middle === null ? null : encode({ type: "after", key: rows.middle }),
    pageStatus: rows.isIncomplete ? "SplitRequired" : sizeStatus(rows.count, context.usage),
  };
}

type Rows = {
  /** The rows that pass all filters. */
  records: DocumentRecord[];
  /** All rows read: also a page of nothing but dropped ones can be split. */
  count: number;
  /** The place of the row in the middle, null when there are too few. */
  middle: string | null;
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
  if (from?.type === "end") {
    return { records: [], count: 0, middle: null, end: from, isIncomplete: false };
  }
  const source = context.open(from, to, to === null ? request.numItems + 1 : undefined);
  const mostRows = request.maximumRowsRead ?? Infinity;
  const rows: DocumentRecord[] = [];
  const records: DocumentRecord[] = [];
  const finish = (reason: "end" | "enough" | "limit"): Rows => ({
    records,
    count: rows.length,
    middle: rows.length < FEWEST_TO_SPLIT ? null : source.keyOf(middle(rows)),
    end: reason === "end" ? { type: "end" } : { type: "after", key: source.keyOf(rows.at(-1)!) },
    isIncomplete: reason === "limit" && to !== null,
  });
  while (to !== null || records.length < request.numItems) {
    if (rows.length >= mostRows || context.usage.isReadBudgetSpent(MAX_DOCUMENT_BYTES)) {
      if (rows.length > 0) return finish("limit");
      throw new LimitExceeded("No reads are left for a page of this query");
    }
    const row = source.nextRow();
    if (row === null) return finish("end");
    rows.push(row);
    if (source.passes(row)) records.push(row);
  }
  return finish("enough");
}

function assertRequest({ numItems }: PageRequest): void {
  if (Number.isInteger(numItems) && numItems > 0) return;
  throw new Error(`The number of items of a page must be a positive integer, not ${numItems}`);
}

function middle(rows: readonly DocumentRecord[]): DocumentRecord {
  return rows[Math.floor((rows.length - 1) / 2)]!;
}

function sizeStatus(items: number, usage: Usage): Page["pageStatus"] {
  return items > SPLIT_AT_ITEMS || usage.readShare() > SPLIT_AT_READ_SHARE
    ? "SplitRecommended"
    : null;
}
