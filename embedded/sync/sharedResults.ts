import type { QueryResult } from "./queryResult.ts";

/** Different results kept for one query: readers of a list fall into few groups. */
const MOST_VARIANTS = 8;
const MOST_QUERIES = 200;

/**
 * Finds the result that another caller was given when the text is the same, so that both get the
 * very same frames. Every caller's query has run by itself: nothing is decided here about who may
 * see what. Keeps few results; forgetting one costs bytes on the way, never correctness.
 */
export class SharedResults {
  readonly #byQuery = new Map<string, QueryResult[]>();

  clear(): void {
    this.#byQuery.clear();
  }

  /** `key` names the query and its arguments. Gives an equal result if there is one. */
  share(key: string, result: QueryResult): QueryResult {
    let variants = this.#byQuery.get(key);
    if (variants === undefined) {
      if (this.#byQuery.size >= MOST_QUERIES) this.#byQuery.clear();
      this.#byQuery.set(key, (variants = []));
    }
    const at = variants.findIndex((variant) => result.isSameText(variant));
    const same = at < 0 ? result : variants[at]!;
    // What many are shown stays in front, however many there are who are shown their own.
    if (at >= 0) variants.splice(at, 1);
    variants.unshift(same);
    if (variants.length > MOST_VARIANTS) variants.pop();
    return same;
  }
}
