import { ABOVE_ALL } from "../values/sortKey.ts";
import type { DocumentStore } from "./documentStore.ts";
import { INDEX_PREFIX_LENGTH, type KeyRange } from "./indexRange.ts";
import { RangeScan, type ScanPlan } from "./rangeScan.ts";

/** Scans and their rows kept at most; beyond, the older half goes and is fetched again when wanted. */
const MOST_SCANS = 10_000;
const MOST_ROWS = 30_000;
/** A commit looks at all scans of a prefix: those of somebody who pages through a whole table go. */
const MOST_OF_ONE_PREFIX = 32;

/** Scans whose ranges have one prefix, by what sets them apart. */
type Bucket = Map<string, RangeScan>;

const ABOVE_ALL_CODE = ABOVE_ALL.charCodeAt(0);

/**
 * Responsible for sharing scans between readers, and for dropping those that a commit outdates, and
 * no others: who looks up a seat or a sign-in is not disturbed by messages. A touched key can only
 * lie in ranges whose prefix it begins with, and the few prefix lengths in use are known for each
 * index.
 */
export class ScanMemo {
  readonly #store: DocumentStore;
  readonly #buckets = new Map<string, Bucket>();
  /** For each index: the lengths that prefixes of its scans have. */
  readonly #lengths = new Map<string, number[]>();
  #scans = 0;
  /** Documents of these scans stay in memory, whatever the cache does. */
  #rows = 0;

  constructor(store: DocumentStore) {
    this.#store = store;
  }

  scan(plan: ScanPlan): RangeScan {
    const { prefix } = plan.range;
    const name = nameOf(plan);
    const known = this.#buckets.get(prefix)?.get(name);
    if (known !== undefined) return known;
    if (this.#scans >= MOST_SCANS || this.#rows >= MOST_ROWS) this.#shed();
    const scan = new RangeScan(this.#store, plan, (rows) => (this.#rows += rows));
    const bucket = this.#bucketOf(prefix);
    bucket.set(name, scan);
    this.#scans += 1;
    if (bucket.size > MOST_OF_ONE_PREFIX) this.#drop(bucket, ...oldest(bucket));
    return scan;
  }

  /** `moved`: something came to this key or went from it; otherwise what stands there changed. */
  touch(key: string, moved: boolean): void {
    const lengths = this.#lengths.get(key.slice(0, INDEX_PREFIX_LENGTH));
    if (lengths === undefined) return;
    for (const length of lengths) {
      const bucket = this.#buckets.get(key.slice(0, length));
      if (bucket === undefined) continue;
      for (const [name, scan] of bucket) {
        const { start, end } = scan.range;
        if (key < start || key >= end) continue;
        if (!moved) scan.refresh();
        else this.#drop(bucket, name, scan);
      }
      if (bucket.size === 0) this.#buckets.delete(key.slice(0, length));
    }
  }

  clear(): void {
    for (const bucket of this.#buckets.values()) for (const scan of bucket.values()) scan.version++;
    this.#buckets.clear();
    this.#lengths.clear();
    this.#scans = 0;
    this.#rows = 0;
  }

  /** What a commit outdates comes back as the newest, so rooms in use are not among the oldest. */
  #shed(): void {
    for (const [prefix, bucket] of this.#buckets) {
      if (this.#scans <= MOST_SCANS / 2 && this.#rows <= MOST_ROWS / 2) return;
      for (const [name, scan] of bucket) this.#drop(bucket, name, scan);
      this.#buckets.delete(prefix);
    }
    this.clear(); // also of rows that scans have fetched after they were dropped
  }

  #drop(bucket: Bucket, name: string, scan: RangeScan): void {
    scan.version += 1;
    bucket.delete(name);
    this.#scans -= 1;
    this.#rows -= scan.rowCount;
  }

  #bucketOf(prefix: string): Bucket {
    let bucket = this.#buckets.get(prefix);
    if (bucket !== undefined) return bucket;
    this.#buckets.set(prefix, (bucket = new Map()));
    const index = prefix.slice(0, INDEX_PREFIX_LENGTH);
    const lengths = this.#lengths.get(index);
    if (lengths === undefined) this.#lengths.set(index, [prefix.length]);
    else if (!lengths.includes(prefix.length)) lengths.push(prefix.length);
    return bucket;
  }
}

function oldest(bucket: Bucket): [string, RangeScan] {
  return bucket.entries().next().value!;
}

/** Most scans are of all that has the prefix; only the others need their ends spelled out. */
function nameOf({ range, order }: ScanPlan): string {
  if (isWhole(range)) return order;
  return `${range.start.length} ${order} ${range.start}${range.end}`;
}

function isWhole({ prefix, start, end }: KeyRange): boolean {
  return (
    start === prefix &&
    end.length === prefix.length + 1 &&
    end.charCodeAt(prefix.length) === ABOVE_ALL_CODE
  );
}
