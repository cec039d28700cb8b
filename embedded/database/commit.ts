import type { CommitRecord, Timestamp } from "./types.ts";

/** A commit with the keys it touched: old and new place of every changed document in every index. */
export class Commit implements CommitRecord {
  readonly timestamp: Timestamp;
  readonly tables: ReadonlySet<string>;
  /** In no order; may repeat themselves. */
  readonly keys: readonly string[];
  #sorted: readonly string[] | null = null;

  constructor(timestamp: Timestamp, tables: ReadonlySet<string>, keys: readonly string[]) {
    this.timestamp = timestamp;
    this.tables = tables;
    this.keys = keys;
  }

  /** True if a touched key lies within `start <= key < end`. */
  touches(start: string, end: string): boolean {
    // Most commits are asked about by single keys only.
    const keys = (this.#sorted ??= [...this.keys].sort());
    let low = 0;
    let high = keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (keys[middle]! < start) low = middle + 1;
      else high = middle;
    }
    return low < keys.length && keys[low]! < end;
  }
}
