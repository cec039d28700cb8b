/** Copies an open database into a file that is complete or not there at all. */
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { Worker } from "node:worker_threads";
import type Sqlite from "better-sqlite3";
import { UnusableDatabase } from "./errors.ts";

/** Pages a step: about 10 ms of work between two turns of the event loop. */
const PAGES_PER_STEP = 500;

/** Backups of one process in flight get different temporary names. */
let counter = 0;

/**
 * Makes the copy under a temporary name in the same folder, checks it, makes it durable, and only
 * then gives it its name. Commits may go on meanwhile: SQLite carries them over. `onProgress` gets
 * 0..1. On failure nothing is left behind and an earlier file of that name stays.
 */
export async function backUp(
  sqlite: Sqlite.Database,
  file: string,
  onProgress?: (done: number) => void,
): Promise<void> {
  const temporary = `${file}.${process.pid}-${(counter += 1)}.partial`;
  try {
    await sqlite.backup(temporary, {
      progress: ({ totalPages, remainingPages }) => {
        if (totalPages > 0) onProgress?.((totalPages - remainingPages) / totalPages);
        return PAGES_PER_STEP;
      },
    });
    await checkInWorker(temporary);
    syncPath(temporary);
    fs.renameSync(temporary, file);
    syncPath(path.dirname(file));
    onProgress?.(1);
  } finally {
    for (const rest of ["", "-wal", "-shm", "-journal"]) {
      fs.rmSync(temporary + rest, { force: true });
    }
  }
}

/**
 * The check reads every page, which takes seconds for a large file: not on the thread that answers
 * people. It also takes the copy out of WAL mode, so that it is one file without companions.
 */
const CHECK = `
  const { parentPort, workerData } = require("node:worker_threads");
  const Sqlite = require(workerData.sqlite);
  const copy = new Sqlite(workerData.file);
  copy.pragma("journal_mode = DELETE");
  parentPort.postMessage(copy.pragma("integrity_check(1)", { simple: true }));
  copy.close();
`;

async function checkInWorker(file: string): Promise<void> {
  const sqlite = createRequire(import.meta.url).resolve("better-sqlite3");
  const result = await new Promise<unknown>((resolve, reject) => {
    const worker = new Worker(CHECK, { eval: true, workerData: { file, sqlite } });
    let answer: unknown = "no answer";
    worker.on("message", (message: unknown) => {
      answer = message;
    });
    worker.on("error", reject);
    // Only after its end is the file closed and all of it written.
    worker.on("exit", () => resolve(answer));
  });
  if (result !== "ok") throw new UnusableDatabase(`The copy is damaged: ${String(result)}`);
}

/** Makes a file, or the names in a folder, durable. */
function syncPath(target: string): void {
  const handle = fs.openSync(target, "r");
  try {
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}
