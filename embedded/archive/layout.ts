/**
 * Where things lie in an archive: the published layout of a Convex snapshot
 * (docs.convex.dev/database/import-export).
 */
export const README_ENTRY = "README.md";
/** One line a table: its name, and the number that the ids of its documents bear. */
export const TABLES_ENTRY = "_tables/documents.jsonl";
export const STORAGE_FOLDER = "_storage";
/** How types that JSON does not have were written; ours never occur without being marked. */
export const SCHEMA_FILE = "generated_schema.jsonl";

/** A document a line, with its id and creation time. */
export function documentsEntry(tableName: string): string {
  return `${tableName}/documents.jsonl`;
}

/** The bytes of a stored file; Convex adds an extension for the eyes of people. */
export function fileEntry(storageId: string): string {
  return `${STORAGE_FOLDER}/${storageId}`;
}

/** What tells of progress: the table being written or read, and documents (or files) so far. */
export type ArchiveProgress = (part: string, done: number) => void;

/** Progress is told after so many documents. */
export const PROGRESS_EVERY = 1_000;
