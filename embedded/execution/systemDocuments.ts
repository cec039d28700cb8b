/** The two system tables that functions may read, in the shape that Convex documents. */
import type { StoredDocument, SystemTable } from "../database/types.ts";

export const STORAGE_TABLE = "_storage";
export const SCHEDULED_TABLE = "_scheduled_functions";
/** What an admin has set; see admin/variables.ts. */
export const VARIABLES_TABLE = "_environment_variables";

/** Fields of a visible system table that only the backend uses. */
const PRIVATE_FIELDS: Record<string, readonly string[]> = {
  [STORAGE_TABLE]: ["fileName"],
  [SCHEDULED_TABLE]: ["runTime"],
};

/** Every table that execution, scheduler and storage keep; give them to `openDatabase`. */
export const SYSTEM_TABLES: SystemTable[] = [
  { name: STORAGE_TABLE, indexes: [] },
  {
    name: SCHEDULED_TABLE,
    indexes: [
      // `runTime` is only there while a job waits or runs; `completedTime` only afterwards.
      { name: "by_kind_and_run_time", fields: ["state.kind", "runTime"] },
      { name: "by_completed_time", fields: ["completedTime"] },
    ],
  },
  { name: "_cron_jobs", indexes: [{ name: "by_name", fields: ["name"] }] },
  { name: VARIABLES_TABLE, indexes: [] },
];

/** May `ctx.db.system` read it? */
export function isSystemTable(tableName: string): boolean {
  return tableName === STORAGE_TABLE || tableName === SCHEDULED_TABLE;
}

/** The document without the backend's own fields. */
export function viewSystemDocument(tableName: string, document: StoredDocument): StoredDocument {
  const hidden = PRIVATE_FIELDS[tableName] ?? [];
  const shown = Object.entries(document).filter(([field]) => !hidden.includes(field));
  return Object.fromEntries(shown) as StoredDocument;
}
