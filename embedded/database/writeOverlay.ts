import { indexKey, type Index, type Table } from "./catalog.ts";
import type { DocumentRecord } from "./documentCache.ts";
import type { PreparedDocument } from "./documentWrites.ts";
import type { Interval, Order } from "./documentStore.ts";

/** What a transaction has made of one document; null stands for "not there". */
export type Write = {
  readonly table: Table;
  readonly before: DocumentRecord | null;
  after: PreparedDocument | null;
};

/** Keys in order, with what stands there now: a document, or null where one was taken away. */
export class OwnKeys {
  readonly #sorted: string[] = [];
  readonly #records = new Map<string, DocumentRecord | null>();

  set(key: string, record: DocumentRecord | null): void {
    if (!this.#records.has(key)) this.#sorted.splice(this.#firstFrom(key), 0, key);
    this.#records.set(key, record);
  }

  has(key: string): boolean {
    return this.#records.has(key);
  }

  /** The first document of the interval in the given order. */
  first({ start, end }: Interval, order: Order): { key: string; record: DocumentRecord } | null {
    const step = order === "asc" ? 1 : -1;
    let position = order === "asc" ? this.#firstFrom(start) : this.#firstFrom(end) - 1;
    for (; ; position += step) {
      const key = this.#sorted[position];
      if (key === undefined || key < start || key >= end) return null;
      const record = this.#records.get(key);
      if (record) return { key, record };
    }
  }

  /** Position of the first key that is not below `key`. */
  #firstFrom(key: string): number {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#sorted[middle]! < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/**
 * Responsible for the uncommitted writes of one transaction: by id, and in every index that somebody
 * has asked for since. Invariant: a key that it has hides whatever is committed under that key.
 */
export class WriteOverlay {
  readonly #writes = new Map<string, Write>();
  /** Tables with writes; most reads are of others. */
  readonly #tables = new Set<string>();
  /** Of the indexes that were read after a write to their table; kept up to date from then on. */
  readonly #keys = new Map<Index, OwnKeys>();
  readonly #undo: { id: string; after: PreparedDocument | null }[] = [];

  get(id: string): Write | undefined {
    return this.#writes.get(id);
  }

  /** Writes that change something; those undone or inserted and deleted again are left out. */
  changes(): { id: string; write: Write }[] {
    return [...this.#writes]
      .map(([id, write]) => ({ id, write }))
      .filter(({ write: { before, after } }) => (after?.record ?? null) !== before);
  }

  ownKeys(index: Index): OwnKeys | undefined {
    if (!this.#tables.has(index.tableName)) return undefined;
    let keys = this.#keys.get(index);
    if (keys === undefined) {
      this.#keys.set(index, (keys = new OwnKeys()));
      for (const write of this.#writes.values()) {
        if (write.table.name !== index.tableName) continue;
        if (write.before !== null) keys.set(indexKey(index, write.before.document), null);
        setKey(keys, index, write.after, write.after?.record ?? null);
      }
    }
    return keys;
  }

  set(table: Table, id: string, before: DocumentRecord | null, after: PreparedDocument | null) {
    let write = this.#writes.get(id);
    if (write === undefined) {
      write = { table, before, after: before === null ? null : { record: before, json: "" } };
      this.#writes.set(id, write);
      this.#tables.add(table.name);
    }
    this.#undo.push({ id, after: write.after });
    this.#replace(write, after);
  }

  /** How many writes there have been: what `undoTo` takes. */
  get length(): number {
    return this.#undo.length;
  }

  /** Takes back every write since the overlay had this length. */
  undoTo(length: number): void {
    while (this.#undo.length > length) {
      const { id, after } = this.#undo.pop()!;
      this.#replace(this.#writes.get(id)!, after);
    }
  }

  #replace(write: Write, after: PreparedDocument | null): void {
    for (const [index, keys] of this.#keys) {
      if (index.tableName !== write.table.name) continue;
      setKey(keys, index, write.after, null);
      setKey(keys, index, after, after?.record ?? null);
    }
    write.after = after;
  }
}

/** What stands from now on where `document` is in the index. */
function setKey(
  keys: OwnKeys,
  index: Index,
  document: PreparedDocument | null,
  record: DocumentRecord | null,
): void {
  if (document !== null) keys.set(indexKey(index, document.record.document), record);
}
