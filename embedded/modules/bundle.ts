/** Bundles entry points as Convex's CLI does, with the runtime's guards put in place of globals. */
import path from "node:path";
import { build, type BuildFailure } from "esbuild";
import { ModuleError } from "./entryPoints.ts";
import { sharePackages } from "./sharePackages.ts";

export type BundleOptions = {
  functionsDir: string;
  /** Absolute source paths. */
  files: string[];
  outDir: string;
  platform: "browser" | "node";
  /** Which host (see hosts.ts) the code of this bundle sees in place of Node's globals. */
  hostKey: string;
  splitting?: boolean;
};

/** The property of `globalThis` under which hosts are found by bundled code. */
export const HOSTS_PROPERTY = "__embeddedHosts";

/**
 * Names that bundled code must not take from Node. Only free identifiers are replaced, so a local
 * variable called `fetch` stays what it is, and the replacement costs nothing at run time.
 */
const GUARDED = [
  "Date",
  "fetch",
  "setTimeout",
  "setInterval",
  "setImmediate",
  "console",
  "WebSocket",
  "EventSource",
];

/** For `"use node"` actions time still comes from the backend's clock, and nothing else is guarded. */
const GUARDED_ON_NODE = ["Date", "console"];

/** Writes one ES module per file into `outDir`. Throws ModuleError with esbuild's findings. */
export async function bundle(options: BundleOptions): Promise<void> {
  const host = `globalThis.${HOSTS_PROPERTY}.get(${JSON.stringify(options.hostKey)})`;
  // Bundled CommonJS packages call `require` for Node's own modules.
  const nodeBanner =
    'import { createRequire as __createRequire } from "node:module"; ' +
    "const require = __createRequire(import.meta.url); ";
  try {
    await build({
      entryPoints: options.files,
      bundle: true,
      platform: options.platform,
      format: "esm",
      target: "es2022",
      jsx: "automatic",
      outdir: options.outDir,
      outbase: options.functionsDir,
      outExtension: { ".js": ".mjs" },
      chunkNames: path.join("_deps", "[hash]"),
      conditions: ["convex", "module"],
      splitting: options.splitting ?? true,
      treeShaking: true,
      legalComments: "none",
      logLevel: "silent",
      absWorkingDir: options.functionsDir,
      banner: { js: `${options.platform === "node" ? nodeBanner : ""}const __host = ${host};` },
      define: definitions(options.platform),
      plugins: [sharePackages()],
    });
  } catch (error) {
    throw new ModuleError(describe(error));
  }
}

function definitions(platform: "browser" | "node"): Record<string, string> {
  const define: Record<string, string> = {
    "process.env.NODE_ENV": '"production"',
    "process.env": "__host.env",
  };
  if (platform === "browser") {
    define["Math.random"] = "__host.random";
    // Convex's runtime has none, and code that looks for it must take the other way here as well.
    define["Buffer"] = "undefined";
  }
  for (const name of platform === "browser" ? GUARDED : GUARDED_ON_NODE) {
    define[name] = `__host.${name}`;
    define[`globalThis.${name}`] = `__host.${name}`;
  }
  return define;
}

function describe(error: unknown): string {
  const failure = error as Partial<BuildFailure>;
  if (!Array.isArray(failure.errors) || failure.errors.length === 0) return String(error);
  return failure.errors
    .slice(0, 10)
    .map(({ text, location, notes }) => {
      const where = location === null ? "" : `${location.file}:${location.line}: `;
      const wantsNode = notes.some((note) => note.text.includes("bundle for node"));
      return (
        where + text + (wantsNode ? ' (Node APIs need "use node" at the top of the file.)' : "")
      );
    })
    .join("\n");
}
