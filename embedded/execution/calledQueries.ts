/** Results of queries that queries call, for every run on the same data. */
import type { Value } from "convex/values";
import type { CalledReads, CommitRecord, ReadSet } from "../database/types.ts";
import type { LoadedModules } from "../modules/types.ts";

/** The part of database/subscriptionIndex.ts that finding outdated results takes. */
export interface CalledIndex {
  add(token: CalledResult, readSet: ReadSet): void;
  remove(token: CalledResult): void;
  affectedBy(commit: CommitRecord): Iterable<CalledResult>;
}

/** `value` is frozen to the bottom: all who call are given the very same one. */
export type CalledResult = {
  readonly key: string;
  readonly value: Value;
  readonly reads: CalledReads;
  /** Levels of calls that lay below it. */
  readonly height: number;
};

/** Beyond, all are dropped and made again when wanted. */
const MOST_RESULTS = 1_000;
/** Characters of the arguments that name a result. */
const LONGEST_KEY = 20_000;

/**
 * Responsible for finding the result of a query that was called with the same arguments before, while
 * nothing that it read has changed. Only what depends on its arguments and on committed data alone may
 * be kept: who keeps it has seen to that (invoke.ts).
 *
 * Invariant: no commit up to the last `invalidate` has touched what a kept result has read.
 */
export class CalledQueries {
  readonly #index: CalledIndex;
  readonly #results = new Map<string, CalledResult>();
  /** Other functions may give other results. */
  #modules: LoadedModules | null = null;

  constructor(index: CalledIndex) {
    this.#index = index;
  }

  find(modules: LoadedModules, key: string): CalledResult | undefined {
    return this.#modules === modules ? this.#results.get(key) : undefined;
  }

  keep(modules: LoadedModules, result: CalledResult): void {
    if (result.key.length > LONGEST_KEY) return;
    if (this.#modules !== modules || this.#results.size >= MOST_RESULTS) this.#clear();
    this.#modules = modules;
    const former = this.#results.get(result.key);
    if (former !== undefined) this.#index.remove(former);
    this.#results.set(result.key, result);
    this.#index.add(result, result.reads.readSet);
  }

  /** Drops every result that the commit touched. */
  invalidate(commit: CommitRecord): void {
    if (this.#results.size === 0) return;
    for (const result of [...this.#index.affectedBy(commit)]) {
      this.#index.remove(result);
      this.#results.delete(result.key);
    }
  }

  #clear(): void {
    for (const result of this.#results.values()) this.#index.remove(result);
    this.#results.clear();
  }
}
