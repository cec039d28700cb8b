/** Clears up what is only kept for a time: answers of mutations and results of scheduled functions. */
import type { Clock } from "../clock.ts";
import type { Transaction } from "../database/types.ts";
import type { Log } from "../execution/log.ts";
import type { Runner } from "../execution/runner.ts";
import { sweepSessionRequests } from "../execution/sessionRequests.ts";
import { sweepJobResults } from "./jobTables.ts";

export type HousekeepingOptions = { runner: Runner; clock: Clock; log: Log };

const INTERVAL_MS = 60 * 60 * 1000;

/** Rows of one transaction: small, because people's mutations wait meanwhile. */
const BATCH = 200;

/** Sweeps at start and every hour. */
export class Housekeeping {
  readonly #options: HousekeepingOptions;
  #cancelTimer: (() => void) | null = null;
  #sweep: Promise<void> = Promise.resolve();
  #isStopped = false;

  constructor(options: HousekeepingOptions) {
    this.#options = options;
  }

  start(): void {
    const { clock, log } = this.#options;
    if (this.#isStopped) return;
    this.#sweep = this.#sweepAll().catch((error: unknown) => {
      log.error("Old records could not be cleared up; this is tried again in an hour.", error);
    });
    this.#cancelTimer = clock.schedule(clock.now() + INTERVAL_MS, () => this.start());
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancelTimer?.();
    await this.#sweep;
  }

  /** Resolves when the sweep that runs is done. */
  settled(): Promise<void> {
    return this.#sweep;
  }

  async #sweepAll(): Promise<void> {
    await this.#inBatches(sweepSessionRequests);
    await this.#inBatches(sweepJobResults);
  }

  async #inBatches(
    sweep: (transaction: Transaction, now: number, limit: number) => number,
  ): Promise<void> {
    const { runner, clock } = this.#options;
    let removed: number;
    do {
      removed = await runner.transactions.system((transaction) =>
        sweep(transaction, clock.now(), BATCH),
      );
    } while (removed === BATCH && !this.#isStopped);
  }
}
