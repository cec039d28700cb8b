import type Sqlite from "better-sqlite3";
import type { Value } from "convex/values";
import type { Clock } from "../clock.ts";
import { decodeId } from "../values/ids.ts";
import { byIdKey, indexKey, type Catalog } from "./catalog.ts";
import { DocumentStore } from "./documentStore.ts";
import { prepareDocument } from "./documentWrites.ts";
import { Properties } from "./properties.ts";
import { readSchema, type TableDefinition } from "./schema.ts";
import { SchemaChange } from "./schemaChange.ts";
import { SearchStore } from "./searchStore.ts";
import { openSqlite } from "./sqliteFile.ts";
import { Timestamps } from "./timestamps.ts";
import type { SystemTable } from "./types.ts";

/** One fsync for so many documents; what a stop leaves half done is thrown away as a whole. */
const DOCUMENTS_PER_COMMIT = 10_000;
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
  readonly #documents: DocumentStore;
  readonly #search: SearchStore;
  readonly #catalog: Catalog;
  readonly #properties: Properties;
  readonly #timestamps: Timestamps;
  #lastCreationTime = 0;
  #uncommitted = 0;

  /** Tables that the schema does not know are kept, as when one leaves it. */
  constructor({ file, schemaJson, systemTables, tables, clock }: LoaderOptions) {
    this.#sqlite = openSqlite({ file });
    try {
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
      this.#documents.addKey(indexKey(index, record.document), rowId);
    }
    for (const index of table.searchIndexes) {
      this.#search.write(index, rowId, null, record.document);
    }
    this.#lastCreationTime = Math.max(this.#lastCreationTime, creationTime);
    this.#uncommitted += 1;
    if (this.#uncommitted >= DOCUMENTS_PER_COMMIT) this.#commit();
  }

  #commit(): void {
    if (this.#sqlite.inTransaction) this.#sqlite.exec("COMMIT");
    this.#uncommitted = 0;
  }

  /** Makes the database one that was closed in order; what is created later is newer than all. */
  finish(): void {
    this.#commit();
    const timestamp = this.#timestamps.next();
    this.#properties.saveTimes({ timestamp, creationTime: this.#lastCreationTime });
    this.#properties.markClosed();
  }

  close(): void {
    this.#sqlite.close();
  }
}

function withoutSchema({ name }: { name: string }): TableDefinition {
  return { name, isSystem: false, indexes: [], searchIndexes: [], documentType: null };
}
