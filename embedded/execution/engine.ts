/** Everything below sockets and HTTP, put together: database, functions, scheduler, files. */
import path from "node:path";
import type { Clock } from "../clock.ts";
import { openDatabase } from "../database/database.ts";
import type { Database } from "../database/types.ts";
import { loadModules } from "../modules/load.ts";
import type { LoadedModules, ModuleSource } from "../modules/types.ts";
import { watchModules } from "../modules/watch.ts";
import { Crons } from "../scheduler/crons.ts";
import { Housekeeping } from "../scheduler/housekeeping.ts";
import { Scheduler } from "../scheduler/scheduler.ts";
import { createFileStore, type FileStore } from "../storage/fileStore.ts";
import { sweepFiles } from "../storage/sweepFiles.ts";
import { createUploadHandler, type UploadHandler } from "../storage/uploads.ts";
import type { Log } from "./log.ts";
import { createRunner, type Runner } from "./runner.ts";
import type { RunListener } from "./runReport.ts";
import { SYSTEM_TABLES } from "./systemDocuments.ts";

export type EngineOptions = {
  /** Holds the database and, under "files", the bytes of stored files. */
  dataDir: string;
  /** The `convex/` folder. */
  functionsDir: string;
  /** All that functions see as `process.env`; kept by reference. */
  env: Record<string, string | undefined>;
  clock: Clock;
  log: Log;
  /** Where clients reach the backend; asked when an upload URL is made. */
  origin: () => string;
  production?: boolean;
  /** "stock" runs queries and mutations in `convex/server`'s own ctx: slow, for comparing in tests. */
  path?: "own" | "stock";
  functionTimeoutMs?: number;
  /** See BackendOptions. */
  slowRunMs?: number;
  onRun?: RunListener;
  /** Bytes; see fileStore.ts and openDatabase. */
  maxFileBytes?: number;
  minFreeBytes?: number;
  reserveBytes?: number;
};

export type Engine = {
  readonly database: Database;
  readonly runner: Runner;
  readonly modules: ModuleSource;
  readonly files: FileStore;
  readonly scheduler: Scheduler;
  readonly crons: Crons;
  readonly handleUpload: UploadHandler;
  /** Begins with scheduled functions and cron jobs; call it once clients can connect. */
  start(): Promise<void>;
  /** Reloads on edits from now on; `onReload` is called after each swap. */
  watch(onReload: () => void): void;
  /** Resolves when nothing runs that is due at the clock's time. For tests. */
  settled(): Promise<void>;
  /**
   * Starts nothing new, waits (up to ten seconds) for what runs, and closes the database. Safe to
   * call twice.
   */
  close(): Promise<void>;
};

/**
 * Throws ModuleError (functions), and DataFolderInUse, UnusableDatabase, SchemaMismatch or
 * StorageError (database); nothing stays open then.
 */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const { clock, log, dataDir } = options;
  const load = () => loadModules({ ...options, console: (line) => log.info(line) });
  const modules = { current: await load() };
  const loaded: LoadedModules[] = [modules.current];
  const disposeAll = async () => {
    for (const each of loaded) await each.dispose();
  };
  let database: Database;
  try {
    database = openDatabase({
      file: path.join(dataDir, "database.sqlite"),
      schemaJson: modules.current.schemaJson,
      systemTables: SYSTEM_TABLES,
      clock,
      ...(options.reserveBytes === undefined ? {} : { reserveBytes: options.reserveBytes }),
    });
  } catch (error) {
    await disposeAll();
    throw error;
  }
  const files = createFileStore({ ...options, dir: path.join(dataDir, "files") });
  const runner = createRunner({ ...options, database, modules, files });
  const parts = { ...options, runner, modules, files };
  await sweepFiles(runner.transactions, files, log);
  const scheduler = new Scheduler(parts);
  const crons = new Crons(parts);
  const housekeeping = new Housekeeping(parts);
  const unguard = guardProcess(log);
  let stopWatching = async () => {};

  const swap = async (fresh: LoadedModules, onReload: () => void) => {
    loaded.push(fresh);
    // While nothing runs, so that no function meets the tables of another one's schema.
    await runner.transactions.queue.read(async () => {
      if (fresh.schemaJson !== modules.current.schemaJson) {
        database.changeSchema(fresh.schemaJson);
      }
      modules.current = fresh;
    });
    await crons.reload();
    onReload();
  };

  const stopAll = async () => {
    await Promise.all([scheduler.stop(), crons.stop(), housekeeping.stop()]);
    await runner.settled();
    await files.settled();
  };
  const close = async () => {
    await stopWatching();
    if (!(await endsWithin(CLOSE_TIMEOUT_MS, stopAll()))) {
      log.warn("Actions that still run were left behind: what they write from now on is refused.");
    }
    database.close();
    unguard();
    await disposeAll();
  };
  let closing: Promise<void> | null = null;

  return {
    database,
    runner,
    modules,
    files,
    scheduler,
    crons,
    handleUpload: createUploadHandler({ files, transactions: runner.transactions, clock }),
    start: async () => {
      await scheduler.start();
      await crons.start();
      housekeeping.start();
    },
    watch: (onReload) => {
      const { functionsDir } = options;
      const watching = { functionsDir, load, log };
      stopWatching = watchModules({ ...watching, swap: (fresh) => swap(fresh, onReload) });
    },
    settled: async () => {
      await Promise.all([scheduler.settled(), crons.settled(), housekeeping.settled()]);
      await runner.settled();
    },
    close: () => (closing ??= close()),
  };
}

/** An action may wait for a server that never answers; a stop cannot. */
const CLOSE_TIMEOUT_MS = 10_000;

/** False when `work` takes longer than `timeoutMs` of real time. */
async function endsWithin(timeoutMs: number, work: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), timeoutMs);
  });
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * A promise that a function forgot and that fails later would end the process, and with it the
 * service for everybody. It is logged instead.
 */
function guardProcess(log: Log): () => void {
  const report = (reason: unknown) => log.error("A promise that nobody awaited failed.", reason);
  process.on("unhandledRejection", report);
  return () => void process.off("unhandledRejection", report);
}
