/** Starts the real program for a browser test: `local/start.mjs` as a child, on its own folder and port. */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { devNull, tmpdir } from "node:os";
import { join } from "node:path";
import { test as base } from "@playwright/test";

const ROOT = join(import.meta.dirname, "..");
const START_TIMEOUT_MS = 60_000;
const ADDRESS_PATTERN = /http:\/\/localhost:(\d+)\//;

/** One running Anteroom with a data folder of its own. */
export class App {
  readonly #dataDir: string;
  readonly #environment: Record<string, string>;
  #child: ChildProcess | null = null;
  #port = "0";
  #output = "";

  private constructor(dataDir: string, environment: Record<string, string>) {
    this.#dataDir = dataDir;
    this.#environment = environment;
  }

  /** Starts one with demo data. @param environment variables beside PORT and ANTEROOM_DATA. */
  static async start(environment: Record<string, string> = {}): Promise<App> {
    const app = new App(await mkdtemp(join(tmpdir(), "anteroom-e2e-")), environment);
    await app.restart();
    return app;
  }

  /** Base address without a trailing slash; the same after every restart. */
  get url(): string {
    return `http://localhost:${this.#port}`;
  }

  /** Everything the program has printed since its last start. */
  get output(): string {
    return this.#output;
  }

  /** Ends the process as a power cut would end it for the program; resolves when it is gone. */
  async kill9(): Promise<void> {
    await this.#end("SIGKILL");
  }

  /** Starts again on the same data and port, after ending a process that still runs in order. */
  async restart(): Promise<void> {
    await this.#end("SIGTERM");
    const { CHROMIUM_PATH: _notNeeded, ...inherited } = process.env;
    const child = spawn(process.execPath, [join(ROOT, "local", "start.mjs")], {
      cwd: ROOT,
      env: {
        ...inherited,
        // A developer's .env is none of a test's business.
        ANTEROOM_ENV_FILE: devNull,
        ...this.#environment,
        PORT: this.#port,
        ANTEROOM_DATA: this.#dataDir,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#child = child;
    this.#output = "";
    child.once("exit", () => {
      if (this.#child === child) this.#child = null;
    });
    this.#port = await this.#readPort(child);
  }

  /** Ends in order and removes the data. */
  async stop(): Promise<void> {
    await this.#end("SIGTERM");
    await rm(this.#dataDir, { recursive: true, force: true });
  }

  /** Waits for the ready line, which names the address. */
  #readPort(child: ChildProcess): Promise<string> {
    return new Promise((resolve, reject) => {
      const fail = (reason: string) => reject(new Error(`${reason}\n${this.#output}`));
      const timer = setTimeout(() => fail("Anteroom is not ready yet."), START_TIMEOUT_MS);
      child.once("exit", (code) => {
        clearTimeout(timer);
        fail(`Anteroom ended with code ${code}.`);
      });
      const read = (chunk: Buffer) => {
        this.#output += chunk.toString("utf8");
        const port = ADDRESS_PATTERN.exec(this.#output)?.[1];
        if (port === undefined || !this.#output.includes("Anteroom ready")) return;
        clearTimeout(timer);
        resolve(port);
      };
      child.stdout?.on("data", read);
      child.stderr?.on("data", read);
    });
  }

  async #end(signal: "SIGTERM" | "SIGKILL"): Promise<void> {
    const child = this.#child;
    if (child === null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill(signal);
    await ended;
  }
}

/**
 * Playwright's `test` with an `app` of its own for each test. Tests that share one start it in
 * `beforeAll` with `App.start()` instead.
 */
export const test = base.extend<{ app: App }>({
  // Playwright reads from the pattern which fixtures this one needs: none.
  // oxlint-disable-next-line no-empty-pattern
  app: async ({}, use) => {
    const app = await App.start();
    await use(app);
    await app.stop();
  },
});

export { expect } from "@playwright/test";
