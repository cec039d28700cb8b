import { byIdKey, indexKey, searchKey, type Index, type SearchIndex } from "./catalog.ts";
import type { DocumentStore } from "./documentStore.ts";
import type { SearchStore } from "./searchStore.ts";
import type { StoredDocument } from "./types.ts";
import type { Write } from "./writeOverlay.ts";

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

  /** Writes one change into the open SQLite transaction; gives the touched keys. */
  apply(id: string, write: Write): string[] {
    const { table } = write;
    const key = byIdKey(table, id);
    const change: Change = {
      before: write.before?.document ?? null,
      after: write.after?.record.document ?? null,
      rowId: this.#writeDocument(key, write),
    };
    const touched = [key];
    for (const index of table.indexes) touched.push(...this.#writeKeys(index, change));
    for (const index of table.searchIndexes) touched.push(...this.#writeTerms(index, change));
    return touched;
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

  #writeKeys(index: Index, { before, after, rowId }: Change): string[] {
    const old = before === null ? null : indexKey(index, before);
    const fresh = after === null ? null : indexKey(index, after);
    if (old !== fresh) {
      if (old !== null) this.#documents.removeKey(old);
      if (fresh !== null) this.#documents.addKey(fresh, rowId);
    }
    return [old, fresh].filter((key) => key !== null);
  }

  #writeTerms(index: SearchIndex, { before, after, rowId }: Change): string[] {
    this.#search.write(index, rowId, before, after);
    return [before, after]
      .map((document) => (document === null ? null : searchKey(index, document)))
      .filter((key) => key !== null);
  }
}
