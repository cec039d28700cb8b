/**
 * The program behind `npm start` and `npm run` dev, reset, backup, export, import, erase and retention;
 * start.mjs bundles it.
 */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { stop as stopBundler } from "esbuild";
import { BadArchive } from "../embedded/archive/errors.ts";
import { StartError } from "../embedded/config.ts";
import { SchemaMismatch, UnusableDatabase } from "../embedded/database/errors.ts";
import { ModuleError } from "../embedded/modules/entryPoints.ts";
import { startApp, type RunningApp } from "./app.ts";
import { exportData } from "./archive/exportCommand.ts";
import { importData } from "./archive/importCommand.ts";
import { backUpData } from "./backup/command.ts";
import { READY_MESSAGE, startDev } from "./dev.ts";
import { demoDataNotice, greeting, setUpNotice } from "./greeting.ts";
import { programLog } from "./log/programLog.ts";
import { startReplaceable } from "./replaceable.ts";
import { resetData } from "./reset.ts";
import { readEnvironment } from "./settings/envFile.ts";
import { readSettings, type Settings } from "./settings/settings.ts";
import { erasePerson } from "./upkeep/eraseCommand.ts";
import { tendRetention } from "./upkeep/retentionCommand.ts";
import { buildWebApp, WEB_DIR } from "./webBuild.ts";

/** The likeliest reason, and what helps. */
const NEWER_HINT = "If a newer Anteroom has run on this data folder, start that one.";
/** What is made is for the owner of the process alone. */
const PRIVATE_UMASK = 0o077;
/** Requests, sockets and actions get their time to end; what hangs longer must not keep the terminal. */
const LONGEST_CLOSE_MS = 25_000;
/** Set by the dev server for the process that it restarts: pages come from Vite. */
const NO_PAGES_VARIABLE = "ANTEROOM_DEV_BACKEND";

/**
 * Runs until a signal ends it.
 * @param root folder of the project; @param args the command line behind the script.
 */
export async function main(root: string, args: string[]): Promise<void> {
  try {
    const { environment, mistakes } = readEnvironment(root, process.env);
    const settings = readSettings(args, environment, root, mistakes);
    // Databases make their files by it: the folder may be one that others can look into.
    process.umask(PRIVATE_UMASK);
    if (settings.reset) return await resetData(settings, (line) => console.log(line));
    if (settings.backup) return void (await backUpData(settings, printIndented));
    if (settings.export) return void (await exportData(settings, printIndented));
    if (settings.import) return await importData(settings, root, printIndented);
    const { dataDir, yes, erase, retention } = settings;
    if (erase) return await erasePerson({ dataDir, yes, ...erase }, printIndented);
    if (retention) return await tendRetention({ dataDir, yes, ...retention }, printIndented);
    const app = await start(settings, root);
    closeOnSignal(app);
  } catch (error) {
    process.exitCode = 1;
    console.error(isActionable(error) ? `  ${inWords(error)}` : error);
  }
}

function printIndented(line: string): void {
  console.log(`  ${line}`);
}

/** Reasons that a person can do something about: one line, no stack. */
function isActionable(error: unknown): error is Error {
  const kinds = [StartError, ModuleError, UnusableDatabase, SchemaMismatch, BadArchive];
  return kinds.some((kind) => error instanceof kind);
}

function inWords(error: Error): string {
  if (error instanceof SchemaMismatch) return `${error.message}\n  ${NEWER_HINT}`;
  const isPortTaken = error instanceof StartError && error.code === "PORT_TAKEN";
  return isPortTaken ? `${error.message} Choose another one: PORT=3211 npm start` : error.message;
}

async function start(settings: Settings, root: string): Promise<Pick<RunningApp, "close">> {
  if (process.env[NO_PAGES_VARIABLE]) {
    const backend = await startApp(settings, root, null);
    say(settings, null, noticesOf(backend));
    process.send?.(READY_MESSAGE);
    return backend;
  }
  if (settings.dev) return startDev(settings, root, NO_PAGES_VARIABLE);
  const sayLine = (line: string) => say(settings, null, [`  ${line}`]);
  buildWebApp(root, sayLine);
  const app = await startReplaceable(settings, root, join(root, WEB_DIR), sayLine);
  // The bundler is a process of its own, of 25 MB and more, that has nothing to do from here on.
  await stopBundler();
  say(settings, greeting(settings, app.appUrl, performance.now()), noticesOf(app));
  if (settings.open) openBrowser(app.appUrl);
  return app;
}

/** To a person as it stands; to a program as lines of the log. */
function say(settings: Settings, ready: string | null, notices: string[]): void {
  if (settings.log.format === "text") {
    // In one piece: whoever waits for the first line has the last one too.
    const lines = ready === null ? notices : [ready, ...notices];
    if (lines.length > 0) console.log(lines.join("\n"));
    return;
  }
  const log = programLog(settings.log);
  if (ready !== null) log.info(ready.trim().split("\n")[0] ?? "", { event: "ready" });
  for (const notice of notices) log.warn(notice.trim(), { event: "notice" });
}

function noticesOf({ setUpUrl, holdsDemo }: RunningApp): string[] {
  return [
    ...(setUpUrl === null ? [] : [setUpNotice(setUpUrl)]),
    ...(holdsDemo ? [demoDataNotice()] : []),
  ];
}

/** The first signal closes in order; the second one, or too long a close, ends it at once. */
function closeOnSignal(app: Pick<RunningApp, "close">): void {
  let isClosing = false;
  const onSignal = () => {
    if (isClosing) process.exit(1);
    isClosing = true;
    setTimeout(() => process.exit(1), LONGEST_CLOSE_MS).unref();
    app.close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
}

/** A missing browser is no reason to stop: the address stands in the terminal. */
function openBrowser(url: string): void {
  const opener = { darwin: "open", win32: "explorer" }[process.platform as string] ?? "xdg-open";
  spawn(opener, [url], { stdio: "ignore", detached: true })
    .on("error", () => {})
    .unref();
}
