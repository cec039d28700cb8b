import type { StoredDocument } from "./types.ts";

/** A document as the database holds it: decoded once, frozen, shared by all readers. */
export type DocumentRecord = {
  /** Row of the documents table; 0 while its first commit has not happened. */
  rowId: number;
  readonly document: StoredDocument;
  /** Convex's measure, in bytes: what reading it counts against the limits. */
  readonly size: number;
  /** False for documents with bytes, which cannot be frozen: every reader gets a copy. */
  readonly shareable: boolean;
};

/** What a decoded document takes in memory beyond its measured size: objects, strings, map entries. */
const OVERHEAD_BYTES = 400;

/**
 * Responsible for keeping the recently used documents decoded, within a budget. Two generations
 * instead of a list: what is used moves to the young one; when that holds half the budget it
 * becomes the old one, and the former old one is dropped.
 */
export class DocumentCache {
  readonly #budgetBytes: number;
  #young = new Map<number, DocumentRecord>();
  #old = new Map<number, DocumentRecord>();
  #youngBytes = 0;

  constructor(budgetBytes: number) {
    this.#budgetBytes = budgetBytes;
  }

  get(rowId: number): DocumentRecord | undefined {
    const record = this.#young.get(rowId);
    if (record !== undefined) return record;
    const older = this.#old.get(rowId);
    if (older !== undefined) this.set(older);
    return older;
  }

  set(record: DocumentRecord): void {
    if (!this.#young.has(record.rowId)) this.#youngBytes += record.size + OVERHEAD_BYTES;
    this.#young.set(record.rowId, record);
    if (this.#youngBytes * 2 < this.#budgetBytes) return;
    this.#old = this.#young;
    this.#young = new Map();
    this.#youngBytes = 0;
  }

  delete(rowId: number): void {
    this.#young.delete(rowId);
    this.#old.delete(rowId);
  }

  clear(): void {
    this.#young = new Map();
    this.#old = new Map();
    this.#youngBytes = 0;
  }
}
