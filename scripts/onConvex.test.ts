/** The way past one machine stays open: Convex's own CLI takes `convex/` as it is, without `embedded/`. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

const ROOT = dirname(import.meta.dirname);
const MODULES = join(ROOT, "node_modules");
/** Nobody listens there: what needs a deployment fails instead of finding one. */
const NOWHERE = "http://127.0.0.1:9";

type Module = { path: string; source: string; environment: "isolate" | "node" };

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "anteroom-on-convex-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function runNode(script: string, args: string[]) {
  const { CONVEX_DEPLOYMENT: _others, ...inherited } = process.env;
  const env = {
    ...inherited,
    HOME: folder,
    // It reports neither its use nor its errors, and asks nobody for a newer version.
    CI: "1",
    CONVEX_VERSION_API_ORIGIN: NOWHERE,
    CONVEX_SELF_HOSTED_URL: NOWHERE,
    CONVEX_SELF_HOSTED_ADMIN_KEY: "nobody|none",
  };
  return spawnSync(process.execPath, [script, ...args], { cwd: ROOT, env, encoding: "utf8" });
}

test("Convex's CLI bundles every function for its default runtime, none for Node", () => {
  const bundle = join(folder, "bundle");
  const flags = ["--typecheck", "disable", "--codegen", "disable", "--yes"];
  const cli = join(MODULES, "convex", "bin", "main.js");
  const { status, stderr } = runNode(cli, ["deploy", ...flags, "--debug-bundle-path", bundle]);
  expect(status, stderr).toBe(0);
  const text = readFileSync(join(bundle, "fullConfig.json"), "utf8");
  const { modules } = JSON.parse(text) as { modules: Module[] };
  const names = modules.map(({ path }) => path);
  for (const name of ["messages.js", "http.js", "crons.js", "auth.config.js"]) {
    expect(names).toContain(name);
  }
  expect(modules.filter(({ environment }) => environment !== "isolate")).toEqual([]);
  const askingForNode = modules.filter(({ source }) =>
    /from\s*"node:|require\("node:/.test(source),
  );
  expect(askingForNode.map(({ path }) => path)).toEqual([]);
  expect(names.filter((name) => name.includes("test"))).toEqual([]);
}, 60_000);

test("convex/ and src/ use no file of the embedded backend or of the stand-alone start", () => {
  const project = join(folder, "tsconfig.json");
  const include = [join(ROOT, "src"), join(ROOT, "convex")];
  const compilerOptions = { types: [] };
  const config = { extends: join(ROOT, "tsconfig.json"), compilerOptions, include, exclude: [] };
  writeFileSync(project, JSON.stringify(config));
  const tsc = join(MODULES, "typescript", "bin", "tsc");
  const { stdout } = runNode(tsc, ["--listFilesOnly", "-p", project]);
  const files = stdout.split("\n").filter((file) => file.startsWith(ROOT));
  const own = files.map((file) => file.slice(ROOT.length + 1));
  expect(own).toContain(join("convex", "messages.ts"));
  expect(own).toContain(join("src", "main.tsx"));
  expect(own.filter((file) => /^(embedded|local|bench|e2e)\//.test(file))).toEqual([]);
}, 60_000);
