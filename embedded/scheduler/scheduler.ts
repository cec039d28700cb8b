/** Runs scheduled functions when they are due. */
import type { Clock } from "../clock.ts";
import type { Log } from "../execution/log.ts";
import type { Runner } from "../execution/runner.ts";
import { SCHEDULED_TABLE } from "../execution/systemDocuments.ts";
import type { ModuleSource } from "../modules/types.ts";
import { backoffMs } from "./backoff.ts";
import { runJob } from "./jobRunner.ts";
import type { Job } from "./jobs.ts";
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
  /** Jobs that are running, and jobs that wait out a back-off, by id. */
  readonly #running = new Map<string, Promise<void>>();
  readonly #backingOff = new Map<string, { attempt: number; until: number }>();
  #cancelTimer: (() => void) | null = null;
  #stopListening: (() => void) | null = null;
  #looking: Promise<void> = Promise.resolve();
  #mustLook = false;
  readonly #stopping = new AbortController();

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

  get #isStopped(): boolean {
    return this.#stopping.signal.aborted;
  }

  /** Starts no more jobs and resolves when those that run have ended. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#stopListening?.();
    this.#cancelTimer?.();
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
      const limit = MAX_PARALLEL_JOBS + this.#running.size + this.#backingOff.size + 1;
      const jobs = await runner.transactions.inspect((transaction) =>
        pendingJobs(transaction, limit),
      );
      let next = Infinity;
      for (const job of jobs) {
        const { _id: id, runTime = 0 } = job;
        if (this.#running.has(id)) continue;
        const dueTime = Math.max(runTime, this.#backingOff.get(id)?.until ?? 0);
        if (dueTime > clock.now()) next = Math.min(next, dueTime);
        else if (this.#running.size < MAX_PARALLEL_JOBS && !this.#isStopped) this.#startJob(job);
      }
      this.#wakeAt(next);
    } catch (error) {
      log.error("The scheduler could not look for due functions.", error);
      this.#wakeAt(clock.now() + backoffMs(1));
    }
  }

  #startJob(job: Job): void {
    const id = job._id;
    const { clock, log } = this.#options;
    const run = runJob({ ...this.#options, signal: this.#stopping.signal }, job)
      .then(() => void this.#backingOff.delete(id))
      .catch((error: unknown) => {
        const attempt = (this.#backingOff.get(id)?.attempt ?? 0) + 1;
        this.#backingOff.set(id, { attempt, until: clock.now() + backoffMs(attempt) });
        log.error("A scheduled function could not be run and will be tried again.", error);
      })
      .finally(() => {
        this.#running.delete(id);
        this.#look();
      });
    this.#running.set(id, run);
  }

  #wakeAt(time: number): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    if (time === Infinity || this.#isStopped) return;
    this.#cancelTimer = this.#options.clock.schedule(time, () => this.#look());
  }
}
