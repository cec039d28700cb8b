/**
 * The one source of time for the embedded backend. Everything that needs "now" or a timer takes a
 * Clock, so that tests move time instead of waiting for it.
 */
export interface Clock {
  /** Wall-clock milliseconds since the epoch. May jump in either direction; see `Timestamps`. */
  now(): number;
  /** Runs `callback` once when `now() >= atTime` (ms). Returns a function that cancels it. */
  schedule(atTime: number, callback: () => void): () => void;
}

/** Node's timers fire at once for delays over 2^31-1 ms, so longer waits are taken in steps. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  schedule(atTime, callback) {
    let timer: NodeJS.Timeout;
    const arm = () => {
      const wait = Math.max(0, atTime - Date.now());
      timer = setTimeout(
        () => (Date.now() >= atTime ? callback() : arm()),
        Math.min(wait, LONGEST_TIMEOUT_MS),
      );
      timer.unref();
    };
    arm();
    return () => clearTimeout(timer);
  },
};

/**
 * A clock that stands still until a test moves it. Due callbacks run in order of their time, in
 * the macrotask that `advance` awaits between them, so that what they start can settle.
 */
export class ManualClock implements Clock {
  #now: number;
  #timers: { atTime: number; callback: () => void }[] = [];

  constructor(startTime = Date.UTC(2026, 0, 5, 9, 0, 0)) {
    this.#now = startTime;
  }

  now(): number {
    return this.#now;
  }

  schedule(atTime: number, callback: () => void): () => void {
    const timer = { atTime, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Moves to `time` (ms) without running timers: a clock that jumps. */
  set(time: number): void {
    this.#now = time;
  }

  /** Moves forward by `durationMs`, running each timer at its own time. */
  async advance(durationMs: number): Promise<void> {
    const target = this.#now + durationMs;
    for (;;) {
      const due = this.#timers
        .filter((timer) => timer.atTime <= target)
        .sort((a, b) => a.atTime - b.atTime)[0];
      if (due === undefined) break;
      this.#timers = this.#timers.filter((timer) => timer !== due);
      this.#now = Math.max(this.#now, due.atTime);
      due.callback();
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.#now = target;
  }
}
