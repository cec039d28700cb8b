/** The order of everything that touches the database. */
import { setImmediate as nextTurn } from "node:timers/promises";
import type { CommitRecord, Database } from "../database/types.ts";

/** What one write did, before it is durable. */
export type WriteResult<T> = {
  value: T;
  /** Null when nothing was written. */
  commit: CommitRecord | null;
  /** Effects outside the database that wait until the commit is durable. */
  afterCommit: (() => void)[];
};

type Waiting = {
  /** Runs one write in a transaction of its own and commits it in memory. */
  attempt: () => Promise<() => void>;
  reject: (error: unknown) => void;
};

type Finished = { settle: () => void; fail: (error: unknown) => void };

/** More than this in one fsync gains nothing and makes the first of them wait. */
export const MAX_GROUP = 64;

/** Reads take turns of about this length with waiting writes and with the sockets. */
const READ_SLICE_MS = 10;

/**
 * Runs writes and snapshots, one at a time. Writes keep their order and commit in groups: up to 64
 * that are waiting run one after the other, each in a transaction of its own, then one fsync makes
 * them all durable, and only then does anybody hear of any of them. Snapshots run between groups,
 * so they never see what a power cut could take back.
 *
 * Invariant: whenever a snapshot runs, every commit is durable and announced. Not responsible for
 * what runs inside (see transactions.ts) nor for its time limit.
 */
export class CommitQueue {
  readonly #database: Database;
  readonly #announce: (commit: CommitRecord) => void;
  readonly #writes: Waiting[] = [];
  readonly #reads: (() => Promise<void>)[] = [];
  #commits: CommitRecord[] = [];
  #isRunning = false;
  #whenIdle: (() => void)[] = [];

  /** `announce` is called for each durable commit in order; it must not throw. */
  constructor(database: Database, announce: (commit: CommitRecord) => void) {
    this.#database = database;
    this.#announce = announce;
  }

  /** Resolves once the write is durable; rejects with what `work` threw or why it is not durable. */
  write<T>(work: () => Promise<WriteResult<T>>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const attempt = async () => {
        const { value, commit, afterCommit } = await work();
        if (commit !== null) this.#commits.push(commit);
        return () => {
          resolve(value);
          for (const effect of afterCommit) effect();
        };
      };
      this.#writes.push({ attempt, reject });
      this.#start();
    });
  }

  /** Runs `work` while nothing commits. */
  read<T>(work: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#reads.push(() => work().then(resolve, reject));
      this.#start();
    });
  }

  /** How many writes and reads wait for their turn, for figures. */
  get waiting(): { writes: number; reads: number } {
    return { writes: this.#writes.length, reads: this.#reads.length };
  }

  /** Resolves when nothing waits or runs. */
  idle(): Promise<void> {
    if (!this.#isRunning) return Promise.resolve();
    return new Promise((resolve) => this.#whenIdle.push(resolve));
  }

  #start(): void {
    if (this.#isRunning) return;
    this.#isRunning = true;
    void this.#run();
  }

  /**
   * Each round begins in a new turn of the event loop: what arrived together is one group, and
   * sockets are served in between however long the queue is.
   */
  async #run(): Promise<void> {
    while (this.#writes.length > 0 || this.#reads.length > 0) {
      await nextTurn();
      if (this.#writes.length > 0) await this.#runGroup();
      await this.#runReads();
    }
    this.#isRunning = false;
    for (const resolve of this.#whenIdle.splice(0)) resolve();
  }

  async #runGroup(): Promise<void> {
    const finished: Finished[] = [];
    for (let i = 0; i < MAX_GROUP; i++) {
      const waiting = this.#writes.shift();
      if (waiting === undefined) break;
      finished.push(await this.#attempt(waiting));
    }
    const commits = this.#commits;
    this.#commits = [];
    try {
      this.#database.flush();
    } catch (error) {
      // Even one that failed by itself may have failed because of a neighbour that is now undone.
      for (const { fail } of finished) fail(error);
      return;
    }
    for (const { settle } of finished) settle();
    // Whoever wrote is answered before anybody else hears of it.
    await nextTurn();
    for (const commit of commits) this.#announce(commit);
  }

  async #attempt({ attempt, reject }: Waiting): Promise<Finished> {
    try {
      return { settle: await attempt(), fail: reject };
    } catch (error) {
      return { settle: () => reject(error), fail: reject };
    }
  }

  async #runReads(): Promise<void> {
    const end = performance.now() + READ_SLICE_MS;
    do {
      const read = this.#reads.shift();
      if (read === undefined) return;
      await read();
    } while (performance.now() < end);
  }
}
