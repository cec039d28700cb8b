/** Copies what a backend keeps in its data folder: the database and the bytes of stored files. */
import fs from "node:fs";
import path from "node:path";
import { backUp } from "./database/backup.ts";
import { StorageError } from "./database/errors.ts";
import { assertFolderFree } from "./database/lock.ts";
import { openSqlite } from "./database/sqliteFile.ts";
import type { Engine } from "./execution/engine.ts";
import { copyFiles } from "./storage/copyFiles.ts";

/** Names within a data folder; engine.ts opens them. */
const DATABASE_FILE = "database.sqlite";
const FILES_FOLDER = "files";

/** `done` is the share of the database (0..1), or the number of files copied so far. */
export type BackupProgress = (part: "database" | "files", done: number) => void;

/**
 * Copies the data of a running backend into the existing folder `to`, from which another one can
 * start. It holds everything acknowledged before the call. Commits and uploads go on meanwhile;
 * bytes of deleted files are removed only afterwards. What `onProgress` throws ends the copying.
 * Gives the number of files.
 * @throws StorageError when the disk has too little space, UnusableDatabase when the copy or a
 *   file is damaged. Cleaning `to` is the caller's part then.
 */
export async function backUpRunning(
  engine: Pick<Engine, "database" | "files">,
  dataDir: string,
  to: string,
  onProgress: BackupProgress,
): Promise<number> {
  const copyDatabase = (file: string, onShare: (share: number) => void) =>
    engine.database.backup(file, onShare);
  return await engine.files.keepingBytes(() => copyBoth(copyDatabase, dataDir, to, onProgress));
}

/**
 * The same for a data folder that no process has open; it is locked meanwhile.
 * @throws DataFolderInUse as well, when a process has it open after all.
 */
export async function backUpStopped(
  dataDir: string,
  to: string,
  onProgress: BackupProgress,
): Promise<number> {
  const file = path.join(dataDir, DATABASE_FILE);
  if (!fs.existsSync(file)) throw new StorageError("STORAGE_FAILED", `There is no ${file}.`);
  assertFolderFree(dataDir);
  const sqlite = openSqlite({ file });
  try {
    const copyDatabase = (target: string, onShare: (share: number) => void) =>
      backUp(sqlite, target, onShare);
    return await copyBoth(copyDatabase, dataDir, to, onProgress);
  } finally {
    sqlite.close();
  }
}

async function copyBoth(
  copyDatabase: (file: string, onShare: (share: number) => void) => Promise<void>,
  dataDir: string,
  to: string,
  onProgress: BackupProgress,
): Promise<number> {
  requireSpace(dataDir, to);
  const copy = path.join(to, DATABASE_FILE);
  await copyDatabase(copy, (share) => onProgress("database", share));
  const files = path.join(dataDir, FILES_FOLDER);
  // After the database: whatever its rows name was durable before they were.
  return await copyFiles(copy, files, path.join(to, FILES_FOLDER), (count) =>
    onProgress("files", count),
  );
}

/** Before anything is written: a backup must not be what fills the disk of the running service. */
function requireSpace(dataDir: string, to: string): void {
  const files = path.join(dataDir, FILES_FOLDER);
  const names = fs.existsSync(files) ? fs.readdirSync(files) : [];
  const database = path.join(dataDir, DATABASE_FILE);
  // What is still in the log only may come on top of the file.
  const paths = [database, `${database}-wal`, ...names.map((name) => path.join(files, name))];
  const needed = paths.reduce((sum, file) => sum + sizeOf(file), 0);
  const { bavail, bsize } = fs.statfsSync(to);
  if (bavail * bsize >= needed) return;
  const [neededMib, freeMib] = [needed, bavail * bsize].map((bytes) => Math.ceil(bytes / 2 ** 20));
  throw new StorageError(
    "STORAGE_FULL",
    `The copy needs ${neededMib} MiB, and ${to} has ${freeMib} MiB left.`,
  );
}

/** 0 for a file that was removed in between. */
function sizeOf(file: string): number {
  return fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
