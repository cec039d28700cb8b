/** Composes the embedded backend: one process, one data folder, one port. */
import { ConvexError, convexToJson, jsonToConvex } from "convex/values";
import type { JSONValue, Value } from "convex/values";
import { AdminFront } from "./admin/adminFront.ts";
import { FunctionLogs } from "./admin/functionLogs.ts";
import { Variables } from "./admin/variables.ts";
import { readProviders } from "./auth/providers.ts";
import { TokenVerifier } from "./auth/tokenVerifier.ts";
import { systemClock } from "./clock.ts";
import type { Clock } from "./clock.ts";
import { DEFAULT_LIMITS, StartError } from "./config.ts";
import type { BackendOptions } from "./config.ts";
import { DataFolderInUse } from "./database/errors.ts";
import { SubscriptionIndex } from "./database/subscriptionIndex.ts";
import { openEngine } from "./execution/engine.ts";
import type { Engine } from "./execution/engine.ts";
import { consoleLog } from "./execution/log.ts";
import type { Log } from "./execution/log.ts";
import type { RunListener } from "./execution/runReport.ts";
import type { Runner } from "./execution/runner.ts";
import { Api, identifyBearer } from "./http/api.ts";
import { ClientAddresses } from "./http/clientAddress.ts";
import { Health } from "./http/health.ts";
import { HttpServer } from "./http/httpServer.ts";
import { Origins } from "./http/origins.ts";
import { Router } from "./http/router.ts";
import { WebApp } from "./http/webApp.ts";
import type { Watch } from "./sync/queryCache.ts";
import { SyncServer } from "./sync/syncServer.ts";

export type { BackendOptions } from "./config.ts";

export type Backend = {
  /** Where stock clients connect, without trailing slash. */
  readonly url: string;
  readonly port: number;
  readonly runner: Runner;
  readonly engine: Engine;
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
  const given = { clock: systemClock, log: consoleLog, host: "127.0.0.1", ...options };
  const { settings, variables, logs } = prepareAdmin(given);
  let url = "";
  const engine = await openEngineOrSayWhy({
    ...settings,
    origin: () => options.publicOrigin ?? url,
  });
  let admin: AdminFront | null = null;
  const health = new Health(() => engine.runner.transactions.inspect(() => null));
  let server: HttpServer | undefined;
  let closing: Promise<void> | undefined;
  const closeAll = async () => {
    await admin?.close();
    await server?.close();
    await engine.close();
  };
  const close = () => (closing ??= closeAll());
  try {
    await variables.load(engine.runner.transactions);
    const { adminKey: key } = settings;
    if (key !== undefined) {
      admin = new AdminFront({ ...settings, key, engine, variables, logs, url: () => url });
    }
    const front = makeFront(settings, engine, health, admin);
    server = front.server;
    const runInternal = (path: string, args: object) => callInternal(engine.runner, path, args);
    await options.beforeServing?.(runInternal);
    const port = await server.listen(settings.port, settings.host);
    url = `http://${reachableHost(settings.host)}:${port}`;
    await options.beforeJobs?.(runInternal);
    await engine.start();
    health.enter("ready");
    if (options.watch === true) engine.watch(() => front.sync.invalidateAll());
    return { url, port, runner: engine.runner, engine, sync: front.sync, runInternal, close };
  } catch (error) {
    await close();
    throw error;
  }
}

type Settings = BackendOptions & { clock: Clock; log: Log; host: string };

/** Variables can be set while it runs, so functions see an object of our own. */
function prepareAdmin(given: Settings) {
  const env: Record<string, string> = { ...given.env };
  const logs = new FunctionLogs(given.clock);
  const onRun: RunListener = (report) => {
    given.onRun?.(report);
    logs.add(report);
  };
  const settings: Settings = { ...given, env, ...(given.adminKey === undefined ? {} : { onRun }) };
  return { settings, variables: new Variables(env), logs };
}

async function openEngineOrSayWhy(options: Settings & { origin: () => string }): Promise<Engine> {
  try {
    return await openEngine(options);
  } catch (error) {
    if (!(error instanceof DataFolderInUse)) throw error;
    throw new StartError("DATA_FOLDER_IN_USE", error.message, { cause: error });
  }
}

/** A server that listens everywhere is reached on this machine by its loopback address. */
function reachableHost(host: string): string {
  return host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
}

function makeFront(
  settings: Settings,
  engine: Engine,
  health: Health,
  admin: AdminFront | null,
): { server: HttpServer; sync: SyncServer } {
  const {
    clock,
    log,
    host: listenHost,
    webDir,
    localRoutes = () => Promise.resolve(null),
  } = settings;
  const { runner, handleUpload: upload } = engine;
  const limits = { ...DEFAULT_LIMITS, ...settings.limits };
  const verifier = new TokenVerifier(readProviders(engine.modules.current.authConfig), clock);
  const index = new SubscriptionIndex<Watch>();
  const sync = new SyncServer({ runner, index, verifier, clock, limits, log });
  const origins = new Origins({ ...settings, listenHost });
  const addresses = new ClientAddresses(settings.trustedProxies ?? []);
  const router = new Router({
    api: new Api({ runner, upload, identify: identifyBearer(verifier) }),
    runner,
    verifier,
    origins,
    localRoutes,
    webApp: webDir === undefined ? null : new WebApp(webDir, settings.policySources),
  });
  return {
    server: new HttpServer({ router, sync, origins, addresses, limits, log, health, admin }),
    sync,
  };
}

async function callInternal(runner: Runner, path: string, args: object): Promise<unknown> {
  const caller = "internal" as const;
  const request = { path, args: convexToJson(args as Value), identity: null, caller };
  const kind = runner.kindOf(path, caller);
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
