/**
 * Takes the guards of convex/ away, one at a time, in a copy of the folder, and runs the tests on
 * the copy: each removal must turn one red. `node scripts/guards.mjs [word]` asks the guards whose
 * name has the word. Ends with 1 when a removed guard stays green, or no longer stands in the code.
 * `--check` only looks whether each stands in the code, exactly once.
 */
import { spawn } from "node:child_process";
import {
  cpSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { GUARDS, weakenedDoors } from "./guardList.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const word = process.argv[2] ?? "";
const copy = mkdtempSync(join(tmpdir(), "anteroom-guards-"));

process.exitCode = await (process.argv.includes("--check") ? standInCode() : main()).finally(() =>
  rmSync(copy, { recursive: true, force: true }),
);

/** 0 when every guard of the list is where it is said to be. */
async function standInCode() {
  makeCopy();
  const gone = GUARDS.flatMap((guard) => [guard, ...(guard.also ?? [])]).filter(
    (edit) => !takeAway(edit, new Map(), { keep: true }),
  );
  for (const { name, file, find } of gone) console.log(`NOT THERE: ${name ?? ""} ${file}: ${find}`);
  return gone.length === 0 ? 0 : 1;
}

async function main() {
  makeCopy();
  const guards = [...GUARDS, ...doorGuards()].filter(({ name }) => name.includes(word));
  const untouched = await run([]);
  if (untouched.failed) {
    console.error(`The tests are red before any guard is gone:\n${untouched.tail}`);
    return 1;
  }
  const bad = [];
  for (const guard of guards) {
    const { word: verdict, by } = await judge(guard);
    if (!verdict.startsWith("red")) bad.push(guard.name);
    console.log(`${verdict.padEnd(10)} ${guard.name}${by === "" ? "" : `  <-  ${by}`}`);
  }
  console.log(`${guards.length - bad.length} of ${guards.length} removed guards turn a test red.`);
  for (const name of bad) console.log(`NOT SEEN: ${name}`);
  return bad.length === 0 ? 0 : 1;
}

/** The folder as it is, without what the tests of the functions do not need. */
function makeCopy() {
  cpSync(join(root, "convex"), join(copy, "convex"), { recursive: true });
  for (const file of ["package.json", "tsconfig.json"]) cpSync(join(root, file), join(copy, file));
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  // The project "convex" of vitest.config.ts, with a cache of its own.
  writeFileSync(
    join(copy, "vitest.config.mjs"),
    `export default {
      cacheDir: ".cache",
      test: {
        environment: "edge-runtime",
        isolate: false,
        include: ["convex/**/*.test.ts"],
        server: { deps: { inline: ["convex-test"] } },
        testTimeout: 120_000,
        hookTimeout: 120_000,
      },
    };`,
  );
}

function doorGuards() {
  return readdirSync(join(root, "convex"))
    .filter((file) => /^\w+\.ts$/.test(file) && file !== "functions.ts")
    .flatMap((file) =>
      weakenedDoors(`convex/${file}`, readFileSync(join(root, "convex", file), "utf8")),
    );
}

/**
 * "red" with the first test that saw it; "red, not as hinted" when only another one did; "GREEN";
 * "NOT THERE" when the code has changed; "UNCLEAR" when a run broke or timed out instead.
 */
async function judge({ also = [], hint, ...guard }) {
  const sources = new Map();
  try {
    for (const edit of [guard, ...also])
      if (!takeAway(edit, sources)) return { word: "NOT THERE", by: "" };
    // `--bail` ends a run at the first red test, so only green runs are long.
    const hinted = await run(["--bail=1", "-t", hint], suitesSaying(hint));
    if (hinted.failed) return { word: hinted.isClear ? "red" : "UNCLEAR", by: hinted.by };
    const any = await run(["--bail=1"]);
    if (!any.failed) return { word: "GREEN", by: "" };
    return { word: any.isClear ? "red, not as hinted" : "UNCLEAR", by: any.by };
  } finally {
    for (const [path, source] of sources) writeFileSync(path, source);
  }
}

function suitesInCopy() {
  return readdirSync(join(copy, "convex")).filter((file) => file.endsWith(".test.ts"));
}

/** Where a test has these words in its name; those of the matrix stand in files of their own. */
function suitesSaying(hint) {
  const says = (file) => readFileSync(join(copy, "convex", file), "utf8").includes(hint);
  const matrix = readdirSync(join(copy, "convex")).filter((file) => /\.matrix\b/.test(file));
  const saying = suitesInCopy().filter(says);
  if (/^\w+:/.test(hint) || matrix.some(says)) saying.push("permissions");
  return saying.length === 0 ? suitesInCopy() : saying;
}

/** Edits one file of the copy and keeps what it was in `sources`. False when `find` is not there once. */
function takeAway({ file, find, replace }, sources, { keep = false } = {}) {
  const path = join(copy, file);
  const source = readFileSync(path, "utf8");
  if (source.split(find).length !== 2) return false;
  if (keep) return true;
  if (!sources.has(path)) sources.set(path, source); // as it was before the first edit
  writeFileSync(
    path,
    source.replace(find, () => replace),
  );
  return true;
}

/** Runs suites in the copy; `by` is the first test that failed. */
async function run(options, names = suitesInCopy()) {
  const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
  const suites = names.map((suite) => `convex/${suite}`);
  const child = spawn(
    process.execPath,
    [vitest, "run", "--config", "vitest.config.mjs", "--reporter=dot", ...options, ...suites],
    { cwd: copy, stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, NO_COLOR: "1" } },
  );
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      output += String(chunk);
    });
  }
  const code = await new Promise((resolve) => child.on("close", resolve));
  const by = /^ *FAIL +(.*)$/m.exec(output)?.[1] ?? "";
  const isClear = by !== "" && !/timed out in \d+ms/.test(output);
  return { failed: code !== 0, isClear, by, tail: output.slice(-2_000) };
}
