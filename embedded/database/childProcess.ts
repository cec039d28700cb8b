/** For tests: runs TypeScript that uses this folder in a process of its own. */
import { spawn, type ChildProcess } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { onTestFinished } from "vitest";
import { temporaryFolder } from "./testing.ts";

const here = path.dirname(fileURLToPath(import.meta.url));

/** Bundles source text that imports as if it lay in embedded/database; gives the file to run. */
export async function bundleScript(source: string): Promise<string> {
  const outfile = path.join(temporaryFolder(), "script.mjs");
  const sqlite = createRequire(import.meta.url).resolve("better-sqlite3");
  await build({
    stdin: { contents: source, resolveDir: here, loader: "ts" },
    bundle: true,
    format: "esm",
    platform: "node",
    outfile,
    plugins: [
      {
        name: "native module by its place",
        setup: (bundler) =>
          bundler.onResolve({ filter: /^better-sqlite3$/ }, () => ({
            path: sqlite,
            external: true,
          })),
      },
    ],
  });
  return outfile;
}

export type Script = {
  child: ChildProcess;
  /** Everything written to stdout so far. */
  output: () => string;
  /** Resolves when the output holds `text`; rejects when the process ends without. */
  waitFor: (text: string) => Promise<void>;
  /** Resolves with the exit code, or null after a signal. */
  ended: Promise<number | null>;
};

/** Starts a command; it is killed at the end of the test. */
export function startScript(command: string, args: string[]): Script {
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on("error", reject).on("close", resolve);
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const waitFor = (wanted: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => text.includes(wanted) && resolve();
      child.stdout.on("data", look);
      child.on("close", () => reject(new Error(`The script ended without ${wanted}: ${text}`)));
      look();
    });
  return { child, output: () => text, waitFor, ended };
}
