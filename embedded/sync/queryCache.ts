import type { SessionIdentity } from "../auth/sessionIdentity.ts";
import type { CommitRecord, ReadSet } from "../database/types.ts";
import type { QueryOutcome, Snapshot } from "../execution/types.ts";
import { QueryResult } from "./queryResult.ts";
import { SharedResults } from "./sharedResults.ts";
import type { LiveQuery } from "./session.ts";

/** The part of database/subscriptionIndex.ts that the cache needs. */
export interface ReadSetIndex<Token> {
  add(token: Token, readSet: ReadSet): void;
  remove(token: Token): void;
  affectedBy(commit: CommitRecord): Iterable<Token>;
}

/** Is told, once, that the result it holds has become stale. */
export type Subscriber = () => void;

/** A run whose result still holds, with those who wait for the moment when it does not. */
export class CachedRun {
  readonly result: QueryResult;
  /** Journal for the next run of this subscription. */
  readonly journal: string | null;
  readonly subscribers = new Set<Subscriber>();
  readonly keys: readonly string[];
  /** False when the run looked at its caller's identity. */
  readonly shared: boolean;

  constructor(
    keys: readonly string[],
    shared: boolean,
    result: QueryResult,
    journal: string | null,
  ) {
    this.keys = keys;
    this.shared = shared;
    this.result = result;
    this.journal = journal;
  }
}

const SHARED = "shared";

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
  readonly #index: ReadSetIndex<CachedRun>;
  readonly #runs = new Map<string, CachedRun>();
  readonly #results = new SharedResults();
  #executions = 0;

  constructor(index: ReadSetIndex<CachedRun>) {
    this.#index = index;
  }

  /** How many times a query really ran, for tests and figures. */
  get executions(): number {
    return this.#executions;
  }

  get size(): number {
    return this.#runs.size;
  }

  /**
   * Finds or makes the run for `query` as `caller` and subscribes to it. Call only inside the
   * callback of `atSnapshot` that gave `snapshot`.
   */
  async subscribe(
    snapshot: Snapshot,
    query: LiveQuery,
    caller: SessionIdentity,
    subscriber: Subscriber,
  ): Promise<CachedRun> {
    const run = this.#find(query, caller) ?? (await this.#execute(snapshot, query, caller));
    run.subscribers.add(subscriber);
    return run;
  }

  #find(query: LiveQuery, caller: SessionIdentity): CachedRun | undefined {
    const key = runKey(query, query.journal);
    return this.#runs.get(key + SHARED) ?? this.#runs.get(key + ownedBy(caller));
  }

  async #execute(snapshot: Snapshot, query: LiveQuery, caller: SessionIdentity) {
    this.#executions += 1;
    const outcome = await snapshot.runQuery({
      path: query.path,
      args: query.args,
      identity: caller.identity,
      caller: "public",
      journal: query.journal,
    });
    // A failed run decides no page end, so the subscription keeps the one it had.
    const journal = outcome.ok ? outcome.journal : query.journal;
    const run = new CachedRun(
      storageKeys(query, journal, outcome, caller),
      !outcome.observedIdentity,
      this.#results.share(runKey(query, null), new QueryResult(outcome)),
      journal,
    );
    for (const key of run.keys) this.#runs.set(key, run);
    this.#index.add(run, outcome.readSet);
    return run;
  }

  /** Gives a subscription back; a run that nobody holds is forgotten. */
  unsubscribe(run: CachedRun, subscriber: Subscriber): void {
    if (run.subscribers.delete(subscriber) && run.subscribers.size === 0) this.#drop(run);
  }

  /** Drops every run that the commit touched, then tells their subscribers. */
  invalidate(commit: CommitRecord): void {
    // What is run from now on sees other data; keeping old texts would only take memory.
    this.#results.clear();
    this.#expire(new Set(this.#index.affectedBy(commit)));
  }

  /** For when the functions themselves have changed. */
  invalidateAll(): void {
    this.#expire(new Set(this.#runs.values()));
  }

  #expire(runs: ReadonlySet<CachedRun>): void {
    for (const run of runs) this.#drop(run);
    for (const run of runs) {
      for (const subscriber of run.subscribers) subscriber();
      run.subscribers.clear();
    }
  }

  #drop(run: CachedRun): void {
    this.#index.remove(run);
    for (const key of run.keys) {
      if (this.#runs.get(key) === run) this.#runs.delete(key);
    }
  }
}

/** Each part is a JSON text, so that no client can make one part run into the next. */
function runKey(query: LiveQuery, journal: string | null): string {
  return `${JSON.stringify(query.path)}${query.argsJson}${JSON.stringify(journal)}`;
}

function ownedBy(caller: SessionIdentity): string {
  return `identity ${caller.key}`;
}

/** Stored under the journal it was asked with and the one it made: both ask for the same page. */
function storageKeys(
  query: LiveQuery,
  journal: string | null,
  outcome: QueryOutcome,
  caller: SessionIdentity,
): string[] {
  const owner = outcome.observedIdentity ? ownedBy(caller) : SHARED;
  const journals = new Set([query.journal, journal]);
  return [...journals].map((each) => runKey(query, each) + owner);
}
