/** Makes a whole copy of a data folder appear under its name at once, or not at all. */
import { randomBytes } from "node:crypto";
import { copyFileSync, chmodSync, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative } from "node:path";
import type { BackupProgress } from "../../embedded/backup.ts";
import { StartError } from "../../embedded/config.ts";
import { syncFile, syncFolder } from "../../embedded/storage/durableFile.ts";
import { SECRETS_FILE } from "../secrets.ts";

export const MAILBOX_FILE = "mailbox.sqlite";
const PRIVATE_FILE_MODE = 0o600;
const PRIVATE_FOLDER_MODE = 0o700;

export type CopyParts = {
  /** Absolute path of the folder to copy. */
  dataDir: string;
  /** Copies database and files into a folder; gives the number of files. */
  copyData: (to: string, onProgress: BackupProgress) => Promise<number>;
  /** Copies the local mailbox into a file; null where there is none. */
  copyMailbox: ((file: string) => Promise<void>) | null;
};

/**
 * Copies everything that a start needs into the new folder `target` (absolute): database, files,
 * mailbox, secrets. Until it is complete and durable it has another name beside it; on failure
 * nothing stays. Gives the number of stored files.
 * @throws StartError when `target` exists or lies in the data folder, and what the parts throw.
 */
export async function copyFolder(
  parts: CopyParts,
  target: string,
  onProgress: BackupProgress,
): Promise<number> {
  refuseBadTarget(parts.dataDir, target);
  const draft = join(dirname(target), `.${basename(target)}.${randomBytes(4).toString("hex")}`);
  mkdirSync(draft, { recursive: true, mode: PRIVATE_FOLDER_MODE });
  try {
    const files = await parts.copyData(draft, onProgress);
    // After the database: a send that the copy takes for made, its mailbox must know.
    await parts.copyMailbox?.(join(draft, MAILBOX_FILE));
    await copySecrets(parts.dataDir, draft);
    await syncFolder(draft);
    refuseBadTarget(parts.dataDir, target);
    renameSync(draft, target);
    await syncFolder(dirname(target));
    return files;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Where `npm run backup` puts the copy unless told: beside the data folder, named by the time. */
export function defaultTarget(dataDir: string, now: Date): string {
  return join(`${dataDir}-backups`, nameByTime(now));
}

/** "2030-01-02T03-04-05Z": colons are not allowed in the names of every file system. */
export function nameByTime(now: Date): string {
  return now
    .toISOString()
    .replace(/\.\d+Z$/, "Z")
    .replaceAll(":", "-");
}

function refuseBadTarget(dataDir: string, target: string): void {
  if (existsSync(target)) {
    throw new StartError("BAD_CONFIGURATION", `${target} exists already; name a new folder.`);
  }
  const way = relative(dataDir, target);
  if (way.startsWith("..") || isAbsolute(way)) return;
  throw new StartError(
    "BAD_CONFIGURATION",
    `${target} lies in the data folder itself; a copy belongs somewhere else.`,
  );
}

async function copySecrets(dataDir: string, draft: string): Promise<void> {
  const path = join(draft, SECRETS_FILE);
  copyFileSync(join(dataDir, SECRETS_FILE), path);
  chmodSync(path, PRIVATE_FILE_MODE);
  await syncFile(path);
}
