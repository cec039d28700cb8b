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
  #isClosed = false;

  constructor(timestamp: Timestamp, run: (request: QueryRequest) => Promise<QueryOutcome>) {
    this.timestamp = timestamp;
    this.#run = run;
  }

  runQuery(request: QueryRequest): Promise<QueryOutcome> {
    if (this.#isClosed) return Promise.reject(new Error("This snapshot has ended."));
    const outcome = this.#last.then(() => this.#run(request));
    this.#last = outcome.catch(() => {});
    return outcome;
  }

  /** Waits for queries that nobody awaited, and refuses further ones. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#last;
  }
}
