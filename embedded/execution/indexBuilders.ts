/** The `q` of `.withIndex(name, (q) => …)` and `.withSearchIndex(name, (q) => …)`. */
import type { Value } from "convex/values";
import type { RangeCondition } from "../database/types.ts";

/**
 * Collects an index range. Each call gives a new builder and uses up the old one: a builder that
 * were used twice would silently lose one of the two conditions.
 */
export class IndexRangeBuilder {
  readonly #conditions: readonly RangeCondition[];
  #used = false;

  constructor(conditions: readonly RangeCondition[] = []) {
    this.#conditions = conditions;
  }

  eq(fieldPath: string, value: Value | undefined): IndexRangeBuilder {
    return this.#with({ type: "Eq", fieldPath, value });
  }
  gt(fieldPath: string, value: Value | undefined): IndexRangeBuilder {
    return this.#with({ type: "Gt", fieldPath, value });
  }
  gte(fieldPath: string, value: Value | undefined): IndexRangeBuilder {
    return this.#with({ type: "Gte", fieldPath, value });
  }
  lt(fieldPath: string, value: Value | undefined): IndexRangeBuilder {
    return this.#with({ type: "Lt", fieldPath, value });
  }
  lte(fieldPath: string, value: Value | undefined): IndexRangeBuilder {
    return this.#with({ type: "Lte", fieldPath, value });
  }

  finish(): RangeCondition[] {
    this.#use();
    return [...this.#conditions];
  }

  #with(condition: RangeCondition): IndexRangeBuilder {
    this.#use();
    return new IndexRangeBuilder([...this.#conditions, condition]);
  }

  #use(): void {
    if (this.#used) {
      throw new Error("An index range must be built in one chain: q.eq(…).gt(…), each used once.");
    }
    this.#used = true;
  }
}

type Search = {
  search: { fieldPath: string; value: string };
  filters: { fieldPath: string; value: Value | undefined }[];
};

/** Collects one `search` and any number of `eq` filters, under the same one-chain rule. */
export class SearchFilterBuilder {
  readonly #search: Search["search"] | null;
  readonly #filters: Search["filters"];
  #used = false;

  constructor(search: Search["search"] | null = null, filters: Search["filters"] = []) {
    this.#search = search;
    this.#filters = filters;
  }

  search(fieldPath: string, value: string): SearchFilterBuilder {
    this.#use();
    if (this.#search !== null) throw new Error("A search can have only one search() term.");
    if (typeof value !== "string") throw new Error("search() expects the query as a string.");
    return new SearchFilterBuilder({ fieldPath, value }, this.#filters);
  }

  eq(fieldPath: string, value: Value | undefined): SearchFilterBuilder {
    this.#use();
    return new SearchFilterBuilder(this.#search, [...this.#filters, { fieldPath, value }]);
  }

  finish(): Search {
    this.#use();
    if (this.#search === null) throw new Error("A search index needs a search() term.");
    return { search: this.#search, filters: this.#filters };
  }

  #use(): void {
    if (this.#used) {
      throw new Error("A search must be built in one chain: q.search(…).eq(…), each used once.");
    }
    this.#used = true;
  }
}
