/** The tables and indexes of an open database, by name and by number. */
import type { Value } from "convex/values";
import { decodeId } from "../values/ids.ts";
import { encodeSortKey } from "../values/sortKey.ts";
import { fieldAt } from "../values/documentJson.ts";
import type { Check } from "../values/validator.ts";
import type { StoredDocument } from "./types.ts";

/** An ordered index. Its keys are `prefix | fields… | _creationTime | id`. */
export type Index = {
  readonly name: string;
  readonly tableName: string;
  /** The fields that a range may name, ending in `_creationTime` (only `_id` for by_id). */
  readonly fields: readonly string[];
  readonly prefix: string;
  /** True for by_id, whose keys live in the documents themselves. */
  readonly isById: boolean;
};

export type SearchIndex = {
  readonly name: string;
  readonly searchField: string;
  readonly filterFields: readonly string[];
  readonly prefix: string;
  /** The FTS5 table behind it. */
  readonly termsTable: string;
};

export type Table = {
  readonly name: string;
  readonly number: number;
  readonly isSystem: boolean;
  readonly byId: Index;
  /** All ordered indexes but by_id; by_creation_time comes first. */
  readonly indexes: readonly Index[];
  readonly searchIndexes: readonly SearchIndex[];
  readonly check: Check | null;
};

/** An id whose table is known, with the key under which its document stands in by_id. */
export type KnownId = { readonly table: Table; readonly key: string };

const MAX_KNOWN_IDS = 50_000;

/** Responsible for looking tables up; which tables there are is settled when a database opens. */
export class Catalog {
  readonly tables: readonly Table[];
  readonly #byName: ReadonlyMap<string, Table>;
  readonly #byNumber: ReadonlyMap<number, Table>;
  /** Results repeat the same ids, and decoding one for each `v.id` was half the cost of a query. */
  readonly #knownIds = new Map<string, KnownId>();

  constructor(tables: readonly Table[]) {
    this.tables = tables;
    this.#byName = new Map(tables.map((table) => [table.name, table]));
    this.#byNumber = new Map(tables.map((table) => [table.number, table]));
  }

  /** Throws when the schema has no such table. */
  table(name: string): Table {
    const table = this.#byName.get(name);
    if (table === undefined) throw new Error(`Table "${name}" is not in the schema`);
    return table;
  }

  /** Null for what is no id of a table of this database. */
  find(id: string): KnownId | null {
    const known = this.#knownIds.get(id);
    if (known !== undefined) return known;
    const decoded = decodeId(id);
    const table = decoded === null ? undefined : this.#byNumber.get(decoded.tableNumber);
    return table === undefined ? null : this.note(table, id);
  }

  /** Remembers an id that was made for this table just now. */
  note(table: Table, id: string): KnownId {
    if (this.#knownIds.size >= MAX_KNOWN_IDS) this.#knownIds.clear();
    const known = { table, key: byIdKey(table, id) };
    this.#knownIds.set(id, known);
    return known;
  }

  tableOfId(id: string): Table | null {
    return this.find(id)?.table ?? null;
  }

  /** For validators: `v.id("rooms")` accepts ids whose table is "rooms". */
  readonly tableNameOf = (id: string): string | null => this.find(id)?.table.name ?? null;
}

/** The ordered index of a table by its name; throws when there is none. */
export function indexNamed(table: Table, name: string): Index {
  if (name === table.byId.name) return table.byId;
  const index = table.indexes.find((candidate) => candidate.name === name);
  if (index === undefined) throw new Error(`Index ${table.name}.${name} is not in the schema`);
  return index;
}

/** The search index of a table by its name; throws when there is none. */
export function searchIndexNamed(table: Table, name: string): SearchIndex {
  const index = table.searchIndexes.find((candidate) => candidate.name === name);
  if (index === undefined) {
    throw new Error(`Search index ${table.name}.${name} is not in the schema`);
  }
  return index;
}

export function byIdKey(table: Table, id: string): string {
  return table.byId.prefix + encodeSortKey(id);
}

/** The key under which `document` stands in `index`. */
export function indexKey(index: Index, document: StoredDocument): string {
  let key = index.prefix;
  for (const field of index.fields) key += encodeSortKey(fieldAt(document, field));
  // Ids of one table have one length and sort as text, so the last part needs no encoding.
  return index.isById ? key : key + document._id;
}

/**
 * Where a document stands in a search index, or null when it has no text there. Not stored: it
 * tells which searches a commit touches (the values of the filter fields, in their order).
 */
export function searchKey(index: SearchIndex, document: StoredDocument): string | null {
  if (typeof fieldAt(document, index.searchField) !== "string") return null;
  let key = index.prefix;
  for (const field of index.filterFields) key += encodeSortKey(fieldAt(document, field));
  return key + document._id;
}

/** The text of a document in a search index, or null. */
export function searchText(index: SearchIndex, document: StoredDocument): string | null {
  const text: Value | undefined = fieldAt(document, index.searchField);
  return typeof text === "string" ? text : null;
}
