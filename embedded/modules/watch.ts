/** Reloads a `convex/` folder while it is edited (development only). */
import fs from "node:fs";
import type { Log } from "../execution/log.ts";
import type { LoadedModules } from "./types.ts";

export type WatchOptions = {
  functionsDir: string;
  /** Loads the folder as it is now; throws when it cannot be loaded. */
  load: () => Promise<LoadedModules>;
  /** Takes the new modules; until it is called nothing has changed. */
  swap: (modules: LoadedModules) => Promise<void>;
  log: Log;
};

/** An editor writes a file in several steps; the last one counts. */
const QUIET_MS = 50;

/**
 * Watches until the returned function is called, which resolves when nothing is loading. A broken
 * edit is logged and changes nothing: calls keep going to the last code that could be loaded.
 */
export function watchModules(options: WatchOptions): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let loading: Promise<void> = Promise.resolve();
  const watcher = fs.watch(options.functionsDir, { recursive: true }, (_event, name) => {
    if (name !== null && /(^|[\\/])(node_modules|\.)/.test(name)) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      loading = loading.then(() => reload(options));
    }, QUIET_MS);
  });
  return async () => {
    watcher.close();
    clearTimeout(timer);
    await loading;
  };
}

async function reload({ load, swap, log }: WatchOptions): Promise<void> {
  try {
    await swap(await load());
    log.info("Functions reloaded.");
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    log.error(`The functions could not be reloaded, the old ones stay: ${text}`);
  }
}
