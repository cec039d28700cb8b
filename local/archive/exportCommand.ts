/** `npm run export`: all documents and stored files in one ZIP, while everything runs. */
import { existsSync, renameSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { writeArchive } from "../../embedded/archive/writeArchive.ts";
import { StartError } from "../../embedded/config.ts";
import { syncFolder } from "../../embedded/storage/durableFile.ts";
import { copyData } from "../backup/command.ts";
import { nameByTime } from "../backup/copyFolder.ts";
import { withDraft } from "./draft.ts";
import { makeProgressPrinter } from "./progress.ts";

export type ExportSettings = {
  /** Absolute path of the data folder. */
  dataDir: string;
  /** Absolute path of the file to write, which must not exist yet; null: beside the data. */
  archive: string | null;
};

/**
 * Writes the archive and says where it is. Gives its path. It is made from a copy (as a backup is),
 * so it is the state of one moment, and the running process has no more work with it than that; the
 * disk needs room for both meanwhile.
 * @throws StartError when there is nothing to export or the file exists.
 */
export async function exportData(
  { dataDir, archive }: ExportSettings,
  print: (line: string) => void,
): Promise<string> {
  const target = archive ?? join(`${dataDir}-exports`, `${nameByTime(new Date())}.zip`);
  refuseExisting(target);
  const { documents, files } = await withDraft(target, async (draft) => {
    const copy = join(draft, "copy");
    await copyData(dataDir, copy, print);
    const zip = join(draft, "archive.zip");
    const contents = await writeArchive(copy, zip, true, makeProgressPrinter(print));
    refuseExisting(target);
    renameSync(zip, target);
    await syncFolder(dirname(target));
    return contents;
  });
  const mib = Math.ceil(statSync(target).size / 2 ** 20);
  const contents = `${documents.toLocaleString("en")} documents, ${files} stored files, ${mib} MiB`;
  print(`The archive is ${target}   (${contents})`);
  return target;
}

function refuseExisting(target: string): void {
  if (!existsSync(target)) return;
  throw new StartError("BAD_CONFIGURATION", `${target} exists already; name a new file.`);
}
