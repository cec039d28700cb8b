/**
 * Writes convex/_generated without a deployment: `npm run codegen`.
 * With --check nothing is left changed, and it fails when what is committed is not what the
 * functions would generate now (a file was added or removed).
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const generatedDir = join(root, "convex", "_generated");
const isCheck = process.argv.includes("--check");

const before = readGenerated();
generate();
if (isCheck) {
  const after = readGenerated();
  const stale = [...new Set([...before.keys(), ...after.keys()])].filter(
    (name) => before.get(name) !== after.get(name),
  );
  if (stale.length > 0) {
    restore(before);
    console.error(`convex/_generated is stale: ${stale.join(", ")}. Run "npm run codegen".`);
    process.exit(1);
  }
}

function generate() {
  const cli = join(root, "node_modules", "convex", "bin", "main.js");
  // --system-udfs is what lets the CLI do without a deployment; types are checked elsewhere. Without
  // CI it would report its own crashes to its makers.
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [cli, "codegen", "--system-udfs", "--typecheck", "disable"],
    { cwd: root, encoding: "utf8", env: { ...process.env, CI: "1" } },
  );
  if (status === 0) return;
  console.error(stdout + stderr);
  process.exit(status ?? 1);
}

/** File name to content; empty when nothing was generated yet. */
function readGenerated() {
  mkdirSync(generatedDir, { recursive: true });
  const names = readdirSync(generatedDir);
  return new Map(names.map((name) => [name, readFileSync(join(generatedDir, name), "utf8")]));
}

function restore(files) {
  rmSync(generatedDir, { recursive: true, force: true });
  mkdirSync(generatedDir, { recursive: true });
  for (const [name, content] of files) writeFileSync(join(generatedDir, name), content);
}
