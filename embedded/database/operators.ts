import type { DocumentRecord } from "./documentCache.ts";
import { passesFilter } from "./filters.ts";
import type { SourceEntry, Source } from "./sources.ts";
import type { PageSource } from "./pagination.ts";
import type { QueryDescription } from "./types.ts";

/** As many filters and limits as Convex allows a query to have. */
const MAX_OPERATORS = 256;

/**
 * Responsible for the filters and limits of a query, in their order, over a source. A spent limit
 * ends the query before the next document is pulled, so that document does not count as read.
 */
export class OperatorSource implements PageSource {
  readonly #source: Source;
  readonly #operators: QueryDescription["operators"];
  readonly #left: number[];
  readonly #onRead: (record: DocumentRecord) => void;

  constructor(
    source: Source,
    operators: QueryDescription["operators"],
    onRead: (record: DocumentRecord) => void,
  ) {
    if (operators.length > MAX_OPERATORS) {
      throw new Error(`A query has at most ${MAX_OPERATORS} filters and limits`);
    }
    this.#source = source;
    this.#operators = operators;
    this.#left = operators.map((operator) => ("limit" in operator ? operator.limit : Infinity));
    this.#onRead = onRead;
  }

  /** The next row that is pulled; its record is null when a filter drops it. */
  nextRow(): { key: string; record: DocumentRecord | null } | null {
    if (this.#left.some((left) => left <= 0)) return null;
    const entry = this.#source.next();
    if (entry === null) return null;
    this.#onRead(entry.record);
    return { key: entry.key, record: this.#passes(entry) ? entry.record : null };
  }

  /** The next document that passes, or null. */
  next(): DocumentRecord | null {
    for (;;) {
      const row = this.nextRow();
      if (row === null || row.record !== null) return row?.record ?? null;
    }
  }

  #passes({ record }: SourceEntry): boolean {
    return this.#operators.every((operator, position) => {
      if ("filter" in operator) return passesFilter(record.document, operator.filter);
      return this.#left[position]!-- > 0;
    });
  }
}

/** How many documents the query will give at most, if it says so before any filter. */
export function leadingLimit({ operators }: QueryDescription): number | undefined {
  const first = operators[0];
  return first !== undefined && "limit" in first ? first.limit : undefined;
}
