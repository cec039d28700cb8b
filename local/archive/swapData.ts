/** Puts other data in the place of a data folder's own. Nothing may have either open. */
import { chmodSync, copyFileSync, existsSync, renameSync, rmSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { syncFile, syncFolder } from "../../embedded/storage/durableFile.ts";
import { MAILBOX_FILE, nameByTime } from "../backup/copyFolder.ts";
import { SECRETS_FILE } from "../secrets.ts";

/**
 * The folder `fresh`, which lies somewhere in `dataDir`, becomes `dataDir`; it takes the keys and the
 * local mailbox along. Gives the folder in which everything else is kept, beside it.
 */
export async function swapData(dataDir: string, fresh: string, now: Date): Promise<string> {
  for (const name of [SECRETS_FILE, MAILBOX_FILE]) {
    const file = join(dataDir, name);
    if (!existsSync(file)) continue;
    const copy = join(fresh, name);
    copyFileSync(file, copy);
    chmodSync(copy, 0o600);
    await syncFile(copy);
  }
  await syncFolder(fresh);
  const kept = `${dataDir}-replaced-${nameByTime(now)}`;
  const way = relative(dataDir, fresh);
  renameSync(dataDir, kept);
  renameSync(join(kept, way), dataDir);
  await syncFolder(dirname(dataDir));
  rmSync(join(kept, dirname(way)), { recursive: true, force: true });
  return kept;
}
