import { fieldAt } from "../values/documentJson.ts";
import { byIdKey, indexKey, searchKey, type Index, type SearchIndex } from "./catalog.ts";
import type { DocumentStore } from "./documentStore.ts";
import type { SearchStore } from "./searchStore.ts";
import type { StoredDocument } from "./types.ts";
import type { Write } from "./writeOverlay.ts";

/** The keys that a reader of the old or the new state may have read. */
export class TouchedKeys {
  /** Where something came or went. */
  readonly moved: string[] = [];
  /** Where something stands before and after, and has changed. */
  readonly kept: string[] = [];

  all(): string[] {
    return [...this.moved, ...this.kept];
  }

  /** A document was at `old` and is at `fresh`; null is nowhere. */
  add(old: string | null, fresh: string | null): void {
    if (old === fresh) {
      if (old !== null) this.kept.push(old);
      return;
    }
    if (old !== null) this.moved.push(old);
    if (fresh !== null) this.moved.push(fresh);
  }
}

/** A document's state before and after a commit; null stands for "not there". */
type Change = { before: StoredDocument | null; after: StoredDocument | null; rowId: number };

/**
 * Responsible for turning the writes of a transaction into rows, and for naming every key that a
 * reader of the old or the new state may have read: both places of a document in each index, also
 * where they are equal, because what stands there has changed.
 */
export class CommitWriter {
  readonly #documents: DocumentStore;
  readonly #search: SearchStore;

  constructor(documents: DocumentStore, search: SearchStore) {
    this.#documents = documents;
    this.#search = search;
  }

  /** Writes one change into the open SQLite transaction; adds the touched keys. */
  apply(id: string, write: Write, touched: TouchedKeys): void {
    const { table } = write;
    const key = byIdKey(table, id);
    const change: Change = {
      before: write.before?.document ?? null,
      after: write.after?.record.document ?? null,
      rowId: this.#writeDocument(key, write),
    };
    touched.add(change.before === null ? null : key, change.after === null ? null : key);
    for (const index of table.indexes) this.#writeKeys(index, change, touched);
    for (const index of table.searchIndexes) this.#writeTerms(index, change, touched);
  }

  /** Brings the cache in step, once the change is in. */
  updateCache(id: string, { table, before, after }: Write): void {
    const key = byIdKey(table, id);
    if (after !== null) this.#documents.remember(key, after.record);
    else if (before !== null) this.#documents.forget(key, before.rowId);
  }

  #writeDocument(key: string, { before, after }: Write): number {
    if (before === null) {
      after!.record.rowId = this.#documents.insert(key, after!.json);
      return after!.record.rowId;
    }
    if (after === null) {
      this.#documents.remove(before.rowId);
    } else {
      this.#documents.update(before.rowId, after.json);
      after.record.rowId = before.rowId;
    }
    return before.rowId;
  }

  #writeKeys(index: Index, { before, after, rowId }: Change, touched: TouchedKeys): void {
    const old = before === null ? null : indexKey(index, before);
    const stays = before !== null && after !== null && areInOnePlace(index, before, after);
    const fresh = stays ? old : after === null ? null : indexKey(index, after);
    if (old !== fresh) {
      if (old !== null) this.#documents.removeKey(old);
      if (fresh !== null) this.#documents.addKey(fresh, rowId);
    }
    touched.add(old, fresh);
  }

  #writeTerms(index: SearchIndex, { before, after, rowId }: Change, touched: TouchedKeys): void {
    this.#search.write(index, rowId, before, after);
    const keyOf = (document: StoredDocument | null) =>
      document === null ? null : searchKey(index, document);
    touched.add(keyOf(before), keyOf(after));
  }
}

/** True for the plain values that most index fields have; what it misses has equal keys. */
function areInOnePlace(index: Index, before: StoredDocument, after: StoredDocument): boolean {
  return index.fields.every((field) => Object.is(fieldAt(before, field), fieldAt(after, field)));
}
