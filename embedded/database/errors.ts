/** The errors of the database. Mistakes of the caller are plain `Error`s with a sentence. */

/** A run read or wrote more than Convex allows. The message names the limit. */
export class LimitExceeded extends Error {
  override name = "LimitExceeded";
}

/** A document is not what the schema asks for; the write is refused. */
export class SchemaViolation extends Error {
  override name = "SchemaViolation";
}

/** At start: stored documents do not satisfy the (new) schema. Nothing was changed. */
export class SchemaMismatch extends Error {
  override name = "SchemaMismatch";
  readonly code = "SCHEMA_MISMATCH";
}

/**
 * The disk did not take a write, and the commits since the last flush are undone.
 * `STORAGE_FULL`: try again when there is space. `STORAGE_FAILED`: the disk reported an error; what
 * it holds is uncertain, so nothing more is written until a restart reads it back.
 */
export class StorageError extends Error {
  override name = "StorageError";
  readonly code: "STORAGE_FULL" | "STORAGE_FAILED";

  constructor(code: StorageError["code"], message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

/** True for SQLite's way of saying that there is no space left. */
export function isDiskFull(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "SQLITE_FULL";
}

/** The file is damaged, or written by a newer version. */
export class UnusableDatabase extends Error {
  override name = "UnusableDatabase";
  readonly code = "UNUSABLE_DATABASE";
}

/** Another process has the data folder open. */
export class DataFolderInUse extends Error {
  override name = "DataFolderInUse";
  readonly code = "DATA_FOLDER_IN_USE";
}
