import fs from "node:fs";
import path from "node:path";
import type { Clock } from "../clock.ts";
import { SqliteDatabase } from "./sqliteDatabase.ts";
import { isDiskFull, StorageError } from "./errors.ts";
import { assertFolderFree, markFolder } from "./lock.ts";
import { DiskReserve } from "./reserve.ts";
import { readSchema } from "./schema.ts";
import { openSqlite } from "./sqliteFile.ts";
import type { Database, SystemTable } from "./types.ts";

const MIB = 1024 * 1024;
const DEFAULT_RESERVE_BYTES = 64 * MIB;
const DEFAULT_CACHE_BYTES = 32 * MIB;

export type DatabaseOptions = {
  /** The SQLite file; its folder belongs to this process alone while the database is open. */
  file: string;
  /** What `schema.export()` gives, or null for system tables only. */
  schemaJson: string | null;
  systemTables: readonly SystemTable[];
  clock: Clock;
  /** Disk space kept back for the day the disk is full; 64 MiB unless said otherwise. */
  reserveBytes?: number;
  /** Memory for decoded documents; 32 MiB unless said otherwise. */
  cacheBytes?: number;
  /** The file may not grow beyond this. */
  maxBytes?: number;
  /** A larger file that was closed in order is not looked through at the start. */
  alwaysCheckedBytes?: number;
};

/**
 * Opens or creates a database. Throws `DataFolderInUse`, `UnusableDatabase` (damaged, or of a newer
 * version), `SchemaMismatch` (documents do not fit the schema), or `StorageError` on a disk that is
 * full to the last byte; where only the reserve is left, it opens for reading.
 */
export function openDatabase(options: DatabaseOptions): Database {
  const folder = path.dirname(options.file);
  // Nobody else on the machine has any business in what people wrote to each other.
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  assertFolderFree(folder);
  const reserve = new DiskReserve(
    `${options.file}-reserve`,
    options.reserveBytes ?? DEFAULT_RESERVE_BYTES,
  );
  try {
    return openFile(options, reserve);
  } catch (error) {
    if (!isDiskFull(error)) throw error;
  }
  reserve.release();
  try {
    return openFile(options, reserve);
  } catch (error) {
    if (!isDiskFull(error)) throw error;
    throw new StorageError(
      "STORAGE_FULL",
      `The disk of ${folder} is full. Make space first.`,
      error,
    );
  }
}

function openFile(options: DatabaseOptions, reserve: DiskReserve): Database {
  const { file, maxBytes, alwaysCheckedBytes } = options;
  const sqlite = openSqlite({ file, maxBytes, alwaysCheckedBytes });
  const unmark = markFolder(path.dirname(file));
  try {
    return new SqliteDatabase({
      sqlite,
      schemaJson: options.schemaJson,
      readTables: (schemaJson) => readSchema(schemaJson, options.systemTables),
      clock: options.clock,
      reserve,
      cacheBytes: options.cacheBytes ?? DEFAULT_CACHE_BYTES,
      onClosed: unmark,
    });
  } catch (error) {
    sqlite.close();
    unmark();
    throw error;
  }
}
