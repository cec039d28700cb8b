/** Milliseconds of one kind, gathered while a load runs. */
import { percentile } from "../statistics.ts";

/** Without a value when `count` is 0. */
export type TimingSummary = { count: number; p50: number; p95: number; p99: number };

export class Timings {
  readonly #all: number[] = [];
  #recent: number[] = [];

  add(ms: number): void {
    this.#all.push(ms);
    this.#recent.push(ms);
  }

  get count(): number {
    return this.#all.length;
  }

  /** 95th percentile of what came since the last call; null when nothing came. */
  takeRecentP95(): number | null {
    const recent = this.#recent;
    this.#recent = [];
    return recent.length === 0 ? null : percentile(recent, 0.95);
  }

  summary(): TimingSummary {
    const at = (share: number) => percentile(this.#all, share);
    return { count: this.count, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
  }
}
