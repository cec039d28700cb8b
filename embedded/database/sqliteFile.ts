/** Opens the SQLite file with the settings that durability and exclusiveness rest on. */
import Sqlite from "better-sqlite3";
import { DataFolderInUse, UnusableDatabase } from "./errors.ts";
import { changeLayout, LAYOUT_VERSION } from "./layouts.ts";
import { Properties } from "./properties.ts";

const PAGE_CACHE_KIB = 48 * 1024;
/**
 * The log goes into the file after so many pages (6 MiB). A group of commits writes a few hundred,
 * mostly the same ones as the group before: the rarer this is, the less often each is written twice.
 * But the log takes its room on the disk as well, and on a full one nothing is written back.
 */
const CHECKPOINT_PAGES = 1_536;
/** The log file shrinks back to this after a burst. */
const LOG_LIMIT_BYTES = 64 * 1024 * 1024;

export type SqliteOptions = {
  file: string;
  /** The file may not grow beyond this; for tests of a full disk and as a quota. */
  maxBytes?: number | undefined;
  /** A file up to this size is looked through at each start; 64 MiB unless said otherwise. */
  alwaysCheckedBytes?: number | undefined;
};

const ALWAYS_CHECKED_BYTES = 64 * 1024 * 1024;

/**
 * Opens or creates the file. Throws `DataFolderInUse` when another process has it, and
 * `UnusableDatabase` when it is damaged, comes from a newer version, or does not take the settings.
 */
export function openSqlite({
  file,
  maxBytes,
  alwaysCheckedBytes = ALWAYS_CHECKED_BYTES,
}: SqliteOptions): Sqlite.Database {
  const sqlite = new Sqlite(file, { timeout: 0 });
  try {
    // Exclusive comes before WAL: only then does SQLite keep the log's index in memory and hold
    // the lock until we close. synchronous comes after WAL, because this build of SQLite falls
    // back to NORMAL on the change to WAL, which may lose the last commits at a power cut.
    sqlite.pragma("locking_mode = EXCLUSIVE");
    sqlite.pragma("journal_mode = WAL");
    sqlite.pragma("synchronous = FULL");
    sqlite.pragma(`cache_size = -${PAGE_CACHE_KIB}`);
    sqlite.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    sqlite.pragma(`journal_size_limit = ${LOG_LIMIT_BYTES}`);
    // What is deleted is overwritten with zeros: it must not be found in the file, or in a backup.
    sqlite.pragma("secure_delete = ON");
    prepareLayout(sqlite);
    assertSettings(sqlite);
    // Looking through a million messages takes seconds. Whoever closed the file in order left it
    // whole; after anything else the disk may have lost what it was trusted with.
    const wasClosed = new Properties(sqlite).takeClosedMark();
    if (!wasClosed || sizeOf(sqlite) <= alwaysCheckedBytes) assertUndamaged(sqlite, file);
    if (maxBytes !== undefined) limitSize(sqlite, maxBytes);
    return sqlite;
  } catch (error) {
    sqlite.close();
    throw explain(error, file);
  }
}

function prepareLayout(sqlite: Sqlite.Database): void {
  const version = sqlite.pragma("user_version", { simple: true }) as number;
  if (version > LAYOUT_VERSION) {
    throw new UnusableDatabase(
      `The database has layout ${version}; this version of the program reads ${LAYOUT_VERSION}. Start the newer version.`,
    );
  }
  // Immediate, so that the lock is taken now and not at the first write.
  const prepare = sqlite.transaction(() => {
    if (version === LAYOUT_VERSION) return;
    changeLayout(sqlite, version);
  });
  prepare.immediate();
}

/** better-sqlite3 changes `synchronous` behind the back of whoever sets it too early: look. */
function assertSettings(sqlite: Sqlite.Database): void {
  const wanted = { journal_mode: "wal", synchronous: 2, locking_mode: "exclusive" };
  for (const [name, value] of Object.entries(wanted)) {
    const actual: unknown = sqlite.pragma(name, { simple: true });
    if (actual !== value) {
      throw new UnusableDatabase(`SQLite runs with ${name} = ${String(actual)}, not ${value}`);
    }
  }
}

function assertUndamaged(sqlite: Sqlite.Database, file: string): void {
  const result: unknown = sqlite.pragma("quick_check(1)", { simple: true });
  if (result !== "ok") {
    throw new UnusableDatabase(
      `${file} is damaged (${String(result).replaceAll(/\s+/g, " ")}). Restore a backup.`,
    );
  }
}

function sizeOf(sqlite: Sqlite.Database): number {
  const pages = sqlite.pragma("page_count", { simple: true }) as number;
  return pages * (sqlite.pragma("page_size", { simple: true }) as number);
}

function limitSize(sqlite: Sqlite.Database, maxBytes: number): void {
  const pageSize = sqlite.pragma("page_size", { simple: true }) as number;
  sqlite.pragma(`max_page_count = ${Math.max(1, Math.floor(maxBytes / pageSize))}`);
}

function explain(error: unknown, file: string): unknown {
  if (!(error instanceof Sqlite.SqliteError)) return error;
  if (error.code.startsWith("SQLITE_BUSY") || error.code.startsWith("SQLITE_LOCKED")) {
    return new DataFolderInUse(
      `${file} is already open in another process. Stop that one, or choose another data folder.`,
    );
  }
  if (error.code === "SQLITE_NOTADB" || error.code.startsWith("SQLITE_CORRUPT")) {
    return new UnusableDatabase(`${file} is damaged (${error.message}). Restore a backup.`);
  }
  return error;
}
