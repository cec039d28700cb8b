import { Commit } from "./commit.ts";
import type { KeyRange } from "./indexRange.ts";
import type { CommitRecord, ReadSet } from "./types.ts";

/**
 * What a finished run has read: single keys, and stretches of keys, joined where they touch, grouped
 * by prefix. Most of what a run reads are single documents, and those are cheaper to watch.
 */
export class KeyReadSet implements ReadSet {
  readonly points: ReadonlySet<string>;
  readonly ranges: readonly KeyRange[];

  constructor(points: ReadonlySet<string>, ranges: readonly KeyRange[]) {
    this.points = points;
    this.ranges = ranges;
  }

  isTouchedBy(commit: CommitRecord): boolean {
    if (!(commit instanceof Commit)) throw new TypeError("Not a commit of this database");
    return (
      commit.keys.some((key) => this.points.has(key)) ||
      this.ranges.some(({ start, end }) => commit.touches(start, end))
    );
  }
}

/**
 * Responsible for noting what a running transaction reads. A range counts as far as it was
 * consumed: whoever reads the first ten rows does not depend on the eleventh.
 */
export class ReadRecorder {
  readonly #points = new Set<string>();
  readonly #ranges: (() => KeyRange)[] = [];

  /** A single key, whether or not there is a document. */
  point(key: string): void {
    this.#points.add(key);
  }

  /** A range that grows while it is read; asked for in the end. */
  range(soFar: () => KeyRange): void {
    this.#ranges.push(soFar);
  }

  finish(): KeyReadSet {
    return new KeyReadSet(this.#points, joined(this.#ranges.map((soFar) => soFar())));
  }
}

/** Joins what overlaps, so that a loop of a thousand equal queries leaves one range. */
function joined(ranges: readonly KeyRange[]): KeyRange[] {
  const sorted = ranges
    .filter(({ start, end }) => start < end)
    .sort((a, b) => compare(a.prefix, b.prefix) || compare(a.start, b.start));
  const result: KeyRange[] = [];
  for (const range of sorted) {
    const last = result.at(-1);
    if (last !== undefined && last.prefix === range.prefix && range.start <= last.end) {
      if (range.end > last.end) last.end = range.end;
    } else {
      result.push({ ...range });
    }
  }
  return result;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
