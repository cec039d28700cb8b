/** Copies the bytes of stored files beside a copy of the database, and checks each of them. */
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { documentsOfCopy } from "../database/closedCopy.ts";
import { UnusableDatabase } from "../database/errors.ts";
import { STORAGE_TABLE } from "../execution/systemDocuments.ts";
import { syncFolder, writeDurably } from "./durableFile.ts";
import type { FileRow } from "./fileRows.ts";
import { KEY_FILE } from "./fileStore.ts";

/**
 * Copies from `from` to the new folder `to` every file that a row of the database `copy` names, and
 * the key of upload addresses. The bytes must stay in place meanwhile (`FileStore.keepingBytes`).
 * `onFile` is called before each file; what it throws ends the copying. Gives the number of files.
 * @throws UnusableDatabase when bytes are missing or are not those that were stored: such a backup
 *   would only look complete.
 */
export async function copyFiles(
  copy: string,
  from: string,
  to: string,
  onFile: (count: number) => void,
): Promise<number> {
  await fs.promises.mkdir(to, { mode: 0o700 });
  let count = 0;
  for (const document of documentsOfCopy(copy, STORAGE_TABLE)) {
    onFile(count);
    await copyChecked(document as FileRow, from, to);
    count += 1;
  }
  const key = path.join(from, KEY_FILE);
  if (fs.existsSync(key)) {
    await writeDurably(path.join(to, KEY_FILE), fs.createReadStream(key));
  }
  await syncFolder(to);
  return count;
}

async function copyChecked({ fileName, sha256 }: FileRow, from: string, to: string): Promise<void> {
  const hash = createHash("sha256");
  const bytes = async function* () {
    for await (const chunk of fs.createReadStream(path.join(from, fileName))) {
      hash.update(chunk as Buffer);
      yield chunk as Buffer;
    }
  };
  try {
    await writeDurably(path.join(to, fileName), bytes());
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    throw new UnusableDatabase(`The stored file ${fileName} is missing.`);
  }
  if (hash.digest("base64") === sha256) return;
  throw new UnusableDatabase(`The stored file ${fileName} is damaged.`);
}
