import type Sqlite from "better-sqlite3";
import type { Value } from "convex/values";
import type { Clock } from "../clock.ts";
import { syncFile } from "../storage/durableFile.ts";
import { decodeId } from "../values/ids.ts";
import { byIdKey, indexKey, type Catalog, type SearchIndex } from "./catalog.ts";
import { DocumentStore } from "./documentStore.ts";
import { prepareDocument } from "./documentWrites.ts";
import { Properties } from "./properties.ts";
import { readSchema, type TableDefinition } from "./schema.ts";
import { SchemaChange } from "./schemaChange.ts";
import { SearchStore } from "./searchStore.ts";
import { openSqlite } from "./sqliteFile.ts";
import { Timestamps } from "./timestamps.ts";
import type { SystemTable } from "./types.ts";

/**
 * Keys of so many documents are sorted before they go into the indexes: one by one they would fall on
 * pages all over the file. It also is what search terms are gathered for before they are written.
 */
const DOCUMENTS_PER_BATCH = 10_000;
const TERMS_IN_MEMORY_BYTES = 8 * 2 ** 20;
/** Nothing that was loaded is read again. */
const CACHE_BYTES = 0;

export type LoaderOptions = {
  /** A file that does not exist yet. */
  file: string;
  schemaJson: string | null;
  systemTables: readonly SystemTable[];
  /** Number and name of each table of the documents to come, which their ids bear. */
  tables: readonly { name: string; number: number }[];
  clock: Clock;
};

/**
 * Fills a new database with documents that have their ids and creation times already. Responsible
 * for their being what the schema and the limits allow, and in every index; not for whole sets: an
 * id within a document may name one that never comes, as in any database.
 */
export class DocumentLoader {
  readonly #sqlite: Sqlite.Database;
  readonly #file: string;
  readonly #documents: DocumentStore;
  readonly #search: SearchStore;
  readonly #catalog: Catalog;
  readonly #properties: Properties;
  readonly #timestamps: Timestamps;
  #lastCreationTime = 0;
  /** Keys of the batch, with the rows that they lead to. */
  #keys: [key: string, rowId: number][] = [];
  #inBatch = 0;

  /** Tables that the schema does not know are kept, as when one leaves it. */
  constructor({ file, schemaJson, systemTables, tables, clock }: LoaderOptions) {
    this.#sqlite = openSqlite({ file });
    this.#file = file;
    try {
      loadFast(this.#sqlite);
      this.#documents = new DocumentStore(this.#sqlite, CACHE_BYTES);
      this.#search = new SearchStore(this.#sqlite);
      this.#properties = new Properties(this.#sqlite);
      this.#timestamps = new Timestamps(clock, this.#properties.times());
      const definitions = readSchema(schemaJson, systemTables);
      const known = new Set(definitions.map(({ name }) => name));
      const others = tables.filter(({ name }) => !known.has(name)).map(withoutSchema);
      this.#catalog = this.#sqlite.transaction(() => {
        this.#numberTables(tables);
        const change = new SchemaChange(this.#sqlite, this.#documents, this.#search);
        return change.apply([...definitions, ...others]);
      })();
      for (const { termsTable } of this.#searchIndexes()) {
        this.#search.gather(termsTable, TERMS_IN_MEMORY_BYTES);
      }
    } catch (error) {
      this.#sqlite.close();
      throw error;
    }
  }

  #numberTables(tables: LoaderOptions["tables"]): void {
    const insert = this.#sqlite.prepare("INSERT INTO tables (number, name) VALUES (?, ?)");
    for (const { name, number } of tables) insert.run(number, name);
  }

  /** Throws an Error that says what is wrong with the document. */
  add(tableName: string, document: Record<string, Value>): void {
    const table = this.#catalog.table(tableName);
    const { _id: id, _creationTime: creationTime } = document;
    if (typeof id !== "string" || decodeId(id)?.tableNumber !== table.number) {
      throw new Error(`_id is no id of the table "${tableName}".`);
    }
    if (typeof creationTime !== "number" || !(creationTime >= 0) || creationTime === Infinity) {
      throw new Error("_creationTime is no time.");
    }
    const key = byIdKey(table, id);
    if (this.#documents.findByKey(key) !== null) throw new Error(`The id ${id} comes twice.`);
    const system = { _id: id, _creationTime: creationTime };
    const { record, json } = prepareDocument(table, system, document, this.#catalog.tableNameOf);
    if (!this.#sqlite.inTransaction) this.#sqlite.exec("BEGIN IMMEDIATE");
    const rowId = this.#documents.insert(key, json);
    for (const index of table.indexes) {
      this.#keys.push([indexKey(index, record.document), rowId]);
    }
    for (const index of table.searchIndexes) {
      this.#search.write(index, rowId, null, record.document);
    }
    this.#lastCreationTime = Math.max(this.#lastCreationTime, creationTime);
    this.#inBatch += 1;
    if (this.#inBatch >= DOCUMENTS_PER_BATCH) this.#endBatch();
  }

  #endBatch(): void {
    this.#keys.sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [key, rowId] of this.#keys) this.#documents.addKey(key, rowId);
    if (this.#sqlite.inTransaction) this.#sqlite.exec("COMMIT");
    this.#keys = [];
    this.#inBatch = 0;
  }

  /** Makes the database durable, and one that was closed in order; what is created later is newer than all. */
  async finish(): Promise<void> {
    this.#endBatch();
    for (const { termsTable } of this.#searchIndexes()) this.#search.gather(termsTable, null);
    const timestamp = this.#timestamps.next();
    this.#properties.saveTimes({ timestamp, creationTime: this.#lastCreationTime });
    this.#properties.markClosed();
    this.#sqlite.close();
    await syncFile(this.#file);
  }

  /** Also after `finish`, or in its place after a failure. */
  close(): void {
    this.#sqlite.close();
  }

  #searchIndexes(): SearchIndex[] {
    return this.#catalog.tables.flatMap(({ searchIndexes }) => searchIndexes);
  }
}

/**
 * What a stop leaves half done is thrown away as a whole, so nothing is written twice or waited for
 * before the end. The settings of every later start are those of `openSqlite`.
 */
function loadFast(sqlite: Sqlite.Database): void {
  sqlite.pragma("journal_mode = OFF");
  sqlite.pragma("synchronous = OFF");
}

function withoutSchema({ name }: { name: string }): TableDefinition {
  return { name, isSystem: false, indexes: [], searchIndexes: [], documentType: null };
}
