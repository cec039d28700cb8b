import type { Clock } from "../clock.ts";
import type { Timestamp } from "./types.ts";

/** The last of both series: commits in ns, creation times in ms. */
export type Times = { timestamp: Timestamp; creationTime: number };

const NANOSECONDS_PER_MS = 1_000_000n;
/** Exact in a double until the year 2248, and finer than any real clock reading. */
const CREATION_TIME_STEP_MS = 1 / 1024;

/**
 * Responsible for two series that only ever rise, whatever the wall clock does: commit timestamps
 * (ns) and creation times (ms). Persisting them is the job of whoever flushes; a new one starts
 * above what was persisted last. A client that has seen a later timestamp than the server knows
 * would be turned away for good.
 */
export class Timestamps {
  readonly #clock: Clock;
  #latest: Timestamp;
  #latestCreationTime: number;

  constructor(clock: Clock, persisted: Times) {
    this.#clock = clock;
    this.#latest = persisted.timestamp;
    this.#latestCreationTime = persisted.creationTime;
  }

  get latest(): Timestamp {
    return this.#latest;
  }

  /** What has to be persisted. */
  state(): Times {
    return { timestamp: this.#latest, creationTime: this.#latestCreationTime };
  }

  /** max(wall clock, latest + 1), in ns. */
  next(): Timestamp {
    const wall = BigInt(Math.floor(this.#clock.now())) * NANOSECONDS_PER_MS;
    this.#latest = wall > this.#latest ? wall : this.#latest + 1n;
    return this.#latest;
  }

  /** The wall clock in ms, or a little above the last one given. */
  nextCreationTime(): number {
    const wall = this.#clock.now();
    this.#latestCreationTime =
      wall > this.#latestCreationTime ? wall : this.#latestCreationTime + CREATION_TIME_STEP_MS;
    return this.#latestCreationTime;
  }
}
