import type { JSONValue } from "convex/values";
import type { QueryResult } from "./queryResult.ts";

/** One live query of a session: what is asked, and what the client has of it. */
export class LiveQuery {
  readonly queryId: number;
  readonly path: string;
  readonly args: JSONValue;
  /** `args` as text. */
  readonly argsJson: string;
  /** What the client has now; null before the first result. */
  sent: QueryResult | null = null;
  /** Equal for the same function with the same arguments. */
  readonly key: string;
  #journal: string | null;
  #runKey: string;

  constructor(queryId: number, path: string, args: JSONValue, journal: string | null) {
    this.queryId = queryId;
    this.path = path;
    this.args = args;
    this.argsJson = JSON.stringify(args);
    // Each part is a JSON text, so that no client can make one part run into the next.
    this.key = JSON.stringify(path) + this.argsJson;
    this.#journal = journal;
    this.#runKey = this.#keyWith(journal);
  }

  get journal(): string | null {
    return this.#journal;
  }

  set journal(journal: string | null) {
    if (journal === this.#journal) return;
    this.#journal = journal;
    this.#runKey = this.#keyWith(journal);
  }

  /** Names a run of this query that was given `journal`. */
  runKey(journal: string | null = this.#journal): string {
    // The same string again, since each new one of this length has to be hashed anew.
    return journal === this.#journal ? this.#runKey : this.#keyWith(journal);
  }

  #keyWith(journal: string | null): string {
    return this.key + JSON.stringify(journal);
  }
}
