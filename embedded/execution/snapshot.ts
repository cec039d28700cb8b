/** Queries at one timestamp. */
import type { Timestamp } from "../database/types.ts";
import type { FunctionRequest, QueryOutcome, Snapshot } from "./types.ts";

type QueryRequest = FunctionRequest & { journal: string | null };

/**
 * Runs the queries that it is asked for one after the other, also when they are asked for at once:
 * the surroundings of a run (its console, its random numbers) are those of one run at a time.
 */
export class SerialSnapshot implements Snapshot {
  readonly timestamp: Timestamp;
  readonly #run: (request: QueryRequest) => Promise<QueryOutcome>;
  #last: Promise<unknown> = Promise.resolve();
  /** Runs that were asked for and have not ended. */
  #pending = 0;
  #isClosed = false;

  constructor(timestamp: Timestamp, run: (request: QueryRequest) => Promise<QueryOutcome>) {
    this.timestamp = timestamp;
    this.#run = run;
  }

  runQuery(request: QueryRequest): Promise<QueryOutcome> {
    if (this.#isClosed) return Promise.reject(new Error("This snapshot has ended."));
    this.#pending += 1;
    const outcome = this.#pending === 1 ? this.#begin(request) : this.#queue(request);
    this.#last = outcome;
    return outcome;
  }

  #queue(request: QueryRequest): Promise<QueryOutcome> {
    const begin = () => this.#begin(request);
    return this.#last.then(begin, begin);
  }

  async #begin(request: QueryRequest): Promise<QueryOutcome> {
    try {
      return await this.#run(request);
    } finally {
      this.#pending -= 1;
    }
  }

  /** Waits for queries that nobody awaited, and refuses further ones. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#last.catch(() => {});
  }
}
