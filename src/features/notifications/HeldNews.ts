import type { Arrival } from "./arrivals";

/**
 * News that wait while the app was looked at a moment ago.
 * Responsible for: when they are told. Not for: whether they are still news then.
 * Holds: one timer at most; of a room, the earliest `sinceSeq`.
 */
export class HeldNews {
  readonly #since = new Map<string, number>();
  readonly #restMs: () => number;
  readonly #tell: (since: ReadonlyMap<string, number>) => void;
  #timer: ReturnType<typeof setTimeout> | null = null;

  /** @param restMs how long to wait still (ms). @param tell gets, by room, the last `seq` before the news. */
  constructor(restMs: () => number, tell: (since: ReadonlyMap<string, number>) => void) {
    this.#restMs = restMs;
    this.#tell = tell;
  }

  add(arrivals: readonly Arrival[]): void {
    for (const { room, sinceSeq } of arrivals) {
      if (!this.#since.has(room.roomId)) this.#since.set(room.roomId, sinceSeq);
    }
    if (this.#timer === null) this.#tellWhenDue();
  }

  /** They were seen on the way, or nobody is left to be told. */
  clear(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#since.clear();
  }

  #tellWhenDue(): void {
    this.#timer = null;
    if (this.#since.size === 0) return;
    const restMs = this.#restMs();
    if (restMs > 0) {
      this.#timer = setTimeout(() => this.#tellWhenDue(), restMs);
      return;
    }
    const since = new Map(this.#since);
    this.#since.clear();
    this.#tell(since);
  }
}
