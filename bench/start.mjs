/**
 * Entry of `npm run bench`, and with `--firm` of `npm run load`: bundles the programs of bench/
 * (Node 20 reads no TypeScript) and runs.
 */
import { mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const PROGRAMS = [
  "main",
  "productServer",
  "baselineServer",
  "loadGenerator",
  "fillData",
  "load/command",
  "load/appServer",
  "load/playFirm",
];
const isFirm = process.argv[2] === "--firm";

// Inside the project, so that the bundles find its packages; apart for each run.
const folder = join(root, "dist", `bench-${process.pid}`);
mkdirSync(folder, { recursive: true });
try {
  await build({
    entryPoints: PROGRAMS.map((name) => join(root, "bench", `${name}.ts`)),
    outdir: folder,
    outbase: join(root, "bench"),
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    platform: "node",
    format: "esm",
    target: "node20.19",
    packages: "external",
    logLevel: "error",
  });
  const entry = isFirm ? join("load", "command.mjs") : "main.mjs";
  const { main } = await import(pathToFileURL(join(folder, entry)).href);
  await main({ root, programs: folder }, process.argv.slice(isFirm ? 3 : 2));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
