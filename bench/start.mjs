/** Entry of `npm run bench`: bundles the programs of bench/ (Node 20 reads no TypeScript) and runs. */
import { mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const PROGRAMS = ["main", "productServer", "baselineServer", "loadGenerator", "fillData"];

// Inside the project, so that the bundles find its packages; apart for each run.
const folder = join(root, "dist", `bench-${process.pid}`);
mkdirSync(folder, { recursive: true });
try {
  await build({
    entryPoints: PROGRAMS.map((name) => join(root, "bench", `${name}.ts`)),
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    platform: "node",
    format: "esm",
    target: "node20.19",
    packages: "external",
    logLevel: "error",
  });
  const { main } = await import(pathToFileURL(join(folder, "main.mjs")).href);
  await main({ root, programs: folder }, process.argv.slice(2));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
