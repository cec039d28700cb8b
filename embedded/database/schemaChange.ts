/**
 * Brings the file in line with the schema when a database opens: numbers for new tables, new
 * indexes filled from the documents, indexes that are gone dropped, documents checked against a
 * validator that changed. The caller runs it in one SQLite transaction, so that it happens as a
 * whole or not at all.
 */
import type Sqlite from "better-sqlite3";
import { ABOVE_ALL, encodeIndexNumber, keyAfter, keyToBlob } from "../values/sortKey.ts";
import { compileDocumentValidator } from "../values/documentValidator.ts";
import { Catalog, indexKey, type Index, type SearchIndex, type Table } from "./catalog.ts";
import type { DocumentStore } from "./documentStore.ts";
import { SchemaMismatch } from "./errors.ts";
import type { TableDefinition } from "./schema.ts";
import type { SearchStore } from "./searchStore.ts";
import { TERM_RULES } from "./searchTerms.ts";

/** Convex's ranges: numbers below are taken by its own system tables of old. */
const FIRST_SYSTEM_TABLE = 512;
const FIRST_USER_TABLE = 10_001;

/** Documents read at a time while an index is filled. */
const BATCH = 500;

type IndexPlan =
  | { kind: "ordered"; name: string; fields: string[] }
  | {
      kind: "search";
      name: string;
      searchField: string;
      filterFields: string[];
      rules: string;
    };

type IndexRow = { number: number; name: string; definition: string };

export class SchemaChange {
  readonly #sqlite: Sqlite.Database;
  readonly #documents: DocumentStore;
  readonly #search: SearchStore;

  constructor(sqlite: Sqlite.Database, documents: DocumentStore, search: SearchStore) {
    this.#sqlite = sqlite;
    this.#documents = documents;
    this.#search = search;
  }

  /** Throws `SchemaMismatch` when a document does not fit. */
  apply(definitions: readonly TableDefinition[]): Catalog {
    const built = definitions.map((definition) => this.#openTable(definition));
    const catalog = new Catalog(built.map(({ table }) => table));
    for (const { table, recheck } of built) if (recheck) this.#checkDocuments(table, catalog);
    this.#dropIndexesOfOtherTables(catalog, definitions);
    for (const definition of definitions) this.#recordValidator(definition);
    return catalog;
  }

  #openTable(definition: TableDefinition): { table: Table; recheck: boolean } {
    const { number, validator } = this.#tableRow(definition);
    const plans: IndexPlan[] = [
      { kind: "ordered", name: "by_id", fields: ["_id"] },
      { kind: "ordered", name: "by_creation_time", fields: ["_creationTime"] },
      ...definition.indexes.map(({ name, fields }) => ({
        kind: "ordered" as const,
        name,
        fields: fields.at(-1) === "_creationTime" ? fields : [...fields, "_creationTime"],
      })),
      ...definition.searchIndexes.map((index) => ({
        kind: "search" as const,
        ...index,
        rules: TERM_RULES,
      })),
    ];
    const existing = new Map(this.#indexRows(number).map((row) => [row.name, row]));
    const fresh: (Index | SearchIndex)[] = [];
    const opened = plans.map((plan) => {
      const row = existing.get(plan.name);
      existing.delete(plan.name);
      const kept = row !== undefined && row.definition === JSON.stringify(plan);
      if (row !== undefined && !kept) this.#dropIndex(row);
      const index = makeIndex(
        definition.name,
        plan,
        kept ? row.number : this.#addIndex(number, plan),
      );
      if (!kept) {
        if ("termsTable" in index) this.#search.create(index.termsTable);
        if ("termsTable" in index || !index.isById) fresh.push(index);
      }
      return index;
    });
    for (const row of existing.values()) this.#dropIndex(row);
    const [byId, ...indexes] = opened.filter((index): index is Index => "isById" in index);
    const table: Table = {
      name: definition.name,
      number,
      isSystem: definition.isSystem,
      byId: byId!,
      indexes,
      searchIndexes: opened.filter((index): index is SearchIndex => "termsTable" in index),
      check:
        definition.documentType === null ? null : compileDocumentValidator(definition.documentType),
    };
    if (fresh.length > 0) this.#fill(table, fresh);
    return { table, recheck: table.check !== null && validator !== validatorText(definition) };
  }

  #tableRow(definition: TableDefinition): { number: number; validator: string | null } {
    const select = this.#sqlite.prepare<[string], { number: number; validator: string | null }>(
      "SELECT number, validator FROM tables WHERE name = ?",
    );
    const row = select.get(definition.name);
    if (row !== undefined) return row;
    const [first, last] = definition.isSystem
      ? [FIRST_SYSTEM_TABLE, FIRST_USER_TABLE - 1]
      : [FIRST_USER_TABLE, Number.MAX_SAFE_INTEGER];
    const highest = this.#sqlite
      .prepare<
        [number, number],
        number | null
      >("SELECT max(number) FROM tables WHERE number BETWEEN ? AND ?")
      .pluck()
      .get(first, last);
    const number = highest == null ? first : highest + 1;
    this.#sqlite
      .prepare("INSERT INTO tables (number, name) VALUES (?, ?)")
      .run(number, definition.name);
    return { number, validator: null };
  }

  #recordValidator(definition: TableDefinition): void {
    this.#sqlite
      .prepare("UPDATE tables SET validator = ? WHERE name = ?")
      .run(validatorText(definition), definition.name);
  }

  #indexRows(tableNumber: number): IndexRow[] {
    return this.#sqlite
      .prepare<
        [number],
        IndexRow
      >("SELECT number, name, definition FROM indexes WHERE tableNumber = ?")
      .all(tableNumber);
  }

  /** Numbers of dropped indexes may come back: their keys are gone by then. */
  #addIndex(tableNumber: number, plan: IndexPlan): number {
    const result = this.#sqlite
      .prepare("INSERT INTO indexes (tableNumber, name, definition) VALUES (?, ?, ?)")
      .run(tableNumber, plan.name, JSON.stringify(plan));
    return Number(result.lastInsertRowid);
  }

  #dropIndex(row: IndexRow): void {
    const plan = JSON.parse(row.definition) as IndexPlan;
    const prefix = encodeIndexNumber(row.number);
    if (plan.kind === "search") this.#search.drop(termsTableOf(row.number));
    this.#sqlite
      .prepare("DELETE FROM indexKeys WHERE key >= ? AND key < ?")
      .run(keyToBlob(prefix), keyToBlob(prefix + ABOVE_ALL));
    this.#sqlite.prepare("DELETE FROM indexes WHERE number = ?").run(row.number);
  }

  /**
   * A table that left the schema keeps its documents, its number and by_id: should it come back,
   * they are there again and the indexes are filled anew. Deleting data is never the job of a start.
   */
  #dropIndexesOfOtherTables(catalog: Catalog, definitions: readonly TableDefinition[]): void {
    const kept = new Set(definitions.map(({ name }) => catalog.table(name).number));
    const numbers = this.#sqlite.prepare<[], number>("SELECT number FROM tables").pluck().all();
    for (const number of numbers.filter((candidate) => !kept.has(candidate))) {
      for (const row of this.#indexRows(number)) if (row.name !== "by_id") this.#dropIndex(row);
    }
  }

  #fill(table: Table, indexes: readonly (Index | SearchIndex)[]): void {
    for (const { document, rowId } of this.#everyDocument(table)) {
      for (const index of indexes) {
        if ("termsTable" in index) this.#search.write(index, rowId, null, document);
        else this.#documents.addKey(indexKey(index, document), rowId);
      }
    }
  }

  #checkDocuments(table: Table, catalog: Catalog): void {
    for (const { document } of this.#everyDocument(table)) {
      const problem = table.check!(document, catalog.tableNameOf);
      if (problem === null) continue;
      throw new SchemaMismatch(
        `Document "${document._id}" in table "${table.name}" does not match the schema, so it cannot be used. Change the schema or the document.\n${problem.message()}`,
      );
    }
  }

  *#everyDocument(table: Table) {
    let start = table.byId.prefix;
    const end = table.byId.prefix + ABOVE_ALL;
    for (;;) {
      const rowIds = this.#documents.scan(table.byId, { start, end }, "asc", BATCH);
      for (const rowId of rowIds) yield this.#documents.load(rowId);
      if (rowIds.length < BATCH) return;
      const last = this.#documents.load(rowIds.at(-1)!);
      start = keyAfter(indexKey(table.byId, last.document));
    }
  }
}

function validatorText(definition: TableDefinition): string | null {
  return definition.documentType === null ? null : JSON.stringify(definition.documentType);
}

function termsTableOf(indexNumber: number): string {
  return `searchTerms${indexNumber}`;
}

function makeIndex(tableName: string, plan: IndexPlan, number: number): Index | SearchIndex {
  const prefix = encodeIndexNumber(number);
  if (plan.kind === "search") {
    const { name, searchField, filterFields } = plan;
    return { name, searchField, filterFields, prefix, termsTable: termsTableOf(number) };
  }
  const { name, fields } = plan;
  return { name, tableName, fields, prefix, isById: name === "by_id" };
}
