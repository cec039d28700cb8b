/** `npm run import`: makes a data folder of an archive. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { readArchive } from "../../embedded/archive/readArchive.ts";
import { systemClock } from "../../embedded/clock.ts";
import { StartError } from "../../embedded/config.ts";
import { loadModules } from "../../embedded/modules/load.ts";
import { syncFolder } from "../../embedded/storage/durableFile.ts";
import { keepSecrets } from "../secrets.ts";
import { withDraft } from "./draft.ts";
import { makeProgressPrinter } from "./progress.ts";

export type ImportSettings = {
  /** Absolute path of the data folder to make; it may exist if it is empty. */
  dataDir: string;
  /** Absolute path of the archive. */
  archive: string | null;
};

/**
 * Makes the data folder and says so; it has its name only when it is complete and durable. An
 * archive has no keys, so it gets new ones: everybody signs in again.
 * @param root folder of the project, whose schema the documents must fit.
 * @throws StartError when the folder holds anything or there is no such archive; BadArchive naming
 *   what is wrong in it.
 */
export async function importData(
  { dataDir, archive }: ImportSettings,
  root: string,
  print: (line: string) => void,
): Promise<void> {
  if (archive === null || !existsSync(archive)) {
    throw new StartError("BAD_CONFIGURATION", `There is no file ${archive}.`);
  }
  refuseData(dataDir);
  const schemaJson = await readSchema(root);
  const { documents, files } = await withDraft(dataDir, async (draft) => {
    const to = join(draft, "data");
    mkdirSync(to, { mode: 0o700 });
    const options = { file: archive, to, schemaJson, clock: systemClock };
    const contents = await readArchive(options, makeProgressPrinter(print));
    await keepSecrets(to);
    await syncFolder(to);
    refuseData(dataDir);
    if (existsSync(dataDir)) rmdirSync(dataDir);
    renameSync(to, dataDir);
    await syncFolder(dirname(dataDir));
    return contents;
  });
  const contents = `${documents.toLocaleString("en")} documents, ${files} stored files`;
  print(`The data is in ${dataDir}   (${contents})`);
  print(`To start from it: ANTEROOM_DATA=${dataDir} npm start`);
}

function refuseData(dataDir: string): void {
  if (!existsSync(dataDir) || readdirSync(dataDir).length === 0) return;
  throw new StartError(
    "BAD_CONFIGURATION",
    `${dataDir} is not empty: an import makes a new data folder. Set ANTEROOM_DATA to another one.`,
  );
}

/** The functions are loaded for their schema alone; none of them runs. */
async function readSchema(root: string): Promise<string | null> {
  const modules = await loadModules({ functionsDir: join(root, "convex"), env: {} });
  await modules.dispose();
  return modules.schemaJson;
}
