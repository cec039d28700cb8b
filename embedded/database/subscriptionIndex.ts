import { Commit } from "./commit.ts";
import { INDEX_PREFIX_LENGTH, type KeyRange } from "./indexRange.ts";
import { KeyReadSet } from "./readSet.ts";
import type { CommitRecord, ReadSet } from "./types.ts";

/** One stretch of keys with everybody who has read exactly it. */
type Watched<Token> = { start: string; end: string; tokens: Set<Token> };

/**
 * Responsible for finding, at each commit, the subscriptions whose read sets it touches, without
 * looking at all of them. Ranges lie in buckets by the prefix that their `eq` conditions fix; a
 * touched key can only lie in ranges whose prefix it begins with, and the few prefix lengths in
 * use are known for each index. Equal ranges (a thousand viewers of one room) are kept once.
 */
export class SubscriptionIndex<Token> {
  /** Who has read a single key. */
  readonly #points = new Map<string, Set<Token>>();
  readonly #buckets = new Map<string, Map<string, Watched<Token>>>();
  /** For each index: how many buckets there are of each prefix length. */
  readonly #lengths = new Map<string, Map<number, number>>();
  readonly #readSets = new Map<Token, KeyReadSet>();

  /** Watches what a run has read. A token that is there already gets the new read set instead. */
  add(token: Token, readSet: ReadSet): void {
    if (!(readSet instanceof KeyReadSet)) throw new TypeError("Not a read set of this database");
    // Who runs a query again has mostly read the same as before, if in another order.
    if (this.#readSets.get(token)?.covers(readSet) === true) return;
    this.remove(token);
    this.#readSets.set(token, readSet);
    this.#watchAll(readSet, token);
  }

  /** Forgets a token; unknown ones are fine. */
  remove(token: Token): void {
    const readSet = this.#readSets.get(token);
    if (readSet === undefined) return;
    this.#readSets.delete(token);
    this.#unwatchAll(readSet, token);
  }

  /** Tokens that read something which the commit changed. */
  affectedBy(commit: CommitRecord): Set<Token> {
    if (!(commit instanceof Commit)) throw new TypeError("Not a commit of this database");
    const affected = new Set<Token>();
    for (const key of commit.keys) {
      for (const token of this.#points.get(key) ?? []) affected.add(token);
      const lengths = this.#lengths.get(key.slice(0, INDEX_PREFIX_LENGTH));
      for (const length of lengths?.keys() ?? []) {
        const bucket = this.#buckets.get(key.slice(0, length));
        for (const { start, end, tokens } of bucket?.values() ?? []) {
          if (key < start || key >= end) continue;
          for (const token of tokens) affected.add(token);
        }
      }
    }
    return affected;
  }

  /** Distinct ranges that are watched: what a commit may have to be compared with at most. */
  get rangeCount(): number {
    let count = this.#points.size;
    for (const bucket of this.#buckets.values()) count += bucket.size;
    return count;
  }

  #watchAll({ points, ranges, parts }: KeyReadSet, token: Token): void {
    for (const key of points) this.#watchPoint(key, token);
    for (const range of ranges) this.#watch(range, token);
    for (const part of parts) this.#watchAll(part, token);
  }

  #unwatchAll({ points, ranges, parts }: KeyReadSet, token: Token): void {
    for (const key of points) this.#unwatchPoint(key, token);
    for (const range of ranges) this.#unwatch(range, token);
    for (const part of parts) this.#unwatchAll(part, token);
  }

  #watchPoint(key: string, token: Token): void {
    const tokens = this.#points.get(key);
    if (tokens === undefined) this.#points.set(key, new Set([token]));
    else tokens.add(token);
  }

  #unwatchPoint(key: string, token: Token): void {
    const tokens = this.#points.get(key);
    tokens?.delete(token);
    if (tokens?.size === 0) this.#points.delete(key);
  }

  #watch({ prefix, start, end }: KeyRange, token: Token): void {
    let bucket = this.#buckets.get(prefix);
    if (bucket === undefined) {
      this.#buckets.set(prefix, (bucket = new Map()));
      this.#countLength(prefix, 1);
    }
    const name = rangeName(start, end);
    let watched = bucket.get(name);
    if (watched === undefined) bucket.set(name, (watched = { start, end, tokens: new Set() }));
    watched.tokens.add(token);
  }

  #unwatch({ prefix, start, end }: KeyRange, token: Token): void {
    const bucket = this.#buckets.get(prefix);
    const name = rangeName(start, end);
    const watched = bucket?.get(name);
    if (bucket === undefined || watched === undefined) return;
    watched.tokens.delete(token);
    if (watched.tokens.size === 0) bucket.delete(name);
    if (bucket.size > 0) return;
    this.#buckets.delete(prefix);
    this.#countLength(prefix, -1);
  }

  #countLength(prefix: string, change: number): void {
    const index = prefix.slice(0, INDEX_PREFIX_LENGTH);
    let lengths = this.#lengths.get(index);
    if (lengths === undefined) this.#lengths.set(index, (lengths = new Map()));
    const count = (lengths.get(prefix.length) ?? 0) + change;
    if (count > 0) lengths.set(prefix.length, count);
    else lengths.delete(prefix.length);
    if (lengths.size === 0) this.#lengths.delete(index);
  }
}

/** Two keys in one string that no other two keys give. */
function rangeName(start: string, end: string): string {
  return `${start.length} ${start}${end}`;
}
