import { LimitExceeded } from "./errors.ts";
import type { TransactionUsage } from "./types.ts";

const MIB = 1024 * 1024;

/** What one query or mutation may read and write (docs.convex.dev/production/state/limits). */
export const TRANSACTION_LIMITS: Readonly<TransactionUsage> = {
  documentsRead: 32_000,
  bytesRead: 16 * MIB,
  rangesRead: 4_096,
  documentsWritten: 16_000,
  bytesWritten: 16 * MIB,
};

const {
  documentsRead: MOST_DOCUMENTS,
  bytesRead: MOST_BYTES,
  rangesRead: MOST_RANGES,
} = TRANSACTION_LIMITS;

/** How much a part of a run has read; of ranges one, unless it says so. */
export type ReadCount = { documents: number; bytes: number; ranges?: number };

/** Responsible for counting what a run uses, and for stopping it at the limit, which it names. */
export class Usage {
  readonly #used: TransactionUsage = {
    documentsRead: 0,
    bytesRead: 0,
    rangesRead: 0,
    documentsWritten: 0,
    bytesWritten: 0,
  };

  countRange(ranges = 1): void {
    this.#used.rangesRead += ranges;
    if (this.#used.rangesRead <= MOST_RANGES) return;
    this.#enforce("rangesRead", "Too many reads (index ranges) in a single function execution");
  }

  /** Documents that a filter drops count as well. */
  countRead(bytes: number, documents = 1): void {
    const used = this.#used;
    used.documentsRead += documents;
    used.bytesRead += bytes;
    if (used.documentsRead <= MOST_DOCUMENTS && used.bytesRead <= MOST_BYTES) return;
    this.#enforce("documentsRead", "Too many documents read in a single function execution");
    this.#enforce("bytesRead", "Too many bytes read in a single function execution");
  }

  countWrite(bytes: number): void {
    this.#used.documentsWritten += 1;
    this.#used.bytesWritten += bytes;
    this.#enforce("documentsWritten", "Too many documents written in a single function execution");
    this.#enforce("bytesWritten", "Too many bytes written in a single function execution");
  }

  /** True when with these reads the run is still so far from its limits that they change nothing. */
  hasRoomFor({ documents, bytes, ranges = 1 }: ReadCount): boolean {
    const { documentsRead, bytesRead, rangesRead } = this.#used;
    return (
      (documentsRead + documents) * 2 < MOST_DOCUMENTS &&
      (bytesRead + bytes) * 2 < MOST_BYTES &&
      (rangesRead + ranges) * 2 < MOST_RANGES
    );
  }

  snapshot(): TransactionUsage {
    return { ...this.#used };
  }

  /** True when one more document, of whatever size, might go over a limit on reads. */
  isReadBudgetSpent(largestDocumentBytes: number): boolean {
    return (
      this.#used.documentsRead >= TRANSACTION_LIMITS.documentsRead ||
      this.#used.bytesRead + largestDocumentBytes > TRANSACTION_LIMITS.bytesRead
    );
  }

  /** The share of the read limits that is used, 0..1. */
  readShare(): number {
    return Math.max(
      this.#used.documentsRead / TRANSACTION_LIMITS.documentsRead,
      this.#used.bytesRead / TRANSACTION_LIMITS.bytesRead,
    );
  }

  #enforce(what: keyof TransactionUsage, sentence: string): void {
    const limit = TRANSACTION_LIMITS[what];
    if (this.#used[what] > limit) throw new LimitExceeded(`${sentence} (limit: ${limit})`);
  }
}
