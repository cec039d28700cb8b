/** Brings the data folder of an older version into the shape of this one, before anybody connects. */
import { StartError } from "../embedded/config.ts";

type RunInternal = (path: string, args: object) => Promise<unknown>;
type Progress = { name: string; looked: number; isDone: boolean } | null;

/** Documents between two lines about one migration. */
const LOOKED_PER_LINE = 20_000;

/**
 * Runs every migration that is left, page after page; each page is kept, so that a start after a crash
 * goes on where that one was. Says nothing about a new or current folder.
 * @throws StartError when the folder was written by a newer version: nothing is changed then.
 */
export async function migrateData(
  run: RunInternal,
  dataDir: string,
  print: (line: string) => void,
): Promise<void> {
  const { unknown } = (await run("migrations:status", {})) as { unknown: string[] };
  if (unknown.length > 0) {
    throw new StartError(
      "BAD_CONFIGURATION",
      `${dataDir} was written by a newer Anteroom ("${unknown.join('", "')}"). Start that version, or set ANTEROOM_DATA to another folder.`,
    );
  }
  let told = 0;
  for (;;) {
    const progress = (await run("migrations:step", {})) as Progress;
    if (progress === null) return;
    const { name, looked, isDone } = progress;
    if (looked === 0 || (!isDone && looked < told + LOOKED_PER_LINE)) continue;
    print(`Migration ${name}: ${looked.toLocaleString("en")} looked at${isDone ? "" : " …"}`);
    told = isDone ? 0 : looked;
  }
}
