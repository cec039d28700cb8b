import type { QueryOutcome } from "../execution/types.ts";

/** The random part of redacted error texts; two failures that differ only here are the same. */
const REQUEST_ID = /\[Request ID: [0-9a-f]+\]/g;

let nextId = 1;

/**
 * What one run of a query tells its subscribers, as the tail of a state modification. One object is
 * shared by every socket that gets this result, so `id` stands for its content in frame keys.
 */
export class QueryResult {
  readonly id = nextId++;
  readonly type: "QueryUpdated" | "QueryFailed";
  /** The value or the error message, in JSON: the long part, one string for all who share it. */
  readonly #content: string;
  /** The other members of the modification. */
  readonly #rest: string;
  readonly #comparable: string;

  constructor(outcome: QueryOutcome) {
    const logLines = `"logLines":${JSON.stringify(outcome.logLines)}`;
    if (outcome.ok) {
      this.type = "QueryUpdated";
      this.#content = outcome.resultJson;
      this.#rest = logLines;
      this.#comparable = this.#content;
    } else {
      const { errorMessage, errorData } = outcome;
      const data = errorData === undefined ? "" : `,"errorData":${JSON.stringify(errorData)}`;
      this.type = "QueryFailed";
      this.#content = JSON.stringify(errorMessage);
      this.#rest = logLines + data;
      this.#comparable = this.#content.replace(REQUEST_ID, "");
    }
  }

  /** True when a client that has `other` would learn nothing new. */
  equals(other: QueryResult | null): boolean {
    if (other === this) return true;
    return (
      other !== null &&
      this.type === other.type &&
      this.#comparable === other.#comparable &&
      this.#rest === other.#rest
    );
  }

  /** True when both would be sent as the same bytes. */
  isSameText(other: QueryResult): boolean {
    return (
      this.type === other.type && this.#content === other.#content && this.#rest === other.#rest
    );
  }

  /** The modification as JSON. `journal` is null for queries without a paginated read. */
  modification(queryId: number, journal: string | null): string {
    const journalJson = journal === null ? "null" : JSON.stringify(journal);
    const name = this.type === "QueryUpdated" ? "value" : "errorMessage";
    return (
      `{"type":"${this.type}","queryId":${queryId},"${name}":${this.#content},${this.#rest},` +
      `"journal":${journalJson}}`
    );
  }
}
