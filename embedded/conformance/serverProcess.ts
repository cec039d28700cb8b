import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import fs from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll } from "vitest";
import type { BackendOptions } from "../backend.ts";

const ENTRY = fileURLToPath(new URL("serverEntry.ts", import.meta.url));
/** Below node_modules, so that the bundle finds its packages. */
const CACHE = fileURLToPath(new URL("../../node_modules/.cache/conformance", import.meta.url));

let bundled: Promise<string> | undefined;

/** Node 20 reads no TypeScript, so the child runs a bundle; made once per test file. */
function bundle(): Promise<string> {
  const make = async () => {
    const outfile = path.join(CACHE, `${randomUUID()}.mjs`);
    await build({
      entryPoints: [ENTRY],
      outfile,
      bundle: true,
      platform: "node",
      format: "esm",
      packages: "external",
      logLevel: "error",
    });
    return outfile;
  };
  return (bundled ??= make());
}

afterAll(async () => {
  if (bundled !== undefined) await fs.rm(await bundled, { force: true });
});

/** A backend in a child process, to be killed and started again on the same data and port. */
export class ServerProcess {
  readonly #options: Omit<BackendOptions, "clock" | "log" | "localRoutes">;
  #child: ChildProcess | null = null;
  #port: number;

  constructor(options: Omit<BackendOptions, "clock" | "log" | "localRoutes">) {
    this.#options = options;
    this.#port = options.port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Resolves when it listens, on the port of the first start. Rejects when it ends before. */
  async start(): Promise<void> {
    const options = JSON.stringify({ ...this.#options, port: this.#port });
    const child = spawn(process.execPath, [await bundle(), options], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    this.#child = child;
    const lines = createInterface({ input: child.stdout });
    const ready = await new Promise<string>((resolve, reject) => {
      lines.once("line", resolve);
      child.once("exit", (code) => reject(new Error(`The server ended with code ${code}`)));
    });
    this.#port = (JSON.parse(ready) as { port: number }).port;
  }

  /** SIGKILL: no goodbye, nothing flushed that was not flushed. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await gone;
  }
}
