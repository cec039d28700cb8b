/** Runs the jobs of `crons.ts`. */
import type { Clock } from "../clock.ts";
import { StorageError } from "../database/errors.ts";
import { isConvexError, newRequestId, withoutValues } from "../execution/failures.ts";
import type { Log } from "../execution/log.ts";
import { resolveFunction } from "../execution/resolve.ts";
import type { Runner } from "../execution/runner.ts";
import { decodeArguments } from "../execution/values.ts";
import { collectLines } from "../modules/console.ts";
import type { LoadedFunction, ModuleSource } from "../modules/types.ts";
import { backoffMs } from "./backoff.ts";
import {
  advanceCron,
  argumentsOf,
  endInterruptedCrons,
  getCron,
  listCrons,
  markCronRunning,
  syncCronTable,
  type CronRow,
} from "./cronTable.ts";

export type CronOptions = { runner: Runner; modules: ModuleSource; clock: Clock; log: Log };

/**
 * Responsible for one timer per job and for one run of a job at a time. The time of the next run is
 * in the table, so a restart neither forgets nor repeats one: a mutation moves it in its own
 * commit, an action marks its row before it begins.
 */
export class Crons {
  readonly #options: CronOptions;
  readonly #timers = new Map<string, () => void>();
  readonly #running = new Map<string, Promise<void>>();
  readonly #attempts = new Map<string, number>();
  #isStopped = false;

  constructor(options: CronOptions) {
    this.#options = options;
  }

  /** Takes over the table, then runs what is overdue once. */
  async start(): Promise<void> {
    const { runner, clock, log } = this.#options;
    const interrupted = await runner.transactions.system((transaction) =>
      endInterruptedCrons(transaction, clock.now()),
    );
    for (const name of interrupted) {
      log.warn(`Cron job "${name}" was interrupted by the end of the process.`);
    }
    await this.reload();
  }

  /** Brings table and timers in line with the modules that are loaded now. */
  async reload(): Promise<void> {
    const { runner, modules, clock } = this.#options;
    const rows = await runner.transactions.system((transaction) => {
      syncCronTable(transaction, modules.current.crons, clock.now());
      return listCrons(transaction);
    });
    for (const cancel of this.#timers.values()) cancel();
    this.#timers.clear();
    for (const row of rows) this.#arm(row._id, row.nextTime);
  }

  /** Starts no more runs and resolves when the running ones have ended. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    for (const cancel of this.#timers.values()) cancel();
    await this.settled();
  }

  /** Resolves when no job is running. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running.values());
  }

  #arm(id: string, time: number): void {
    // A running job is armed again when it ends.
    if (this.#isStopped || this.#running.has(id)) return;
    this.#timers.get(id)?.();
    const { clock } = this.#options;
    if (time <= clock.now()) this.#begin(id);
    else
      this.#timers.set(
        id,
        clock.schedule(time, () => this.#begin(id)),
      );
  }

  #begin(id: string): void {
    this.#timers.delete(id);
    const run = this.#run(id).then((nextTime) => {
      this.#running.delete(id);
      if (nextTime !== null) this.#arm(id, nextTime);
    });
    this.#running.set(id, run);
  }

  /** Gives the time at which to look again, null when the job is gone. Never throws. */
  async #run(id: string): Promise<number | null> {
    const { clock, log } = this.#options;
    try {
      const nextTime = await this.#runOnce(id);
      this.#attempts.delete(id);
      return nextTime;
    } catch (error) {
      const attempt = (this.#attempts.get(id) ?? 0) + 1;
      this.#attempts.set(id, attempt);
      log.error("A cron job could not be run and will be tried again.", error);
      return clock.now() + backoffMs(attempt);
    }
  }

  async #runOnce(id: string): Promise<number | null> {
    const { runner, clock } = this.#options;
    const row = await runner.transactions.inspect((transaction) => getCron(transaction, id));
    if (row === null || row.nextTime > clock.now()) return row?.nextTime ?? null;
    // Still marked: its action has run, and only writing that down failed.
    if (!row.isRunning) await this.#runFunction(row);
    return await runner.transactions.system((transaction) => {
      const after = getCron(transaction, id);
      // A mutation that succeeded has moved its own time already.
      if (after?.nextTime === row.nextTime) advanceCron(transaction, after, clock.now());
      else if (after?.isRunning === true) markCronRunning(transaction, after, false);
      return getCron(transaction, id)?.nextTime ?? null;
    });
  }

  /** Throws only what another attempt may cure. */
  async #runFunction(row: CronRow): Promise<void> {
    const { modules, log } = this.#options;
    try {
      const target = resolveFunction(modules.current, row.path, "internal");
      if (target.kind === "mutation") await this.#runMutation(row, target);
      else await this.#runAction(row, target);
    } catch (error) {
      if (error instanceof StorageError) throw error;
      const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
      const text = isConvexError(error) ? "with an error of the app" : stack;
      const shown = withoutValues(modules.current.cleanStack(text));
      const fields = { event: "fault", function: row.path };
      log.error(`Cron job "${row.name}" failed: ${shown}`, undefined, fields);
    }
  }

  /** Exactly once: what it writes and the time of the next run are one commit. */
  async #runMutation(row: CronRow, target: LoadedFunction): Promise<void> {
    const { transactions } = this.#options.runner;
    const owner = { identity: null, requestId: newRequestId() };
    await transactions.write(owner, async (scope) => {
      const current = getCron(scope.transaction, row._id);
      if (current === null || current.nextTime !== row.nextTime) return;
      await transactions.runFunction(scope, target, decodeArguments(argumentsOf(row)), []);
      advanceCron(scope.transaction, current, scope.now);
    });
  }

  /** At most once: the mark is durable before the action begins. */
  async #runAction(row: CronRow, target: LoadedFunction): Promise<void> {
    const { transactions, actions } = this.#options.runner;
    await transactions.system((transaction) => {
      const current = getCron(transaction, row._id);
      if (current !== null) markCronRunning(transaction, current, true);
    });
    const owner = { identity: null, requestId: newRequestId() };
    await actions.run(target, decodeArguments(argumentsOf(row)), owner, collectLines().sink);
  }
}
