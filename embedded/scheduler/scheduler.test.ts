import { expect, test } from "vitest";
import { StorageError } from "../database/errors.ts";
import { IMPORTS, openTestEngine, SteppedClock } from "../execution/testing.ts";
import { silentLog } from "../execution/log.ts";
import { temporaryDir } from "../modules/testing.ts";
import { runJob } from "./jobRunner.ts";
import { getJob } from "./jobs.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const FILES = {
  "schema.ts": `import { defineSchema, defineTable } from "convex/server"; import { v } from "convex/values";
export default defineSchema({ log: defineTable({ text: v.string() }) });`,
  "jobs.ts": `${IMPORTS}
export const write = internalMutation({ args: { text: v.string() }, handler: (ctx, args) => ctx.db.insert("log", args) });
export const breakDown = internalMutation({ args: {}, handler: async (ctx) => {
  await ctx.db.insert("log", { text: "half" }); throw new Error("broken"); } });
export const act = internalAction({ args: { text: v.string() }, handler: (ctx, args) => ctx.runMutation(ref("jobs:write"), args) });
export const fetchFails = internalAction({ args: {}, handler: async () => { throw new Error("no network"); } });
export const seesItself = internalMutation({ args: {}, handler: async (ctx) => {
  const [job] = await ctx.db.system.query("_scheduled_functions").collect();
  await ctx.db.insert("log", { text: job.state.kind }); } });
export const plan = mutation({ args: { path: v.string(), args: v.any(), delay: v.number() },
  handler: (ctx, { path, args, delay }) => ctx.scheduler.runAfter(delay, ref(path), args) });
export const planAt = mutation({ args: { time: v.number() },
  handler: (ctx, { time }) => ctx.scheduler.runAt(new Date(time), ref("jobs:write"), { text: "at" }) });
export const planAndFail = mutation({ args: {}, handler: async (ctx) => {
  await ctx.scheduler.runAfter(0, ref("jobs:write"), { text: "never" }); throw new Error("after all not"); } });
export const planMany = mutation({ args: { count: v.number() }, handler: async (ctx, { count }) => {
  for (let i = 0; i < count; i++) await ctx.scheduler.runAfter(0, ref("jobs:write"), { text: String(i) }); } });
export const planByAction = action({ args: { text: v.string() }, handler: (ctx, args) => ctx.scheduler.runAfter(1000, ref("jobs:write"), args) });
export const cancel = mutation({ args: { id: v.id("_scheduled_functions") }, handler: (ctx, { id }) => ctx.scheduler.cancel(id) });
export const log = query({ args: {}, handler: async (ctx) => (await ctx.db.query("log").collect()).map((row) => row.text) });
export const jobs = query({ args: {}, handler: (ctx) => ctx.db.system.query("_scheduled_functions").collect() });
export const quiet = internalAction({ args: {}, handler: async () => { globalThis.quietRuns = (globalThis.quietRuns ?? 0) + 1; } });
export const who = internalMutation({ args: {}, handler: async (ctx) => {
  await ctx.db.insert("log", { text: JSON.stringify(await ctx.auth.getUserIdentity()) }); } });
`,
};

const plan = (text: string, delay: number) => ({ path: "jobs:write", args: { text }, delay });

test("a scheduled mutation runs when it is due and not before", async () => {
  const { call, advance } = await openTestEngine(FILES);
  await call("jobs:plan", plan("later", MINUTE));
  await advance(MINUTE - 1);
  expect(await call("jobs:log")).toEqual([]);
  await advance(1);
  expect(await call("jobs:log")).toEqual(["later"]);
  await advance(DAY);
  expect(await call("jobs:log")).toEqual(["later"]);
});

test("a job shows its name, arguments, times and state, and none of the backend's own fields", async () => {
  const { call, advance, clock } = await openTestEngine(FILES);
  const start = clock.now();
  const id = await call("jobs:plan", plan("a", 1000));
  const common = { _id: id, name: "jobs.js:write", args: [{ text: "a" }] };
  const times = { _creationTime: expect.any(Number), scheduledTime: start + 1000 };
  expect(await call("jobs:jobs")).toEqual([{ ...common, ...times, state: { kind: "pending" } }]);
  await advance(1000);
  expect(await call("jobs:jobs")).toEqual([
    { ...common, ...times, completedTime: start + 1000, state: { kind: "success" } },
  ]);
});

test("a mutation that fails schedules nothing", async () => {
  const { call, advance } = await openTestEngine(FILES);
  await expect(call("jobs:planAndFail")).rejects.toThrow("after all not");
  await advance(MINUTE);
  expect(await call("jobs:jobs")).toEqual([]);
});

test("a scheduled function that throws is failed, keeps no writes and is not run again", async () => {
  const { call, advance } = await openTestEngine(FILES);
  await call("jobs:plan", { path: "jobs:breakDown", args: {}, delay: 0 });
  await call("jobs:plan", { path: "jobs:fetchFails", args: {}, delay: 0 });
  await advance(MINUTE);
  await advance(DAY);
  expect(await call("jobs:log")).toEqual([]);
  expect(await call("jobs:jobs")).toMatchObject([
    { state: { kind: "failed", error: "broken" } },
    { state: { kind: "failed", error: "no network" } },
  ]);
});

test("a scheduled mutation sees itself in progress", async () => {
  const { call, advance } = await openTestEngine(FILES);
  await call("jobs:plan", { path: "jobs:seesItself", args: {}, delay: 0 });
  await advance(0);
  expect(await call("jobs:log")).toEqual(["inProgress"]);
});

test("a canceled job never runs, and one that is over cannot be canceled", async () => {
  const { call, advance } = await openTestEngine(FILES);
  const id = await call("jobs:plan", plan("no", MINUTE));
  const done = await call("jobs:plan", plan("yes", 0));
  await advance(0);
  await call("jobs:cancel", { id: id as string });
  await call("jobs:cancel", { id: done as string });
  await advance(DAY);
  expect(await call("jobs:log")).toEqual(["yes"]);
  expect(await call("jobs:jobs")).toMatchObject([
    { state: { kind: "canceled" } },
    { state: { kind: "success" } },
  ]);
});

test("a job that was canceled after it was found to be due does not run", async () => {
  const { engine, clock, call } = await openTestEngine(FILES, { isIdle: true });
  for (const path of ["jobs:write", "jobs:act"]) {
    const id = (await call("jobs:plan", { path, args: { text: "no" }, delay: 0 })) as string;
    const found = await engine.runner.transactions.inspect((transaction) =>
      getJob(transaction, id),
    );
    await call("jobs:cancel", { id });
    await runJob({ ...engine, clock, log: silentLog }, found!);
  }
  expect(await call("jobs:log")).toEqual([]);
  expect(await call("jobs:jobs")).toMatchObject([
    { state: { kind: "canceled" } },
    { state: { kind: "canceled" } },
  ]);
});

test("actions can be scheduled, and actions can schedule", async () => {
  const { call, advance } = await openTestEngine(FILES);
  await call("jobs:plan", { path: "jobs:act", args: { text: "by action" }, delay: 0 });
  await call("jobs:planByAction", { text: "for later" });
  await advance(MINUTE);
  expect(await call("jobs:log")).toEqual(["by action", "for later"]);
});

test("who schedules is not who runs", async () => {
  const { engine, call, advance } = await openTestEngine(FILES);
  const identity = { tokenIdentifier: "i|ana", issuer: "i", subject: "ana" };
  const args = { path: "jobs:who", args: {}, delay: 0 };
  await engine.runner.runMutation({ path: "jobs:plan", args, identity, caller: "public" });
  await advance(0);
  expect(await call("jobs:log")).toEqual(["null"]);
});

test("only what exists and has an effect can be scheduled, within five years and with a real delay", async () => {
  const { call, clock } = await openTestEngine(FILES);
  const attempt = (path: string, delay = 0) => call("jobs:plan", { path, args: {}, delay });
  await expect(attempt("jobs:gone")).rejects.toThrow("Could not find");
  await expect(attempt("jobs:log")).rejects.toThrow("is a query");
  await expect(attempt("jobs:write", -1)).rejects.toThrow("runAfter()");
  await expect(attempt("jobs:write", 6 * 366 * DAY)).rejects.toThrow("five years");
  await expect(call("jobs:planAt", { time: clock.now() - 6 * 366 * DAY })).rejects.toThrow("years");
  expect(await call("jobs:jobs")).toEqual([]);
});

test("a mutation schedules at most 1,000 functions, and those all run once", async () => {
  const { call, advance } = await openTestEngine(FILES);
  await expect(call("jobs:planMany", { count: 1001 })).rejects.toThrow("at most 1000");
  await call("jobs:planMany", { count: 1000 });
  await advance(0);
  const log = (await call("jobs:log")) as string[];
  expect(log).toHaveLength(1000);
  expect(new Set(log).size).toBe(1000);
});

test("a time in the past runs at once", async () => {
  const { call, advance, clock } = await openTestEngine(FILES);
  await call("jobs:planAt", { time: clock.now() - DAY });
  await advance(0);
  expect(await call("jobs:log")).toEqual(["at"]);
  expect(await call("jobs:jobs")).toMatchObject([{ scheduledTime: clock.now() - DAY }]);
});

test("after a pause everything that is overdue runs, oldest first", async () => {
  const dataDir = temporaryDir();
  const clock = new SteppedClock();
  const first = await openTestEngine(FILES, { dataDir, clock });
  await first.call("jobs:plan", plan("third", 3 * MINUTE));
  await first.call("jobs:plan", plan("first", MINUTE));
  await first.call("jobs:plan", plan("second", 2 * MINUTE));
  await first.engine.close();
  clock.set(clock.now() + DAY);
  const second = await openTestEngine(FILES, { dataDir, clock });
  expect(await second.call("jobs:log")).toEqual(["first", "second", "third"]);
});

test("when the disk refuses, a job is tried again until it is done, and then not again", async () => {
  const { engine, call, advance } = await openTestEngine(FILES);
  await call("jobs:plan", plan("mutation", MINUTE));
  await call("jobs:plan", { path: "jobs:quiet", args: {}, delay: MINUTE });
  const commit = engine.database.commit.bind(engine.database);
  const refusals = [true, false, true, true, false, true, true];
  engine.database.commit = (transaction) => {
    if (refusals.shift() !== true) return commit(transaction);
    transaction.close();
    throw new StorageError("STORAGE_FULL", "full");
  };
  await advance(10 * MINUTE);
  expect(refusals).toEqual([]);
  expect(await call("jobs:log")).toEqual(["mutation"]);
  expect((globalThis as { quietRuns?: number }).quietRuns).toBe(1);
  expect(await call("jobs:jobs")).toMatchObject([
    { state: { kind: "success" } },
    { state: { kind: "success" } },
  ]);
});

test("results are kept for seven days", async () => {
  const { call, advance } = await openTestEngine(FILES);
  await call("jobs:plan", plan("a", 0));
  await advance(0);
  await advance(7 * DAY - MINUTE);
  expect(await call("jobs:jobs")).toHaveLength(1);
  await advance(2 * 60 * MINUTE);
  expect(await call("jobs:jobs")).toEqual([]);
});
