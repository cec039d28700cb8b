/**
 * `npm run dev`: Vite serves the web app with hot reload on the usual port and passes everything
 * else to the backend: a process of its own, which reloads convex/ and is started again when the
 * code of embedded/ or local/ changes.
 */
import { fork, type ChildProcess } from "node:child_process";
import { watch } from "node:fs";
import { join } from "node:path";
import { StartError } from "../embedded/config.ts";
import { greeting } from "./greeting.ts";
import { findFreePort } from "./port.ts";
import { privateFiles } from "./privateFiles.ts";
import type { Settings } from "./settings/settings.ts";

/** What belongs to the backend: Convex's API, the functions' HTTP routes, the local extras. */
const BACKEND_PATHS =
  "^/(api|http|files|avatars|webhooks|unsubscribe|mail|demo|healthz|metrics)(/|\\?|$)";
/** The functions in convex/ are loaded anew by the backend itself. */
const WATCHED_FOLDERS = ["embedded", "local"];
/** What the backend process says over IPC when it answers. */
export const READY_MESSAGE = "ready";
/** Editors write several times; one restart is enough. */
const SETTLE_MS = 150;

/**
 * Starts both. @param flag variable that tells the child to leave pages alone.
 * @throws StartError when the port is taken.
 */
export async function startDev(
  settings: Settings,
  root: string,
  flag: string,
): Promise<{ close: () => Promise<void> }> {
  const port = settings.port === 0 ? await findFreePort(settings.host) : settings.port;
  const appUrl = settings.appUrl ?? `http://localhost:${port}`;
  const backendPort = await findFreePort(settings.host);
  const backend = new RestartedProcess(join(root, "local", "start.mjs"), {
    ...process.env,
    PORT: String(backendPort),
    APP_URL: appUrl,
    [flag]: "1",
  });
  const { createServer } = await import("vite");
  const target = `http://${settings.host}:${backendPort}`;
  const vite = await createServer({
    root,
    logLevel: "warn",
    server: {
      port,
      host: settings.host,
      strictPort: true,
      fs: { deny: privateFiles(settings.dataDir) },
      proxy: { [BACKEND_PATHS]: { target, ws: true } },
    },
  });
  try {
    await vite.listen();
  } catch (error) {
    await vite.close();
    if (!String(error).includes("already in use")) throw error;
    throw new StartError("PORT_TAKEN", `Port ${port} on ${settings.host} is in use.`);
  }
  // Without a backend (its code may be broken just now) pages still come, and it is tried again.
  await backend.start();
  const watchers = WATCHED_FOLDERS.map((folder) => watchSources(join(root, folder), backend));
  console.log(greeting(settings, appUrl, performance.now()));
  return {
    async close() {
      for (const watcher of watchers) watcher.close();
      await Promise.all([vite.close(), backend.stop()]);
    },
  };
}

function watchSources(folder: string, backend: RestartedProcess) {
  return watch(folder, { recursive: true }, (_event, name) => {
    if (name !== null && /\.(ts|js|mjs|css)$/.test(name) && !/\.test\.ts$/.test(name)) {
      backend.restartSoon();
    }
  });
}

/** One child at a time: the next starts only when the last has freed the data folder. */
class RestartedProcess {
  readonly #script: string;
  readonly #environment: NodeJS.ProcessEnv;
  #child: ChildProcess | null = null;
  #timer: NodeJS.Timeout | undefined;
  #restarting: Promise<void> = Promise.resolve();

  constructor(script: string, environment: NodeJS.ProcessEnv) {
    this.#script = script;
    this.#environment = environment;
  }

  /** Resolves when the process answers, or has ended without. */
  start(): Promise<void> {
    const child = fork(this.#script, [], { env: this.#environment });
    this.#child = child;
    return new Promise((resolve) => {
      child.once("message", () => resolve());
      child.once("exit", () => {
        if (this.#child === child) this.#child = null;
        resolve();
      });
    });
  }

  restartSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#restarting = this.#restarting.then(async () => {
        await this.#end();
        await this.start();
      });
    }, SETTLE_MS);
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#restarting;
    await this.#end();
  }

  async #end(): Promise<void> {
    const child = this.#child;
    if (child === null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await ended;
  }
}
