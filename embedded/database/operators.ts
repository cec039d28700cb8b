import type { DocumentRecord } from "./documentCache.ts";
import { passesFilter } from "./filters.ts";
import type { PageSource } from "./pagination.ts";
import type { Source } from "./sources.ts";
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

  /** The next document that is read, whether or not filters let it pass. */
  nextRow(): DocumentRecord | null {
    for (const left of this.#left) if (left <= 0) return null;
    const record = this.#source.next();
    if (record !== null) this.#onRead(record);
    return record;
  }

  /** The next document that passes, or null. */
  next(): DocumentRecord | null {
    for (;;) {
      const record = this.nextRow();
      if (record === null || this.passes(record)) return record;
    }
  }

  keyOf(record: DocumentRecord): string {
    return this.#source.keyOf(record);
  }

  /** Asked once for each row: limits count what passes. */
  passes(record: DocumentRecord): boolean {
    for (let position = 0; position < this.#operators.length; position++) {
      const operator = this.#operators[position]!;
      if ("limit" in operator) this.#left[position]! -= 1;
      else if (!passesFilter(record.document, operator.filter)) return false;
    }
    return true;
  }
}

/** How many documents the query will give at most, if it says so before any filter. */
export function leadingLimit({ operators }: QueryDescription): number | undefined {
  const first = operators[0];
  return first !== undefined && "limit" in first ? first.limit : undefined;
}
