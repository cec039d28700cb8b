import { randomUUID } from "node:crypto";

/**
 * Names one run, for finding the log line of an error that somebody reports. Random, and made when
 * it is first asked for: each run has one, few are ever shown.
 */
export class RequestId {
  #text: string | null = null;

  toString(): string {
    return (this.#text ??= randomUUID().replaceAll("-", "").slice(0, 16));
  }
}
