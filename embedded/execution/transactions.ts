/** Runs functions in transactions: the part of the runner that actions and the scheduler share. */
import type { Clock } from "../clock.ts";
import type { CommitRecord, Database, Timestamp, Transaction } from "../database/types.ts";
import { SubscriptionIndex } from "../database/subscriptionIndex.ts";
import { collectLines } from "../modules/console.ts";
import type { LoadedFunction, ModuleSource } from "../modules/types.ts";
import type { FileStore } from "../storage/fileStore.ts";
import { CalledQueries } from "./calledQueries.ts";
import { CommitQueue } from "./commitQueue.ts";
import { invoke, topLevelCall } from "./invoke.ts";
import type { Log } from "./log.ts";
import { outcomeOf, type RunListener } from "./runReport.ts";
import { seededRandom } from "./random.ts";
import { RequestId } from "./requestId.ts";
import { invokeStock } from "./stock/invokeStock.ts";
import type { TransactionScope } from "./scope.ts";
import type { Identity } from "./types.ts";
import type { Arguments } from "./values.ts";
import { Watchdog } from "./watchdog.ts";

export type TransactionOptions = {
  database: Database;
  modules: ModuleSource;
  files: FileStore;
  clock: Clock;
  log: Log;
  /**
   * A function may await this long (ms) for something other than its ctx. Convex allows a second
   * of computing; here it only guards the queue, so it is generous.
   */
  functionTimeoutMs?: number;
  /** A run that takes longer (ms) is named in the log: it held up everybody else. */
  slowRunMs?: number;
  onRun?: RunListener;
  /** "stock" runs functions in `convex/server`'s own ctx, for comparing; see stock/. */
  path?: "own" | "stock";
  /** Seeds Math.random of each run; fixed in tests. */
  newSeed?: () => number;
};

/** Whose run it is. */
export type RunOwner = {
  identity: Identity | null;
  requestId?: RequestId | string;
  scheduledJobId?: string | null;
};

const FUNCTION_TIMEOUT_MS = 5_000;

const SLOW_RUN_MS = 250;

/**
 * Owns the queue. Responsible for beginning and ending transactions, for the surroundings of a run
 * (time, randomness, console) and its deadline. Not responsible for who may call what.
 */
export class Transactions {
  readonly database: Database;
  readonly modules: ModuleSource;
  readonly queue: CommitQueue;
  readonly #options: TransactionOptions;
  readonly #watchdog: Watchdog;
  readonly #calledQueries = new CalledQueries(new SubscriptionIndex());
  readonly #listeners = new Set<(commit: CommitRecord) => void>();

  constructor(options: TransactionOptions) {
    this.#options = options;
    this.#watchdog = new Watchdog(options.functionTimeoutMs ?? FUNCTION_TIMEOUT_MS);
    this.database = options.database;
    this.modules = options.modules;
    this.queue = new CommitQueue(options.database, (commit) => this.#announce(commit));
  }

  onCommit(listener: (commit: CommitRecord) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Runs `work` in a write transaction and resolves when its writes are durable. When it throws,
   * nothing is written. The timestamp is that of the commit, or of what it read without writing.
   */
  write<T>(
    owner: RunOwner,
    work: (scope: TransactionScope) => Promise<T>,
  ): Promise<{ value: T; timestamp: Timestamp }> {
    return this.queue.write(async () => {
      const transaction = this.database.beginWrite();
      try {
        const scope = this.newScope(transaction, owner, null);
        const value = await work(scope);
        const commit = this.database.commit(transaction);
        const timestamp = commit?.timestamp ?? this.database.latestTimestamp;
        return { value: { value, timestamp }, commit, afterCommit: scope.afterCommit };
      } finally {
        transaction.close();
      }
    });
  }

  /** A transaction of the backend itself. */
  async system<T>(work: (transaction: Transaction) => T): Promise<T> {
    const { value } = await this.write({ identity: null }, async (scope) =>
      work(scope.transaction),
    );
    return value;
  }

  /** As `system`, for looking only: it sees what is durable and nothing else. */
  inspect<T>(work: (transaction: Transaction) => T): Promise<T> {
    return this.queue.read(async () => {
      const transaction = this.database.beginRead();
      try {
        return work(transaction);
      } finally {
        transaction.close();
      }
    });
  }

  newScope(
    transaction: Transaction,
    owner: RunOwner,
    journalCursor: string | null,
  ): TransactionScope {
    return {
      transaction,
      modules: this.modules.current,
      files: this.#options.files,
      identity: owner.identity,
      now: this.#options.clock.now(),
      requestId: owner.requestId ?? new RequestId(),
      scheduledJobId: owner.scheduledJobId ?? null,
      observedIdentity: false,
      calledQueries: transaction.mode === "read" ? this.#calledQueries : null,
      journalCursor,
      endCursor: null,
      jobsScheduled: 0,
      jobArgumentBytes: 0,
      afterCommit: [],
    };
  }

  /**
   * Runs one function in the transaction of `scope` and gives the text of its result. Its console
   * lines are added to `logLines`. Throws what it throws, or FunctionTimeout; after either, its
   * ctx is dead.
   */
  async runFunction(
    scope: TransactionScope,
    target: LoadedFunction,
    args: Arguments,
    logLines: string[],
  ): Promise<string> {
    const host = scope.modules.transactionHost;
    const { lines, sink } = collectLines();
    const call = topLevelCall(scope, target);
    const random = seededRandom(this.#options.newSeed?.() ?? Math.random() * 2 ** 32);
    const startedAt = performance.now();
    host.current = { now: scope.now, random, console: sink, isParticular: false };
    const run = this.#options.path === "stock" ? invokeStock : invoke;
    let outcome = "ok";
    try {
      return await this.#watchdog.watch(target.path, run(scope, target, args, call));
    } catch (error) {
      outcome = outcomeOf(error);
      throw error;
    } finally {
      host.current = null;
      call.close();
      logLines.push(...lines);
      for (const line of lines) this.#options.log.info(`${target.path} ${line}`);
      this.#report(scope, target, { durationMs: performance.now() - startedAt, outcome, lines });
    }
  }

  #report(
    { requestId }: TransactionScope,
    { kind, path }: LoadedFunction,
    { durationMs, outcome, lines }: { durationMs: number; outcome: string; lines: string[] },
  ): void {
    const { log, onRun, slowRunMs = SLOW_RUN_MS } = this.#options;
    const logLines = lines.length === 0 ? {} : { logLines: lines };
    onRun?.({ kind, path, durationMs, outcome, requestId, ...logLines });
    if (durationMs < slowRunMs) return;
    const duration = Math.round(durationMs);
    const fields = { event: "slow", function: path, durationMs: duration };
    log.warn(`Slow ${kind}: ${path} took ${duration} ms.`, {
      ...fields,
      requestId: String(requestId),
    });
  }

  #announce(commit: CommitRecord): void {
    this.#calledQueries.invalidate(commit);
    for (const listener of this.#listeners) {
      try {
        listener(commit);
      } catch (error) {
        this.#options.log.error("A listener for commits failed.", error);
      }
    }
  }
}
