import { Commit } from "./commit.ts";
import type { KeyRange } from "./indexRange.ts";
import type { CommitRecord, ReadSet } from "./types.ts";

/**
 * What a finished run has read: single keys, and stretches of keys, joined where they touch, grouped
 * by prefix. Most of what a run reads are single documents, and those are cheaper to watch. `parts`
 * are what the queries read that it called: runs that were given the same result share them.
 */
export class KeyReadSet implements ReadSet {
  /** In the order of reading; may repeat itself. */
  readonly points: readonly string[];
  readonly ranges: readonly KeyRange[];
  readonly parts: readonly KeyReadSet[];
  #pointSet: ReadonlySet<string> | null = null;

  constructor(
    points: readonly string[],
    ranges: readonly KeyRange[],
    parts: readonly KeyReadSet[] = [],
  ) {
    this.points = points;
    this.ranges = ranges;
    this.parts = parts;
  }

  /** True when all that `other` has read is in here, and hardly anything else. */
  covers(other: KeyReadSet): boolean {
    const { points, ranges, parts } = other;
    const own = (this.#pointSet ??= new Set(this.points));
    return (
      own.size <= points.length &&
      ranges.length === this.ranges.length &&
      parts.length === this.parts.length &&
      parts.every((part, i) => part === this.parts[i] || this.parts[i]!.covers(part)) &&
      points.every((key) => own.has(key)) &&
      ranges.every((range, i) => isSameRange(range, this.ranges[i]!))
    );
  }

  isTouchedBy(commit: CommitRecord): boolean {
    if (!(commit instanceof Commit)) throw new TypeError("Not a commit of this database");
    return (
      commit.keys.some((key) => this.points.includes(key)) ||
      this.ranges.some(({ start, end }) => commit.touches(start, end)) ||
      this.parts.some((part) => part.isTouchedBy(commit))
    );
  }
}

/**
 * Responsible for noting what a running transaction reads. A range counts as far as it was
 * consumed: whoever reads the first ten rows does not depend on the eleventh.
 */
export class ReadRecorder {
  #points: string[] = [];
  #mostPoints = FIRST_TIDYING;
  readonly #ranges: KeyRange[] = [];
  readonly #growing: (() => KeyRange)[] = [];
  readonly #parts: KeyReadSet[] = [];

  /** A single key, whether or not there is a document. */
  point(key: string): void {
    this.#points.push(key);
    if (this.#points.length < this.#mostPoints) return;
    // A loop that reads the same documents over and over must not fill the memory.
    this.#points = [...new Set(this.#points)];
    this.#mostPoints = Math.max(FIRST_TIDYING, 2 * this.#points.length);
  }

  range(range: KeyRange): void {
    this.#ranges.push(range);
  }

  /** A range that grows while it is read; asked for in the end. */
  growingRange(soFar: () => KeyRange): void {
    this.#growing.push(soFar);
  }

  /** All that a called query has read. */
  part(readSet: KeyReadSet): void {
    // A loop that calls the same query over and over must not fill the memory.
    if (!this.#parts.includes(readSet)) this.#parts.push(readSet);
  }

  finish(): KeyReadSet {
    const ranges = [...this.#ranges, ...this.#growing.map((soFar) => soFar())];
    return new KeyReadSet(this.#points, areApart(ranges) ? ranges : joined(ranges), this.#parts);
  }
}

function isSameRange(a: KeyRange, b: KeyRange): boolean {
  return a === b || (a.start === b.start && a.end === b.end && a.prefix === b.prefix);
}

const FIRST_TIDYING = 256;

/** The usual case, told without sorting: a few ranges, none empty, each with a prefix of its own. */
function areApart(ranges: readonly KeyRange[]): boolean {
  if (ranges.length > MOST_COMPARED) return false;
  return ranges.every(
    ({ prefix, start, end }, i) =>
      start < end && ranges.every((other, j) => j <= i || other.prefix !== prefix),
  );
}

const MOST_COMPARED = 8;

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
