import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { expect, onTestFinished, test } from "vitest";
import { IMPORTS, openTestEngine, SteppedClock } from "../execution/testing.ts";
import { temporaryDir, writeFunctions } from "../modules/testing.ts";

const MUTATIONS = 150;
const ACTIONS = 40;

const FILES = {
  "schema.ts": `import { defineSchema, defineTable } from "convex/server"; import { v } from "convex/values";
export default defineSchema({ log: defineTable({ text: v.string() }) });`,
  "jobs.ts": `${IMPORTS}
export const write = internalMutation({ args: { text: v.string() }, handler: (ctx, args) => ctx.db.insert("log", args) });
export const act = internalAction({ args: { text: v.string() }, handler: (ctx, args) => ctx.runMutation(ref("jobs:write"), args) });
export const planAll = mutation({ args: {}, handler: async (ctx) => {
  for (let i = 0; i < ${MUTATIONS}; i++) await ctx.scheduler.runAfter(i, ref("jobs:write"), { text: "mutation " + i });
  for (let i = 0; i < ${ACTIONS}; i++) await ctx.scheduler.runAfter(i * 3, ref("jobs:act"), { text: "action " + i }); } });
export const log = query({ args: {}, handler: async (ctx) => (await ctx.db.query("log").collect()).map((row) => row.text) });
export const jobs = query({ args: {}, handler: (ctx) => ctx.db.system.query("_scheduled_functions").collect() });`,
};

/** The child as one JavaScript file, in a folder from which packages can be found. */
async function bundleChild(): Promise<string> {
  const root = fileURLToPath(new URL("../../node_modules/", import.meta.url));
  const dir = fs.mkdtempSync(path.join(root, ".crash-test-"));
  onTestFinished(() => fs.rmSync(dir, { recursive: true, force: true }));
  const outfile = path.join(dir, "child.mjs");
  const entry = fileURLToPath(new URL("./crashChild.ts", import.meta.url));
  await build({
    entryPoints: [entry],
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    outfile,
  });
  return outfile;
}

/** Runs the child until it has committed `commits` times, then kills it with SIGKILL. */
async function runAndKill(args: string[], commits: number): Promise<void> {
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const ended = new Promise<void>((resolve) => child.on("close", () => resolve()));
  let seen = 0;
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    seen += text.split("commit").length - 1;
    if (seen >= commits) child.kill("SIGKILL");
  });
  await ended;
  expect(seen).toBeGreaterThanOrEqual(commits);
}

test("killed again and again, scheduled mutations run exactly once and actions at most once", async () => {
  const child = await bundleChild();
  const functionsDir = writeFunctions(FILES);
  const dataDir = temporaryDir();
  await runAndKill([child, dataDir, functionsDir, "plan"], 25);
  for (const commits of [40, 7, 60]) await runAndKill([child, dataDir, functionsDir], commits);

  const clock = new SteppedClock(Date.now() + 60_000);
  const { call } = await openTestEngine({ functionsDir }, { dataDir, clock });
  const log = (await call("jobs:log")) as string[];
  const jobs = (await call("jobs:jobs")) as { name: string; state: { kind: string } }[];

  expect(new Set(log).size).toBe(log.length);
  expect(log.filter((text) => text.startsWith("mutation"))).toHaveLength(MUTATIONS);
  const states = (name: string) =>
    jobs.filter((job) => job.name === name).map((job) => job.state.kind);
  expect(states("jobs.js:write")).toEqual(Array(MUTATIONS).fill("success"));
  expect(states("jobs.js:act")).toHaveLength(ACTIONS);
  for (const state of states("jobs.js:act")) expect(["success", "failed"]).toContain(state);
  const succeeded = states("jobs.js:act").filter((state) => state === "success").length;
  const acted = log.length - MUTATIONS;
  expect(acted).toBeGreaterThanOrEqual(succeeded);
});
