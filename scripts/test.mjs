/**
 * `npm test`: every check of the project in one command, the same here and in CI. One line for
 * each check; at the end `N passed, N failed`, counting tests one by one and every other check as
 * one. `--fast` (`npm run check`) runs types, lint and the tests without a browser.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { findBrowser } from "./browser.mjs";

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
const reports = mkdtempSync(join(tmpdir(), "anteroom-test-"));
const isFast = process.argv.includes("--fast");

const CHECKS = [
  { name: "Node version", run: checkNode },
  { name: "generated code is fresh", run: () => script("codegen.mjs", "--check") },
  { name: "guards stand where they are listed", run: () => script("guards.mjs", "--check") },
  { name: "types", fast: true, run: () => npm("typecheck") },
  { name: "lint and format", fast: true, run: () => npm("lint") },
  { name: "unit and integration tests", fast: true, run: runVitest },
  { name: "web build", run: () => npm("build") },
  { name: "weight of the first load", run: runFirstLoad },
  { name: "browser tests", run: runPlaywright },
];

const total = { passed: 0, failed: 0, skipped: 0 };
for (const check of CHECKS) {
  if (isFast && !check.fast) continue;
  const startTime = performance.now();
  const result = await check.run().catch((error) => ({ failed: 1, detail: error.message }));
  const { passed = 0, failed = 0, skipped = 0, detail = "" } = result;
  const seconds = ((performance.now() - startTime) / 1000).toFixed(1);
  const counts = passed + failed > 1 ? `: ${passed} passed, ${failed} failed` : "";
  if (detail !== "") console.log(detail);
  console.log(`${failed > 0 ? "✗" : "✓"} ${check.name}${counts} (${seconds} s)`);
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
}
rmSync(reports, { recursive: true, force: true });
if (total.skipped > 0) console.log(`(${total.skipped} skipped)`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;

async function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  const isEnough = major > 20 || (major === 20 && minor >= 19);
  if (isEnough) return { passed: 1 };
  return { failed: 1, detail: `Node 20.19 or newer is needed, this is ${process.versions.node}.` };
}

async function npm(name) {
  return asCheck(spawnSync("npm", ["run", "--silent", name], { encoding: "utf8" }));
}

async function script(name, ...args) {
  const path = join("scripts", name);
  return asCheck(spawnSync(process.execPath, [path, ...args], { encoding: "utf8" }));
}

/** One check: its output is shown only when it failed. */
function asCheck({ status, stdout, stderr }) {
  return status === 0 ? { passed: 1 } : { failed: 1, detail: `${stdout}${stderr}`.trim() };
}

/** The figures are shown even where they are fine. */
async function runFirstLoad() {
  const path = join("scripts", "firstLoad.mjs");
  const { status, stdout, stderr } = spawnSync(process.execPath, [path], { encoding: "utf8" });
  const detail = `${stdout}${stderr}`.trim();
  return status === 0 ? { passed: 1, detail } : { failed: 1, detail };
}

async function runVitest() {
  const report = join(reports, "vitest.json");
  const { status } = runNode("vitest", "vitest.mjs", [
    "run",
    "--reporter=dot",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ]);
  const result = readReport(report);
  return counted(status, {
    passed: result?.numPassedTests,
    failed: result?.numFailedTests,
    skipped: (result?.numPendingTests ?? 0) + (result?.numTodoTests ?? 0),
  });
}

async function runPlaywright() {
  const report = join(reports, "playwright.json");
  const env = {
    ...process.env,
    CHROMIUM_PATH: await findBrowser((line) => console.log(line)),
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  };
  const args = ["test", "--reporter=line,json"];
  const { status } = runNode("@playwright/test", "cli.js", args, env);
  const stats = readReport(report)?.stats;
  return counted(status, {
    passed: stats && stats.expected + stats.flaky,
    failed: stats?.unexpected,
    skipped: stats?.skipped,
  });
}

function runNode(name, file, args, env = process.env) {
  const path = join("node_modules", name, file);
  return spawnSync(process.execPath, [path, ...args], { stdio: "inherit", env });
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}

/** A run that ended badly counts as failed even where no single test did (a file did not load). */
function counted(status, { passed = 0, failed = 0, skipped = 0 }) {
  return { passed, failed: status === 0 ? failed : Math.max(1, failed), skipped };
}
