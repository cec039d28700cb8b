/** The state of one top-level query or mutation, shared by the functions that it calls. */
import type { Transaction } from "../database/types.ts";
import type { LoadedModules } from "../modules/types.ts";
import type { FileStore } from "../storage/fileStore.ts";
import type { CalledQueries } from "./calledQueries.ts";
import type { RequestId } from "./requestId.ts";
import type { Identity } from "./types.ts";

/** What ended a run early, or what it did after it had ended. */
export class RunEnded extends Error {
  override name = "RunEnded";
}

/** Everything that belongs to one transaction; thrown away with it. */
export type TransactionScope = {
  readonly transaction: Transaction;
  readonly modules: LoadedModules;
  readonly files: FileStore;
  readonly identity: Identity | null;
  /** Fixed for the whole run, in ms. */
  readonly now: number;
  readonly requestId: RequestId | string;
  /** The job that this run belongs to; shown by `ctx.meta`. */
  readonly scheduledJobId: string | null;
  /** True once anything of this run asked who calls. */
  observedIdentity: boolean;
  /** Where results of called queries are found again; null where writes may lie over what is committed. */
  readonly calledQueries: CalledQueries | null;
  /** End cursor of the previous run of this subscription; only its top-level function uses it. */
  readonly journalCursor: string | null;
  /** End cursor of the page that this run read. */
  endCursor: string | null;
  jobsScheduled: number;
  jobArgumentBytes: number;
  /** Done when, and only when, the commit is durable. */
  readonly afterCommit: (() => void)[];
};

/**
 * One function call inside a transaction. Responsible for the order of what happens in it and for
 * its end: after `close()` every further use throws, so that a promise which the function forgot
 * to await can neither read nor write. Not responsible for the transaction itself.
 *
 * Invariant: at most one nested call of a function runs at a time, and its caller's writes wait
 * for it. Otherwise undoing a failed nested mutation would also undo the caller's writes since.
 */
export class FunctionCall {
  readonly scope: TransactionScope;
  readonly path: string;
  readonly kind: "query" | "mutation";
  readonly visibility: "public" | "internal";
  /** 0 for the function that the caller asked for. */
  readonly depth: number;
  hasPaginated = false;
  /** True once this call, or one that it made, has asked who calls or about the run itself. */
  isParticular = false;
  readonly #parent: FunctionCall | null;
  #isClosed = false;
  #nested: Promise<unknown> = Promise.resolve();
  #nestedCount = 0;
  #height = 0;

  constructor(
    scope: TransactionScope,
    target: { path: string; kind: "query" | "mutation"; visibility: "public" | "internal" },
    parent: FunctionCall | null = null,
  ) {
    this.scope = scope;
    this.path = target.path;
    this.kind = target.kind;
    this.visibility = target.visibility;
    this.#parent = parent;
    this.depth = parent === null ? 0 : parent.depth + 1;
  }

  /** False as soon as this function or one that called it has ended. */
  get isOpen(): boolean {
    return !this.#isClosed && (this.#parent?.isOpen ?? true);
  }

  /** The transaction, as long as this call lasts. */
  get transaction(): Transaction {
    if (!this.isOpen) {
      throw new RunEnded(
        `${this.path} used its ctx after it had returned: a promise in it is not awaited.`,
      );
    }
    return this.scope.transaction;
  }

  /** How many levels of calls lie below this one. */
  get height(): number {
    return this.#height;
  }

  /** A call with so many levels below it was made by this one. */
  noteHeight(ofCalled: number): void {
    this.#height = Math.max(this.#height, ofCalled + 1);
  }

  /** What this call gives, and what its callers give, is for this run alone. */
  noteParticular(): void {
    this.isParticular = true;
    this.#parent?.noteParticular();
  }

  /** Runs `work` after the nested calls before it. */
  nest<T>(work: () => Promise<T>): Promise<T> {
    this.#nestedCount++;
    const done = this.#nested.then(work).finally(() => this.#nestedCount--);
    this.#nested = done.catch(() => {});
    return done;
  }

  /** True while a nested call runs or waits. */
  get hasNested(): boolean {
    return this.#nestedCount > 0;
  }

  /** Resolves when no nested call is running; at once in the usual case. */
  async settleNested(): Promise<void> {
    while (this.#nestedCount > 0) await this.#nested;
  }

  close(): void {
    this.#isClosed = true;
  }
}
