/** Composes the embedded backend: one process, one data folder, one port. */
import path from "node:path";
import { ConvexError, convexToJson, jsonToConvex } from "convex/values";
import type { JSONValue, Value } from "convex/values";
import { readProviders } from "./auth/providers.ts";
import { TokenVerifier } from "./auth/tokenVerifier.ts";
import { systemClock } from "./clock.ts";
import { DEFAULT_LIMITS, StartError } from "./config.ts";
import type { BackendOptions } from "./config.ts";
import { openDatabase } from "./database/database.ts";
import { DataFolderInUse } from "./database/errors.ts";
import { SubscriptionIndex } from "./database/subscriptionIndex.ts";
import type { Database } from "./database/types.ts";
import { consoleLog } from "./execution/log.ts";
import { createRunner } from "./execution/runner.ts";
import type { Runner } from "./execution/runner.ts";
import { SYSTEM_TABLES } from "./execution/systemDocuments.ts";
import { Api } from "./http/api.ts";
import { HttpServer } from "./http/httpServer.ts";
import { Origins } from "./http/origins.ts";
import { Router } from "./http/router.ts";
import { WebApp } from "./http/webApp.ts";
import { loadModules } from "./modules/load.ts";
import type { LoadedModules } from "./modules/types.ts";
import { Scheduler } from "./scheduler/scheduler.ts";
import { createFileStore } from "./storage/fileStore.ts";
import type { FileStore } from "./storage/fileStore.ts";
import { createUploadHandler } from "./storage/uploads.ts";
import type { CachedRun } from "./sync/queryCache.ts";
import { SyncServer } from "./sync/syncServer.ts";

export type { BackendOptions } from "./config.ts";

export type Backend = {
  /** Where stock clients connect, without trailing slash. */
  readonly url: string;
  readonly port: number;
  readonly runner: Runner;
  readonly database: Database;
  readonly sync: SyncServer;
  /**
   * Calls any function, internal ones too, as nobody in particular. Gives its result; throws
   * ConvexError with its data, or Error with its message.
   */
  runInternal(path: string, args: object): Promise<unknown>;
  /** Ends requests and jobs that run, closes sockets, port and database. Safe to call twice. */
  close(): Promise<void>;
};

/**
 * Starts a backend; when it resolves, clients can connect. Throws StartError (`PORT_TAKEN`,
 * `DATA_FOLDER_IN_USE`, `BAD_CONFIGURATION`), ModuleError when the functions do not load, and the
 * database's errors when the data does not fit them. Whatever was opened is closed again then.
 */
export async function startBackend(options: BackendOptions): Promise<Backend> {
  const closers: (() => Promise<void> | void)[] = [];
  const closeAll = async () => {
    for (let close = closers.pop(); close !== undefined; close = closers.pop()) await close();
  };
  try {
    return await start(options, closers, closeAll);
  } catch (error) {
    await closeAll();
    throw error;
  }
}

async function start(
  options: BackendOptions,
  closers: (() => Promise<void> | void)[],
  close: () => Promise<void>,
): Promise<Backend> {
  const { clock = systemClock, log = consoleLog, host = "127.0.0.1" } = options;
  const modules = await loadModules({
    functionsDir: options.functionsDir,
    env: options.env,
    clock,
    console: (line) => log.info(line),
  });
  closers.push(modules.dispose);
  const database = openDataFolder(options, modules);
  closers.push(() => database.close());

  let url = "";
  const dir = path.join(options.dataDir, "files");
  const files = createFileStore({ dir, log, origin: () => options.publicOrigin ?? url });
  const source = { current: modules };
  const { production = false } = options;
  const runner = createRunner({ database, modules: source, files, clock, log, production });
  closers.push(async () => {
    await runner.settled();
    await files.settled();
  });

  const verifier = new TokenVerifier(readProviders(modules.authConfig), clock);
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const index = new SubscriptionIndex<CachedRun>();
  const sync = new SyncServer({ runner, index, verifier, clock, limits, log });
  const server = makeServer(options, { runner, files, verifier, sync });
  closers.push(() => server.close());
  const port = await server.listen(options.port, host);
  url = `http://${host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host}:${port}`;

  const scheduler = new Scheduler({ runner, modules: source, clock, log });
  closers.push(() => scheduler.stop());
  await scheduler.start();
  const runInternal = (name: string, args: object) => callInternal(runner, name, args);
  return { url, port, runner, database, sync, runInternal, close };
}

function openDataFolder(options: BackendOptions, modules: LoadedModules): Database {
  try {
    return openDatabase({
      file: path.join(options.dataDir, "database.sqlite"),
      schemaJson: modules.schemaJson,
      systemTables: SYSTEM_TABLES,
      clock: options.clock ?? systemClock,
    });
  } catch (error) {
    if (!(error instanceof DataFolderInUse)) throw error;
    throw new StartError("DATA_FOLDER_IN_USE", error.message, { cause: error });
  }
}

type Parts = { runner: Runner; files: FileStore; verifier: TokenVerifier; sync: SyncServer };

function makeServer(options: BackendOptions, { runner, files, verifier, sync }: Parts): HttpServer {
  const { clock = systemClock, log = consoleLog, host: listenHost = "127.0.0.1" } = options;
  const { publicOrigin, allowedOrigins, localRoutes, webDir, policySources } = options;
  const origins = new Origins({
    listenHost,
    ...(publicOrigin === undefined ? {} : { publicOrigin }),
    ...(allowedOrigins === undefined ? {} : { allowedOrigins }),
  });
  const upload = createUploadHandler({ files, transactions: runner.transactions, clock });
  const router = new Router({
    api: new Api({ runner, verifier, upload }),
    runner,
    verifier,
    origins,
    webApp: webDir === undefined ? null : new WebApp(webDir, policySources),
    ...(localRoutes === undefined ? {} : { localRoutes }),
  });
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  return new HttpServer({ router, sync, origins, limits, log });
}

async function callInternal(runner: Runner, name: string, args: object): Promise<unknown> {
  const request = {
    path: name,
    args: convexToJson(args as Value),
    identity: null,
    caller: "internal" as const,
  };
  const kind = runner.kindOf(name, "internal");
  const outcome =
    kind === "mutation"
      ? await runner.runMutation(request)
      : kind === "action"
        ? await runner.runAction(request)
        : await runner.atSnapshot((snapshot) => snapshot.runQuery({ ...request, journal: null }));
  if (outcome.ok) return jsonToConvex(JSON.parse(outcome.resultJson) as JSONValue);
  if (outcome.errorData !== undefined) throw new ConvexError(jsonToConvex(outcome.errorData));
  throw new Error(outcome.errorMessage);
}
