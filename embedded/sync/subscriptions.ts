import type { SessionIdentity } from "../auth/sessionIdentity.ts";
import type { Snapshot } from "../execution/types.ts";
import type { LiveQuery } from "./liveQuery.ts";
import type { CachedRun, QueryCache, Subscriber, Watch } from "./queryCache.ts";

/**
 * One session's hold on cached runs. Invariant: it has exactly the queries whose last result still
 * holds for the session's identity; a query that is missing here is stale.
 */
export class Subscriptions {
  readonly #cache: QueryCache;
  readonly #onStale: () => void;
  readonly #held = new Map<LiveQuery, { run: CachedRun; subscriber: Subscriber }>();
  /** Places of runs that became stale, for the next runs of the same queries. */
  readonly #inherited = new Map<LiveQuery, Watch>();

  /** `onStale` is called whenever a held result stops to hold. */
  constructor(cache: QueryCache, onStale: () => void) {
    this.#cache = cache;
    this.#onStale = onStale;
  }

  has(query: LiveQuery): boolean {
    return this.#held.has(query);
  }

  /**
   * Finds or makes the result of `query` for `caller`, inside that snapshot. Null when it is not
   * `wanted` any more by the time it is there; then nothing is held.
   */
  async take(
    snapshot: Snapshot,
    query: LiveQuery,
    caller: SessionIdentity,
    wanted: () => boolean,
  ): Promise<CachedRun | null> {
    const subscriber = (inherited: Watch | null) => {
      this.#held.delete(query);
      if (inherited !== null) this.#inherited.set(query, inherited);
      this.#onStale();
    };
    const inherited = this.#inherited.get(query) ?? null;
    this.#inherited.delete(query);
    const run = await this.#cache.subscribe(snapshot, query, caller, subscriber, inherited);
    if (!wanted()) {
      this.#cache.unsubscribe(run, subscriber);
      return null;
    }
    this.#held.set(query, { run, subscriber });
    return run;
  }

  release(query: LiveQuery): void {
    const inherited = this.#inherited.get(query);
    if (inherited !== undefined) this.#cache.forget(inherited);
    this.#inherited.delete(query);
    const held = this.#held.get(query);
    if (held === undefined) return;
    this.#held.delete(query);
    this.#cache.unsubscribe(held.run, held.subscriber);
  }

  /** For a changed identity: results that depend on who asked are not this caller's. */
  releasePrivate(): void {
    for (const [query, { run }] of this.#held) {
      if (!run.shared) this.release(query);
    }
  }

  releaseAll(): void {
    for (const query of [...this.#held.keys(), ...this.#inherited.keys()]) this.release(query);
  }
}
