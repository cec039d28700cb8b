import type { Clock } from "../clock.ts";
import type { RunListener, RunReport } from "../execution/runReport.ts";

/** As many runs are kept for who asks later. */
const MOST_ENTRIES = 1_000;
/** Who waits for runs is answered by then, with none: proxies and clients end what is silent. */
const LONGEST_WAIT_MS = 25_000;

/** What `convex logs` reads of a run; times in seconds. */
type LogEntry = {
  kind: "Completion";
  udfType: "Query" | "Mutation" | "Action" | "HttpAction";
  identifier: string;
  logLines: readonly string[];
  timestamp: number;
  executionTime: number;
  requestId: string;
  success: null;
  error?: string;
};

const TYPES = {
  query: "Query",
  mutation: "Mutation",
  action: "Action",
  http: "HttpAction",
} as const;

/**
 * Responsible for the last runs of functions and for those who wait for the next: no arguments and
 * no results, and of errors the word that the log has too. In memory only.
 */
export class FunctionLogs {
  readonly #clock: Clock;
  readonly #entries: { cursor: number; entry: LogEntry }[] = [];
  #lastCursor = 0;
  #wake: (() => void)[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Takes the report of a run. */
  readonly add: RunListener = (report) => {
    // Above every cursor that was given out, also when the clock stands still or goes back.
    this.#lastCursor = Math.max(this.#clock.now(), this.#lastCursor + 1 / 1024);
    this.#entries.push({ cursor: this.#lastCursor, entry: toEntry(report, this.#clock.now()) });
    if (this.#entries.length > MOST_ENTRIES) this.#entries.shift();
    this.release();
  };

  /** What came after `cursor` (0: all that is kept), waiting for something unless there is. */
  async after(cursor: number): Promise<{ entries: LogEntry[]; newCursor: number }> {
    if (cursor > 0 && this.#lastCursor <= cursor) await this.#nextRun();
    const entries = this.#entries.filter((each) => each.cursor > cursor).map(({ entry }) => entry);
    // Zero would be asked as the first time.
    return { entries, newCursor: Math.max(this.#lastCursor, cursor, 1) };
  }

  /** Lets those who wait go, with what there is. */
  release(): void {
    const waiting = this.#wake;
    this.#wake = [];
    for (const wake of waiting) wake();
  }

  #nextRun(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, LONGEST_WAIT_MS);
      timer.unref();
      this.#wake.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}

function toEntry({ kind, path, durationMs, outcome, requestId, logLines }: RunReport, now: number) {
  const failed =
    kind === "http" ? Number(outcome) >= 500 || Number.isNaN(+outcome) : outcome !== "ok";
  const entry: LogEntry = {
    kind: "Completion",
    udfType: TYPES[kind],
    identifier: path,
    logLines: logLines ?? [],
    timestamp: now / 1_000,
    executionTime: durationMs / 1_000,
    requestId: String(requestId),
    success: null,
  };
  return failed ? { ...entry, error: `${outcome} [Request ID: ${String(requestId)}]` } : entry;
}
