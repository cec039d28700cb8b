/** Looks at the running process once a minute and lets the functions keep what it saw. */
import { statfs } from "node:fs/promises";
import { monitorEventLoopDelay } from "node:perf_hooks";
import type { Backend } from "../../embedded/backend.ts";
import type { Log } from "../../embedded/execution/log.ts";
import type { RunFigures, RunTotals } from "./runFigures.ts";

/** What `health:report` takes; times in ms, sizes in bytes. */
export type EngineReport = {
  time: number;
  startTime: number;
  sockets: number;
  memoryBytes: number;
  freeDiskBytes: number;
  longestStallMs: number;
  runs: number;
  faults: number;
  slowRuns: number;
};

const FIRST_REPORT_MS = 5_000;
const REPORT_MS = 60_000;
const STALL_RESOLUTION_MS = 20;

/**
 * Responsible for the figures of the process and for reporting them; a report that fails is left out. The
 * stalls are those since the last report, so that reading the metrics takes none away.
 */
export class EngineWatch {
  readonly #options: { backend: Backend; figures: RunFigures; dataDir: string; log: Log };
  readonly #stalls = monitorEventLoopDelay({ resolution: STALL_RESOLUTION_MS });
  readonly #startTime = Date.now();
  #last: RunTotals = { runs: 0, faults: 0, slowRuns: 0 };
  #timer: NodeJS.Timeout;
  #reporting: Promise<void> = Promise.resolve();

  constructor(options: { backend: Backend; figures: RunFigures; dataDir: string; log: Log }) {
    this.#options = options;
    this.#stalls.enable();
    this.#timer = setTimeout(() => this.#tick(), FIRST_REPORT_MS);
    this.#timer.unref();
  }

  /** As it is now; runs, faults and stalls since the last report. */
  async look(): Promise<EngineReport> {
    const { backend, figures, dataDir } = this.#options;
    const { bavail, bsize } = await statfs(dataDir);
    const { runs, faults, slowRuns } = figures.totals;
    return {
      time: Date.now(),
      startTime: this.#startTime,
      sockets: backend.sync.socketCount,
      memoryBytes: process.memoryUsage.rss(),
      freeDiskBytes: bavail * bsize,
      longestStallMs: Math.round(this.#stalls.max / 1e6),
      runs: runs - this.#last.runs,
      faults: faults - this.#last.faults,
      slowRuns: slowRuns - this.#last.slowRuns,
    };
  }

  /** Reports now. */
  async report(): Promise<void> {
    const report = await this.look();
    this.#stalls.reset();
    this.#last = this.#options.figures.totals;
    await this.#options.backend.runInternal("health:report", { report });
  }

  #tick(): void {
    this.#reporting = this.report()
      .catch((error: unknown) => this.#options.log.warn(`No report was kept: ${String(error)}`))
      .finally(() => {
        this.#timer = setTimeout(() => this.#tick(), REPORT_MS);
        this.#timer.unref();
      });
  }

  /** Ends the watch; the backend must not close before. */
  async stop(): Promise<void> {
    await this.#reporting;
    clearTimeout(this.#timer);
    this.#stalls.disable();
  }
}
