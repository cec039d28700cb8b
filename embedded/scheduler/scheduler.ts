/** Runs scheduled functions when they are due. */
import type { Clock } from "../clock.ts";
import type { Log } from "../execution/log.ts";
import type { Runner } from "../execution/runner.ts";
import { SCHEDULED_TABLE } from "../execution/systemDocuments.ts";
import type { ModuleSource } from "../modules/types.ts";
import { backoffMs } from "./backoff.ts";
import { runJob, Unrecorded } from "./jobRunner.ts";
import { failInterruptedJobs, pendingJobs } from "./jobTables.ts";

export type SchedulerOptions = { runner: Runner; modules: ModuleSource; clock: Clock; log: Log };

/** Convex runs as many on its smallest deployment. */
export const MAX_PARALLEL_JOBS = 8;

/** Rows looked at or cleared in one transaction. */
const BATCH = 256;

/**
 * Responsible for starting each due job once in this process, oldest first and at most eight at a
 * time. What exactly once means is kept by jobRunner.ts in the jobs' own transactions: this class
 * could be stopped anywhere and started again.
 */
export class Scheduler {
  readonly #options: SchedulerOptions;
  /** Jobs that are running, by id. */
  readonly #running = new Map<string, Promise<void>>();
  /** Jobs that wait until the backend tries them again; calling the value ends the wait. */
  readonly #waiting = new Map<string, () => void>();
  #cancelTimer: (() => void) | null = null;
  #stopListening: (() => void) | null = null;
  #looking: Promise<void> = Promise.resolve();
  #mustLook = false;
  #isStopped = false;

  constructor(options: SchedulerOptions) {
    this.#options = options;
  }

  /** Fails what a crash interrupted, then begins with everything that is overdue. */
  async start(): Promise<void> {
    const { runner, clock } = this.#options;
    let failed: number;
    do {
      failed = await runner.transactions.system((transaction) =>
        failInterruptedJobs(transaction, clock.now(), BATCH),
      );
    } while (failed === BATCH);
    this.#stopListening = runner.onCommit((commit) => {
      if (commit.tables.has(SCHEDULED_TABLE)) this.#look();
    });
    this.#look();
  }

  /** Starts no more jobs and resolves when those that run have ended. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#stopListening?.();
    this.#cancelTimer?.();
    for (const cancel of this.#waiting.values()) cancel();
    await this.#looking;
    await Promise.all(this.#running.values());
  }

  /** Resolves when no job that is due at the clock's time waits or runs. For tests. */
  async settled(): Promise<void> {
    do {
      await this.#looking;
      await Promise.all(this.#running.values());
      await this.#options.runner.transactions.queue.idle();
    } while (this.#mustLook || this.#running.size > 0);
  }

  /** Looks for due jobs, one look at a time; a wish during a look is granted by another one. */
  #look(): void {
    if (this.#isStopped || this.#mustLook) return;
    this.#mustLook = true;
    this.#looking = this.#looking.then(() => {
      this.#mustLook = false;
      return this.#startDueJobs();
    });
  }

  async #startDueJobs(): Promise<void> {
    if (this.#isStopped) return;
    const { runner, clock, log } = this.#options;
    try {
      // Running actions are not pending any more, running mutations are until they commit.
      const limit = MAX_PARALLEL_JOBS + this.#running.size + this.#waiting.size + 1;
      const jobs = await runner.transactions.inspect((transaction) =>
        pendingJobs(transaction, limit),
      );
      let next = Infinity;
      for (const job of jobs) {
        const { _id: id, runTime = 0 } = job;
        if (this.#running.has(id) || this.#waiting.has(id)) continue;
        if (runTime > clock.now()) next = Math.min(next, runTime);
        else if (this.#running.size < MAX_PARALLEL_JOBS && !this.#isStopped) {
          this.#run(id, 1, () => runJob(this.#options, job));
        }
      }
      this.#wakeAt(next);
    } catch (error) {
      log.error("The scheduler could not look for due functions.", error);
      this.#wakeAt(clock.now() + backoffMs(1));
    }
  }

  #run(id: string, attempt: number, work: () => Promise<void>): void {
    const run = work()
      .catch((error: unknown) => {
        this.#options.log.error("A scheduled function will be tried again.", error);
        this.#retry(id, attempt, error instanceof Unrecorded ? error.record : work);
      })
      .finally(() => {
        this.#running.delete(id);
        this.#look();
      });
    this.#running.set(id, run);
  }

  /** Only for the backend's own troubles: a function that throws has had its one chance. */
  #retry(id: string, attempt: number, work: () => Promise<void>): void {
    if (this.#isStopped) return;
    const { clock } = this.#options;
    const cancel = clock.schedule(clock.now() + backoffMs(attempt), () => {
      this.#waiting.delete(id);
      this.#run(id, attempt + 1, work);
    });
    this.#waiting.set(id, cancel);
  }

  #wakeAt(time: number): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    if (time === Infinity || this.#isStopped) return;
    this.#cancelTimer = this.#options.clock.schedule(time, () => this.#look());
  }
}
