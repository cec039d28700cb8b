import type Sqlite from "better-sqlite3";
import { isDiskFull, StorageError } from "./errors.ts";
import type { DiskReserve } from "./reserve.ts";

/** After these the disk's content is uncertain: a failed fsync may have dropped what it should keep. */
const FATAL = ["SQLITE_IOERR", "SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_READONLY"];

/**
 * Responsible for the one SQLite transaction that gathers commits until they are flushed together.
 * Invariant: either all commits since the last flush are in it, or none (`undone` was called), and
 * then `flush` says so once, before anything more is written.
 */
export class WriteGroup {
  readonly #sqlite: Sqlite.Database;
  readonly #reserve: DiskReserve;
  readonly #beforeFlush: () => void;
  readonly #undone: () => void;
  /** Commits since the last flush. */
  #pending = 0;
  #unreported: StorageError | null = null;
  #stopped: StorageError | null = null;
  #isFull: boolean;

  constructor(
    sqlite: Sqlite.Database,
    reserve: DiskReserve,
    hooks: { beforeFlush: () => void; undone: () => void },
  ) {
    this.#sqlite = sqlite;
    this.#reserve = reserve;
    this.#isFull = !reserve.take();
    this.#beforeFlush = hooks.beforeFlush;
    this.#undone = hooks.undone;
  }

  /**
   * Writes as part of the group. Throws StorageError when the disk does not take it; if that undoes
   * earlier commits of the group, `flush` throws it as well, for those who wait there.
   */
  write(work: () => void): void {
    if (this.#unreported !== null) throw this.#unreported;
    this.#assertWritable();
    try {
      if (!this.#sqlite.inTransaction) this.#sqlite.exec("BEGIN IMMEDIATE");
      work();
      this.#pending += 1;
    } catch (error) {
      const othersAreLost = this.#pending > 0;
      const failure = this.#undo(error);
      if (othersAreLost) this.#unreported = failure;
      throw failure;
    }
  }

  /** False once an error has left the disk's content uncertain. */
  get isSound(): boolean {
    return this.#stopped === null;
  }

  /** One fsync for everything since the last flush; nothing to do is no fsync. */
  flush(): void {
    const unreported = this.#unreported;
    this.#unreported = null;
    if (unreported !== null) throw unreported;
    this.#commit();
  }

  /**
   * Flushes before somebody reads: nobody is shown what a power cut could take back. A failure is
   * kept for `flush`, where those wait whose commits are lost; the reader sees the state without.
   */
  settle(): void {
    try {
      if (this.#unreported === null) this.#commit();
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      this.#unreported = error;
    }
  }

  #commit(): void {
    if (!this.#sqlite.inTransaction) return;
    try {
      this.#beforeFlush();
      this.#sqlite.exec("COMMIT");
      this.#pending = 0;
    } catch (error) {
      throw this.#undo(error);
    }
  }

  #assertWritable(): void {
    if (this.#stopped !== null) throw this.#stopped;
    if (!this.#isFull) return;
    if (!this.#reserve.take()) throw storageFull();
    this.#isFull = false;
  }

  /** Takes back the whole group. Some errors have already made SQLite do so. */
  #undo(error: unknown): StorageError {
    this.#pending = 0;
    try {
      if (this.#sqlite.inTransaction) this.#sqlite.exec("ROLLBACK");
    } finally {
      this.#undone();
    }
    return this.#classify(error);
  }

  #classify(error: unknown): StorageError {
    if (isDiskFull(error)) {
      this.#makeRoom();
      return storageFull(error);
    }
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    const text = error instanceof Error ? error.message : String(error);
    const failure = new StorageError("STORAGE_FAILED", `The database cannot write: ${text}`, error);
    if (FATAL.some((fatal) => code.startsWith(fatal))) this.#stopped = failure;
    return failure;
  }

  /** Gives up the reserve and moves the log into the database file, which empties the log. */
  #makeRoom(): void {
    this.#isFull = true;
    this.#reserve.release();
    try {
      this.#sqlite.pragma("wal_checkpoint(TRUNCATE)");
    } catch {
      // Not even the reserve was enough. Reading needs no space; writing tries again later.
    }
  }
}

function storageFull(cause?: unknown): StorageError {
  return new StorageError(
    "STORAGE_FULL",
    "The disk is full: nothing can be saved until there is space again. Reading still works.",
    cause,
  );
}
