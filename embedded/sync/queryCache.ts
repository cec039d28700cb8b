import type { SessionIdentity } from "../auth/sessionIdentity.ts";
import type { CommitRecord, ReadSet } from "../database/types.ts";
import type { QueryOutcome, Snapshot } from "../execution/types.ts";
import type { LiveQuery } from "./liveQuery.ts";
import { QueryResult } from "./queryResult.ts";
import { SharedResults } from "./sharedResults.ts";

/** The part of database/subscriptionIndex.ts that the cache needs. */
export interface ReadSetIndex<Token> {
  add(token: Token, readSet: ReadSet): void;
  remove(token: Token): void;
  affectedBy(commit: CommitRecord): Iterable<Token>;
}

/**
 * The place of a run in the index. It outlives the run: whoever held a run that became stale will
 * most likely run the same query again and read the same things, and then nothing is to be moved.
 */
export class Watch {
  /** Null between a run that became stale and the next one. */
  run: CachedRun | null = null;
}

/** Is told, once, that the result it holds has become stale. One of them inherits the place. */
export type Subscriber = (inherited: Watch | null) => void;

/** A run whose result still holds, with those who wait for the moment when it does not. */
export class CachedRun {
  readonly result: QueryResult;
  /** Journal for the next run of this subscription. */
  readonly journal: string | null;
  readonly subscribers = new Set<Subscriber>();
  readonly watch: Watch;
  /** Whose it is; null is everybody's, when the run did not look at its caller's identity. */
  readonly owner: string | null;
  /** Under the journal it was asked with and the one it made: both ask for the same page. */
  readonly keys: readonly string[];

  constructor(query: LiveQuery, owner: string | null, made: Made, watch: Watch) {
    this.result = made.result;
    this.journal = made.journal;
    this.owner = owner;
    this.watch = watch;
    const asked = query.runKey();
    this.keys = made.journal === query.journal ? [asked] : [asked, query.runKey(made.journal)];
  }

  get shared(): boolean {
    return this.owner === null;
  }
}

type Made = { result: QueryResult; journal: string | null };

/**
 * Results of live queries that no commit has touched since they ran, shared between sockets.
 *
 * The rule that keeps it safe: a run is stored for everybody only if that very run did not look at
 * the caller's identity; otherwise it is stored under the identity it ran for and nobody else finds
 * it. Nothing is assumed about a function from its earlier runs.
 *
 * Responsible for: finding, storing and dropping runs, telling subscribers. Not responsible for:
 * when to run again. Invariant: every run in `#runs` is in the index and untouched by any commit
 * up to the last `invalidate`; runs are added only within a snapshot, when nothing can commit.
 */
export class QueryCache {
  readonly #index: ReadSetIndex<Watch>;
  /** By query and journal, then by owner. */
  readonly #runs = new Map<string, Map<string | null, CachedRun>>();
  readonly #results = new SharedResults();
  #executions = 0;
  #size = 0;

  constructor(index: ReadSetIndex<Watch>) {
    this.#index = index;
  }

  /** How many times a query really ran, for tests and figures. */
  get executions(): number {
    return this.#executions;
  }

  /** Runs that still hold. */
  get size(): number {
    return this.#size;
  }

  /**
   * Finds or makes the run for `query` as `caller` and subscribes to it. Call only inside the
   * callback of `atSnapshot` that gave `snapshot`. What was `inherited` is used up.
   */
  async subscribe(
    snapshot: Snapshot,
    query: LiveQuery,
    caller: SessionIdentity,
    subscriber: Subscriber,
    inherited: Watch | null,
  ): Promise<CachedRun> {
    const known = this.#find(query, caller);
    if (known !== undefined && inherited !== null) this.forget(inherited);
    const run = known ?? (await this.#execute(snapshot, query, caller, inherited ?? new Watch()));
    run.subscribers.add(subscriber);
    return run;
  }

  #find(query: LiveQuery, caller: SessionIdentity): CachedRun | undefined {
    const runs = this.#runs.get(query.runKey());
    return runs?.get(null) ?? runs?.get(caller.key);
  }

  async #execute(snapshot: Snapshot, query: LiveQuery, caller: SessionIdentity, watch: Watch) {
    this.#executions += 1;
    let outcome: QueryOutcome;
    try {
      outcome = await snapshot.runQuery({
        path: query.path,
        args: query.args,
        identity: caller.identity,
        caller: "public",
        journal: query.journal,
      });
    } catch (error) {
      this.forget(watch);
      throw error;
    }
    // A failed run decides no page end, so the subscription keeps the one it had.
    const journal = outcome.ok ? outcome.journal : query.journal;
    const result = this.#results.share(query.key, new QueryResult(outcome));
    const owner = outcome.observedIdentity ? caller.key : null;
    const run = new CachedRun(query, owner, { result, journal }, watch);
    this.#store(run);
    this.#index.add(watch, outcome.readSet);
    return run;
  }

  #store(run: CachedRun): void {
    run.watch.run = run;
    this.#size += 1;
    for (const key of run.keys) {
      let runs = this.#runs.get(key);
      if (runs === undefined) this.#runs.set(key, (runs = new Map()));
      runs.set(run.owner, run);
    }
  }

  /** Gives a subscription back; a run that nobody holds is forgotten. */
  unsubscribe(run: CachedRun, subscriber: Subscriber): void {
    if (!run.subscribers.delete(subscriber) || run.subscribers.size > 0) return;
    this.#drop(run);
    this.forget(run.watch);
  }

  /** Gives back an inherited place that will not be used. */
  forget(watch: Watch): void {
    this.#index.remove(watch);
  }

  /** Drops every run that the commit touched, then tells their subscribers. */
  invalidate(commit: CommitRecord): void {
    // What is run from now on sees other data; keeping old texts would only take memory.
    this.#results.clear();
    const touched = [...this.#index.affectedBy(commit)];
    this.#expire(touched.map(({ run }) => run).filter((run) => run !== null));
  }

  /** For when the functions themselves have changed. */
  invalidateAll(): void {
    const runs = [...this.#runs.values()].flatMap((byOwner) => [...byOwner.values()]);
    this.#expire([...new Set(runs)]);
  }

  #expire(runs: readonly CachedRun[]): void {
    for (const run of runs) this.#drop(run);
    for (const { watch, subscribers } of runs) {
      let inherited: Watch | null = watch;
      if (subscribers.size === 0) this.forget(watch);
      for (const subscriber of subscribers) {
        subscriber(inherited);
        inherited = null;
      }
      subscribers.clear();
    }
  }

  /** From here on nobody finds the run. */
  #drop(run: CachedRun): void {
    run.watch.run = null;
    this.#size -= 1;
    for (const key of run.keys) {
      const runs = this.#runs.get(key);
      if (runs?.get(run.owner) !== run) continue;
      runs.delete(run.owner);
      if (runs.size === 0) this.#runs.delete(key);
    }
  }
}
