/** Temporary databases for tests. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { GenericSchema, SchemaDefinition } from "convex/server";
import { onTestFinished } from "vitest";
import { ManualClock } from "../clock.ts";
import { openDatabase, type DatabaseOptions } from "./database.ts";
import type {
  Database,
  QueryDescription,
  RangeCondition,
  StoredDocument,
  Transaction,
} from "./types.ts";

/** Where there is a file system in memory, waiting for the disk is left out: ten times faster. */
const IN_MEMORY = "/dev/shm";

/** A folder of its own, removed after the test. */
export function temporaryFolder(): string {
  const parent = fs.existsSync(IN_MEMORY) ? IN_MEMORY : os.tmpdir();
  const folder = fs.mkdtempSync(path.join(parent, "database-test-"));
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export type TestSchema = SchemaDefinition<GenericSchema, boolean>;

/** What the backend passes on: the schema as JSON text. */
export function exportSchema(schema: TestSchema): string {
  return (schema as unknown as { export(): string }).export();
}

/** Opens a database in `folder` (a new one by default) and closes it after the test. */
export function openTestDatabase(
  schema: TestSchema | null,
  options: Partial<DatabaseOptions> & { folder?: string } = {},
): Database {
  const { folder = temporaryFolder(), ...rest } = options;
  const database = openDatabase({
    file: path.join(folder, "data.sqlite"),
    schemaJson: schema === null ? null : exportSchema(schema),
    systemTables: [],
    clock: new ManualClock(),
    reserveBytes: 0,
    ...rest,
  });
  onTestFinished(() => database.close());
  return database;
}

/** Runs `work` in a write transaction, commits and flushes it. */
export function write<T>(database: Database, work: (transaction: Transaction) => T): T {
  const transaction = database.beginWrite();
  try {
    const result = work(transaction);
    database.commit(transaction);
    database.flush();
    return result;
  } finally {
    transaction.close();
  }
}

export function read<T>(database: Database, work: (transaction: Transaction) => T): T {
  const transaction = database.beginRead();
  try {
    return work(transaction);
  } finally {
    transaction.close();
  }
}

export function indexRange(
  tableName: string,
  indexName: string,
  range: RangeCondition[] = [],
  order: "asc" | "desc" = "asc",
): QueryDescription {
  return { source: { type: "IndexRange", tableName, indexName, range, order }, operators: [] };
}

export function tableScan(tableName: string, order: "asc" | "desc" = "asc"): QueryDescription {
  return { source: { type: "FullTableScan", tableName, order }, operators: [] };
}

/** Everything a query gives, or the first `limit`. */
export function collect(
  transaction: Transaction,
  description: QueryDescription,
  limit = Infinity,
): StoredDocument[] {
  const cursor = transaction.query(description);
  const documents: StoredDocument[] = [];
  while (documents.length < limit) {
    const document = cursor.next();
    if (document === null) break;
    documents.push(document);
  }
  cursor.close();
  return documents;
}
