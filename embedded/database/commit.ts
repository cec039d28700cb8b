import type { CommitRecord, Timestamp } from "./types.ts";

/** A commit with the keys it touched: old and new place of every changed document in every index. */
export class Commit implements CommitRecord {
  readonly timestamp: Timestamp;
  readonly tables: ReadonlySet<string>;
  /** Sorted, without repetition. */
  readonly keys: readonly string[];

  constructor(timestamp: Timestamp, tables: ReadonlySet<string>, keys: Iterable<string>) {
    this.timestamp = timestamp;
    this.tables = tables;
    this.keys = [...new Set(keys)].sort();
  }

  /** True if a touched key lies within `start <= key < end`. */
  touches(start: string, end: string): boolean {
    let low = 0;
    let high = this.keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.keys[middle]! < start) low = middle + 1;
      else high = middle;
    }
    return low < this.keys.length && this.keys[low]! < end;
  }
}
