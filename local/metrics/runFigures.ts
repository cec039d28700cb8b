/** How often functions ran, how long, and how they ended, since the start of the process. */
import type { RunListener, RunReport } from "../../embedded/execution/runReport.ts";
import type { Metric, Sample } from "./prometheus.ts";

/** Upper bounds in seconds. */
const BUCKETS = [0.001, 0.005, 0.025, 0.1, 0.25, 1, 5];

type Row = { kind: string; path: string; sum: number; count: number; buckets: number[] };

export type RunTotals = { runs: number; faults: number; slowRuns: number };

/**
 * Keeps one row for each function and each way it failed: their number is bounded by the code, since no
 * report of a function that does not exist ever comes.
 */
export class RunFigures {
  readonly #slowSeconds: number;
  readonly #rows = new Map<string, Row>();
  readonly #failures = new Map<string, { path: string; outcome: string; count: number }>();
  #totals: RunTotals = { runs: 0, faults: 0, slowRuns: 0 };

  constructor(slowRunMs: number) {
    this.#slowSeconds = slowRunMs / 1000;
  }

  readonly listen: RunListener = (report) => {
    const seconds = report.durationMs / 1000;
    const row = this.#rowOf(report);
    row.sum += seconds;
    row.count += 1;
    const bucket = BUCKETS.findIndex((bound) => seconds <= bound);
    if (bucket !== -1) row.buckets[bucket] = (row.buckets[bucket] ?? 0) + 1;
    this.#totals.runs += 1;
    // Actions wait for others; a slow one holds up nobody.
    const holdsUp = report.kind === "query" || report.kind === "mutation";
    if (holdsUp && seconds >= this.#slowSeconds) this.#totals.slowRuns += 1;
    if (report.outcome !== "ok") this.#countFailure(report);
  };

  /** Since the start. */
  get totals(): RunTotals {
    return { ...this.#totals };
  }

  #rowOf({ kind, path }: RunReport): Row {
    const key = `${kind} ${path}`;
    let row = this.#rows.get(key);
    if (row === undefined) {
      row = { kind, path, sum: 0, count: 0, buckets: BUCKETS.map(() => 0) };
      this.#rows.set(key, row);
    }
    return row;
  }

  #countFailure({ kind, path, outcome }: RunReport): void {
    if (outcome === "FAULT" || outcome === "TIMEOUT") this.#totals.faults += 1;
    if (kind === "http" && Number(outcome) < 400) return;
    const key = `${path} ${outcome}`;
    const failure = this.#failures.get(key) ?? { path, outcome, count: 0 };
    failure.count += 1;
    this.#failures.set(key, failure);
  }

  metrics(): Metric[] {
    const rows = [...this.#rows.values()];
    const failures = [...this.#failures.values()];
    return [
      {
        name: "function_seconds",
        help: "How long functions ran.",
        type: "histogram",
        samples: rows.flatMap(histogram),
      },
      {
        name: "function_failures_total",
        help: "Runs that did not end well, by the code of their error.",
        type: "counter",
        samples: failures.map(({ path, outcome, count }) => ({
          labels: { function: path, outcome },
          value: count,
        })),
      },
    ];
  }
}

function histogram({ kind, path, sum, count, buckets }: Row): Sample[] {
  const labels = { kind, function: path };
  let below = 0;
  const samples: Sample[] = BUCKETS.map((bound, index) => {
    below += buckets[index] ?? 0;
    return { labels: { ...labels, le: String(bound) }, value: below, suffix: "_bucket" };
  });
  return [
    ...samples,
    { labels: { ...labels, le: "+Inf" }, value: count, suffix: "_bucket" },
    { labels, value: sum, suffix: "_sum" },
    { labels, value: count, suffix: "_count" },
  ];
}
