/** Composes a stand-alone Anteroom: the embedded backend, the web app, the mailbox, the demo. */
import { join } from "node:path";
import Database from "better-sqlite3";
import { startBackend, type Backend } from "../embedded/backend.ts";
import { backUpRunning, type BackupProgress } from "../embedded/backup.ts";
import { systemClock } from "../embedded/clock.ts";
import { type LocalRoutes, StartError, type PolicySources } from "../embedded/config.ts";
import { isLoopbackHost } from "./access.ts";
import { copyFolder, MAILBOX_FILE } from "./backup/copyFolder.ts";
import { openControlServer } from "./control/controlServer.ts";
import { DEMO_ISSUER } from "./demo/issuer.ts";
import { demoRoutes, type DemoPerson } from "./demo/routes.ts";
import { functionsEnvironment } from "./functionsEnvironment.ts";
import type { Verdict } from "./mailbox/actions.ts";
import { programLog } from "./log/programLog.ts";
import { runLog } from "./log/runLog.ts";
import { openMailbox, type Mailbox } from "./mailbox/mailbox.ts";
import { EngineWatch } from "./metrics/engineWatch.ts";
import { answerMetrics, type MetricsSource } from "./metrics/route.ts";
import { RunFigures } from "./metrics/runFigures.ts";
import { findFreePort } from "./port.ts";
import { keepSecrets, type Secrets } from "./secrets.ts";
import { migrateData } from "./migrateData.ts";
import { makeSetUpLink } from "./setUpLink.ts";
import type { Settings } from "./settings/settings.ts";

export type RunningApp = {
  /** Where people open it. */
  appUrl: string;
  port: number;
  /** Where the firm is set up, while there is none. */
  setUpUrl: string | null;
  /** Whether the data is the demo firm's although the demo is off. */
  holdsDemo: boolean;
  /** Finishes what is under way, then frees port and data folder. */
  close: () => Promise<void>;
};

type Addresses = { port: number; serverUrl: string; appUrl: string };
type RunInternal = (path: string, args: object) => Promise<unknown>;

/**
 * Starts everything and returns when it answers.
 * @param webDir built web app; null leaves pages to the dev server, and changed functions are
 *   loaded while it runs.
 * @param replaceData see BackendOptions; only with an admin key.
 * @throws StartError when the port or the data folder is taken or a setting is wrong.
 */
export async function startApp(
  settings: Settings,
  root: string,
  webDir: string | null,
  replaceData?: (folder: string) => Promise<void>,
): Promise<RunningApp> {
  const addresses = await chooseAddresses(settings);
  const secrets = await keepSecrets(settings.dataDir);
  const setUpLink = makeSetUpLink(addresses.appUrl);
  const log = programLog(settings.log);
  const figures = new RunFigures(settings.log.slowFunctionMs);
  const logRun = runLog(log, settings.log);
  let metrics: MetricsSource | null = null;
  let isEmpty = false;
  let holdsDemo = false;
  // The routes need what only a running backend can do; no request comes before it listens.
  const functions: { run: RunInternal } = { run: () => Promise.reject(new Error("Starting.")) };
  const run: RunInternal = (path, args) => functions.run(path, args);
  const mailbox =
    settings.mail.kind === "local" ? openOwnMailbox(settings, root, secrets, addresses, run) : null;
  let backend: Backend | undefined;
  try {
    backend = await startBackend({
      dataDir: settings.dataDir,
      functionsDir: join(root, "convex"),
      port: addresses.port,
      host: settings.host,
      env: functionsEnvironment(settings, secrets, addresses, setUpLink.tokenHash),
      localRoutes: composeRoutes(settings, secrets, addresses, mailbox, run, () => metrics),
      publicOrigin: addresses.appUrl,
      trustedProxies: settings.trustedProxies,
      production: settings.signIn.kind !== "demo",
      policySources: policySources(settings),
      watch: webDir === null,
      ...(settings.adminKey === null ? {} : { adminKey: settings.adminKey }),
      ...(replaceData === undefined ? {} : { replaceData }),
      log,
      onRun: (report) => {
        figures.listen(report);
        logRun(report);
      },
      slowRunMs: settings.log.slowFunctionMs,
      beforeServing: async (runInternal) =>
        await migrateData(runInternal, settings.dataDir, (line) =>
          log.info(line, { event: "migrate" }),
        ),
      beforeJobs: async (runInternal) => {
        functions.run = runInternal;
        if (settings.signIn.kind === "demo") return void (await run("seed:seedDemo", {}));
        isEmpty = (await run("setUp:isNeeded", {})) === true;
        holdsDemo = (await run("seed:holdsDemo", { issuer: DEMO_ISSUER })) === true;
        if (holdsDemo && settings.isProduction) throw demoInProduction(settings);
      },
      ...(webDir === null ? {} : { webDir }),
    });
    const { dataDir } = settings;
    const watch = new EngineWatch({ backend, figures, dataDir, log });
    metrics = { backend, figures, watch };
    const closeControl = await obeyCommands(settings.dataDir, backend, mailbox);
    return {
      appUrl: addresses.appUrl,
      port: addresses.port,
      setUpUrl: isEmpty ? setUpLink.url : null,
      holdsDemo,
      async close() {
        await closeControl();
        mailbox?.stopWaiting();
        await watch.stop();
        await backend?.close();
        await mailbox?.close();
      },
    };
  } catch (error) {
    await backend?.close();
    await mailbox?.close();
    throw error;
  }
}

function demoInProduction({ dataDir }: Settings): StartError {
  return new StartError(
    "BAD_CONFIGURATION",
    `${dataDir} holds the demo firm, and NODE_ENV is production: set ANTEROOM_DATA to another folder, or run "npm run reset".`,
  );
}

/** Lets commands such as `npm run backup` ask this process, which alone can read its locked databases. */
async function obeyCommands(dataDir: string, backend: Backend, mailbox: Mailbox | null) {
  const { engine } = backend;
  const source = {
    dataDir,
    copyData: (to: string, onStep: BackupProgress) => backUpRunning(engine, dataDir, to, onStep),
    copyMailbox: mailbox && ((file: string) => mailbox.store.backUp(file)),
  };
  const server = await openControlServer(dataDir, {
    backUp: (target, onProgress) => copyFolder(source, target, onProgress),
    call: (path, args) => backend.runInternal(path, args),
  });
  return server.close;
}

/** Links in emails carry the port, so it is settled before the functions see their environment. */
async function chooseAddresses(settings: Settings): Promise<Addresses> {
  const port = settings.port === 0 ? await findFreePort(settings.host) : settings.port;
  const selfHost = isLoopbackHost(settings.host) ? settings.host : "127.0.0.1";
  return {
    port,
    serverUrl: `http://${selfHost}:${port}`,
    appUrl: settings.appUrl ?? `http://localhost:${port}`,
  };
}

function openOwnMailbox(
  { dataDir }: Settings,
  root: string,
  secrets: Secrets,
  { serverUrl, appUrl }: Addresses,
  run: RunInternal,
): Mailbox {
  try {
    return openMailbox({
      path: join(dataDir, MAILBOX_FILE),
      apiKey: secrets.mailApiKey,
      webhookSecret: secrets.webhookSecret,
      serverUrl,
      appUrl,
      assetsDir: join(root, "local", "mailbox", "page"),
      clock: systemClock,
      sendDigest: async () =>
        (await run("digests:sweep", { ignoreAge: true })) as { queued: number },
      verdictOf: async (emailId) =>
        (await run("inboundEmails:verdict", { emailId })) as Verdict | null,
    });
  } catch (error) {
    if (!(error instanceof Database.SqliteError) || !error.code.startsWith("SQLITE_BUSY")) {
      throw error;
    }
    throw new StartError(
      "DATA_FOLDER_IN_USE",
      `${dataDir} is in use by another Anteroom. Stop that one, or set ANTEROOM_DATA.`,
    );
  }
}

function composeRoutes(
  settings: Settings,
  secrets: Secrets,
  { appUrl }: Addresses,
  mailbox: Mailbox | null,
  run: RunInternal,
  metrics: () => MetricsSource | null,
): LocalRoutes {
  const demo = demoRoutes({
    appUrl,
    enabled: settings.signIn.kind === "demo",
    signingKey: secrets.demoSigningKey,
    listPeople: async () => (await run("seed:demoPeople", {})) as DemoPerson[],
    now: () => systemClock.now(),
  });
  return async (request, client) =>
    (await answerMetrics(request, client, settings.metricsToken, metrics)) ??
    (await demo(request)) ??
    (await mailbox?.handle(request)) ??
    null;
}

/** Clerk's own pages and bot check, where Clerk is used. */
function policySources({ signIn }: Settings): PolicySources {
  if (signIn.kind !== "clerk") return {};
  const { origin } = new URL(signIn.issuerDomain);
  const botCheck = "https://challenges.cloudflare.com";
  return {
    script: [origin, botCheck],
    connect: [origin],
    image: ["https://img.clerk.com"],
    frame: [botCheck],
  };
}
