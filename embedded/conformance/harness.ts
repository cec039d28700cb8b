import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { ConvexClient, ConvexHttpClient } from "convex/browser";
import type { ConvexClientOptions } from "convex/browser";
import { onTestFinished } from "vitest";
import { WebSocket } from "ws";
import { startBackend } from "../backend.ts";
import { TESTED_PATH } from "../execution/testing.ts";
import type { Backend, BackendOptions } from "../backend.ts";
import { silentLog } from "../execution/log.ts";
import { TokenIssuer } from "../auth/testing.ts";
import { clearDeployment, DEPLOYMENT_URL, siteOf, skipOnDeployment } from "./deployment.ts";

export const FIXTURE_DIR = fileURLToPath(new URL("fixture/convex", import.meta.url));

/** Things to undo when the test ends, the last one first. */
export function afterwards(undo: () => unknown): void {
  onTestFinished(async () => {
    await undo();
  });
}

export async function temporaryFolder(): Promise<string> {
  const dir = await fs.mkdtemp(path.join(os.tmpdir(), "embedded-conformance-"));
  afterwards(() => fs.rm(dir, { recursive: true, force: true }));
  return dir;
}

type Own = { backend: Backend; dataDir: string; options: Partial<BackendOptions> };

/**
 * A backend over the fixture, with stock clients for it; everything ends with the test. On a deployment
 * (deployment.ts) there is no backend to look into, and what asks for it is skipped.
 */
export class Fixture {
  readonly issuer: TokenIssuer;
  readonly #own: Own | null;

  private constructor(issuer: TokenIssuer, own: Own | null) {
    this.issuer = issuer;
    this.#own = own;
  }

  static async start(options: Partial<BackendOptions> = {}): Promise<Fixture> {
    if (DEPLOYMENT_URL !== null) return Fixture.#onDeployment(DEPLOYMENT_URL, options);
    const dataDir = options.dataDir ?? (await temporaryFolder());
    const issuer = await TokenIssuer.start();
    afterwards(() => issuer.close());
    const backend = await startBackend(backendOptions(issuer, dataDir, options));
    const own = { backend, dataDir, options };
    afterwards(() => own.backend.close());
    return new Fixture(issuer, own);
  }

  static async #onDeployment(url: string, options: Partial<BackendOptions>): Promise<Fixture> {
    const [option] = Object.keys(options);
    if (option !== undefined) skipOnDeployment(`it sets ${option}`);
    await clearDeployment(url);
    const issuer = await TokenIssuer.start(process.env["CONFORMANCE_KEY"]);
    afterwards(() => issuer.close());
    return new Fixture(issuer, null);
  }

  get backend(): Backend {
    return this.#requireOwn("it looks inside the process").backend;
  }

  get dataDir(): string {
    return this.#requireOwn("it looks at the data folder").dataDir;
  }

  get url(): string {
    return DEPLOYMENT_URL ?? this.backend.url;
  }

  /** Where HTTP actions are reached. */
  get siteUrl(): string {
    return siteOf(this.url);
  }

  /** Stops the backend and starts it again on the same data and port. */
  async restart(): Promise<void> {
    const own = this.#requireOwn("it restarts the process");
    const { port } = own.backend;
    await own.backend.close();
    const options = backendOptions(this.issuer, own.dataDir, { ...own.options, port });
    own.backend = await startBackend(options);
  }

  #requireOwn(why: string): Own {
    return this.#own ?? skipOnDeployment(why);
  }

  client(options: Partial<ConvexClientOptions> = {}): ConvexClient {
    return stockClient(this.url, options);
  }

  http(token?: string): ConvexHttpClient {
    const client = new ConvexHttpClient(this.url, { logger: false });
    if (token !== undefined) client.setAuth(token);
    return client;
  }
}

function backendOptions(
  issuer: TokenIssuer,
  dataDir: string,
  options: Partial<BackendOptions>,
): BackendOptions {
  return {
    functionsDir: FIXTURE_DIR,
    port: 0,
    env: issuer.env,
    log: silentLog,
    path: TESTED_PATH,
    // A full disk is none of this suite's subjects.
    reserveBytes: 4096,
    minFreeBytes: 0,
    ...options,
    dataDir,
  };
}

/** The stock reactive client, over Node's WebSocket. */
export function stockClient(url: string, options: Partial<ConvexClientOptions> = {}): ConvexClient {
  const client = new ConvexClient(url, {
    webSocketConstructor: WebSocket as unknown as typeof globalThis.WebSocket,
    unsavedChangesWarning: false,
    logger: false,
    ...options,
  });
  afterwards(() => client.close());
  return client;
}

/**
 * What the stock client does in a browser when the network comes back: it tries at once instead of
 * waiting out its back-off of up to 16 s. Node has no such event.
 */
export function reconnectNow(client: ConvexClient): void {
  type Internals = { webSocketManager: { tryReconnectImmediately(): void } };
  (client.client as unknown as Internals).webSocketManager.tryReconnectImmediately();
}

/** Collects values and lets a test wait for one of them instead of for some time. */
export class Recorder<T> {
  readonly values: T[] = [];
  #waiting: (() => void)[] = [];

  readonly push = (value: T): void => {
    this.values.push(value);
    for (const wake of this.#waiting.splice(0)) wake();
  };

  get last(): T | undefined {
    return this.values.at(-1);
  }

  /** The first value, past or to come, that satisfies `accepts`; fails after 10 s. */
  async until(accepts: (value: T) => boolean): Promise<T> {
    const deadline = Date.now() + 10_000;
    for (;;) {
      const found = this.values.find(accepts);
      if (found !== undefined) return found;
      const left = deadline - Date.now();
      if (left <= 0) throw new Error(`Not seen in 10 s; got ${JSON.stringify(this.values)}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.#waiting.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }
}
