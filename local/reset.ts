/** `npm run reset`: deletes the data folder for a fresh start. */
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import Database from "better-sqlite3";
import { StartError } from "../embedded/config.ts";
import { askInTerminal } from "./question.ts";
import { SECRETS_FILE } from "./secrets.ts";
import type { Settings } from "./settings/settings.ts";

/**
 * Deletes `settings.dataDir` after asking (unless `--yes` was given).
 * @param print takes what the person should read.
 * @throws StartError when a running Anteroom holds the folder, when the folder is not one of ours,
 *   and when nobody can be asked.
 */
export async function resetData(settings: Settings, print: (line: string) => void): Promise<void> {
  const { dataDir } = settings;
  const shown = relative(process.cwd(), dataDir) || dataDir;
  if (!existsSync(dataDir)) return print(`There is no data in ${shown}.`);
  refuseForeignFolder(dataDir);
  refuseFolderInUse(dataDir);
  if (!settings.yes && !(await confirm(shown))) return print("Nothing was deleted.");
  rmSync(dataDir, { recursive: true, force: true });
  print(`Deleted ${shown}. "npm start" makes a fresh one.`);
}

/** ANTEROOM_DATA may name anything, such as a home folder. */
function refuseForeignFolder(dataDir: string): void {
  const names = readdirSync(dataDir);
  if (names.length === 0 || names.includes(SECRETS_FILE)) return;
  throw new StartError(
    "BAD_CONFIGURATION",
    `${dataDir} does not look like a data folder of Anteroom (no ${SECRETS_FILE}); delete it yourself.`,
  );
}

function refuseFolderInUse(dataDir: string): void {
  const databases = readdirSync(dataDir).filter((name) => /\.(sqlite3?|db)$/.test(name));
  if (!databases.some((name) => isOpenElsewhere(join(dataDir, name)))) return;
  throw new StartError(
    "DATA_FOLDER_IN_USE",
    `${dataDir} is in use by a running Anteroom; stop it first.`,
  );
}

/** A running process holds its databases exclusively, so a write lock tells. */
function isOpenElsewhere(path: string): boolean {
  try {
    const database = new Database(path, { timeout: 0, fileMustExist: true });
    try {
      database.exec("begin exclusive; rollback");
    } finally {
      database.close();
    }
    return false;
  } catch (error) {
    // Anything else (a damaged file) is a good reason for a reset, not against it.
    return error instanceof Database.SqliteError && error.code.startsWith("SQLITE_BUSY");
  }
}

async function confirm(shown: string): Promise<boolean> {
  const answer = await askInTerminal(`Delete everything in ${shown}? [y/N] `, `delete ${shown}`);
  return /^y(es)?$/i.test(answer);
}
