/**
 * Entry of `npm start`. Plain JavaScript, so that every Node can read it as far as the sentence
 * that says which one is needed; then it bundles local/main.ts (Node 20 reads no TypeScript).
 */
import { mkdirSync, existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const NEEDED_MAJOR = 20;
const NEEDED_MINOR = 19;

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < NEEDED_MAJOR || (major === NEEDED_MAJOR && minor < NEEDED_MINOR)) {
  console.error(
    `  Anteroom needs Node ${NEEDED_MAJOR}.${NEEDED_MINOR} or newer; this is ${process.versions.node}.`,
  );
  process.exit(1);
}

const root = dirname(dirname(fileURLToPath(import.meta.url)));
if (!existsSync(join(root, "node_modules", "esbuild"))) {
  console.error('  The packages are not installed yet: run "npm ci" first.');
  process.exit(1);
}

process.setSourceMapsEnabled(true);
const { main } = await import(pathToFileURL(await bundleMain()).href);
await main(root, process.argv.slice(2));

/** Bundles the program; written only if it changed and in one step, as several may start at once. */
async function bundleMain() {
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    entryPoints: [join(root, "local", "main.ts")],
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20.19",
    packages: "external",
    sourcemap: "inline",
    write: false,
    logLevel: "error",
  });
  const code = outputFiles[0].text;
  const file = join(root, "dist", "server", "main.mjs");
  if (existsSync(file) && readFileSync(file, "utf8") === code) return file;
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, code);
  renameSync(draft, file);
  return file;
}
