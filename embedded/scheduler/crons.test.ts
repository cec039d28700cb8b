import { expect, test } from "vitest";
import { StorageError } from "../database/errors.ts";
import { IMPORTS, openTestEngine, SteppedClock } from "../execution/testing.ts";
import { temporaryDir } from "../modules/testing.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const SCHEMA = `import { defineSchema, defineTable } from "convex/server"; import { v } from "convex/values";
export default defineSchema({ runs: defineTable({ name: v.string(), time: v.number() }) });`;
const JOBS = `${IMPORTS}
export const note = internalMutation({ args: { name: v.string() }, handler: (ctx, { name }) => ctx.db.insert("runs", { name, time: Date.now() }) });
export const noteByAction = internalAction({ args: { name: v.string() }, handler: (ctx, args) => ctx.runMutation(ref("jobs:note"), args) });
export const breakDown = internalMutation({ args: {}, handler: async (ctx) => {
  await ctx.db.insert("runs", { name: "half", time: 0 }); throw new Error("broken"); } });
export const runs = query({ args: {}, handler: async (ctx) => (await ctx.db.query("runs").collect()).map((row) => row.time) });`;

const crons = (body: string) =>
  `import { cronJobs, makeFunctionReference as ref } from "convex/server"; const crons = cronJobs(); ${body} export default crons;`;
const files = (body: string) => ({ "schema.ts": SCHEMA, "jobs.ts": JOBS, "crons.ts": crons(body) });
const EVERY_30 = `crons.interval("digest", { minutes: 30 }, ref("jobs:note"), { name: "digest" });`;

test("an interval runs at once at the first start, then each period after that time", async () => {
  const { call, advance, clock } = await openTestEngine(files(EVERY_30));
  const start = clock.now();
  expect(await call("jobs:runs")).toEqual([start]);
  await advance(30 * MINUTE - 1);
  expect(await call("jobs:runs")).toHaveLength(1);
  await advance(1);
  await advance(30 * MINUTE);
  expect(await call("jobs:runs")).toEqual([start, start + 30 * MINUTE, start + 60 * MINUTE]);
});

test("a restart neither repeats nor forgets a run", async () => {
  const dataDir = temporaryDir();
  const clock = new SteppedClock();
  const start = clock.now();
  const first = await openTestEngine(files(EVERY_30), { dataDir, clock });
  await first.engine.close();
  clock.set(start + 10 * MINUTE);
  const second = await openTestEngine(files(EVERY_30), { dataDir, clock });
  expect(await second.call("jobs:runs")).toEqual([start]);
  await second.advance(20 * MINUTE);
  expect(await second.call("jobs:runs")).toEqual([start, start + 30 * MINUTE]);
});

test("six hours of downtime give one run, and the old beat goes on (F09)", async () => {
  const dataDir = temporaryDir();
  const clock = new SteppedClock();
  const start = clock.now();
  const first = await openTestEngine(files(EVERY_30), { dataDir, clock });
  await first.engine.close();
  clock.set(start + 6 * HOUR + 7 * MINUTE);
  const { call, advance } = await openTestEngine(files(EVERY_30), { dataDir, clock });
  expect(await call("jobs:runs")).toEqual([start, clock.now()]);
  await advance(22 * MINUTE);
  expect(await call("jobs:runs")).toHaveLength(2);
  await advance(MINUTE);
  expect(await call("jobs:runs")).toEqual([start, start + 6 * HOUR + 7 * MINUTE, clock.now()]);
  expect(clock.now()).toBe(start + 6 * HOUR + 30 * MINUTE);
});

test("a job that throws keeps no writes, is logged, and runs again at its next time", async () => {
  const body = `crons.interval("bad", { minutes: 30 }, ref("jobs:breakDown"));`;
  const { call, advance, problems } = await openTestEngine(files(body));
  await advance(30 * MINUTE);
  expect(await call("jobs:runs")).toEqual([]);
  expect(problems).toHaveLength(2);
  expect(problems[0]).toContain('"bad"');
});

test("a mutation that ran is not run again because what follows could not be written", async () => {
  const { engine, call, advance } = await openTestEngine(files(EVERY_30), { isIdle: true });
  const commit = engine.database.commit.bind(engine.database);
  let refusals = 0;
  engine.database.commit = (transaction) => {
    if (refusals-- > 0) {
      transaction.close();
      throw new StorageError("STORAGE_FULL", "full");
    }
    const record = commit(transaction);
    // More than one, since other parts of the backend may commit in between.
    if (record?.tables.has("runs") === true) refusals = 3;
    return record;
  };
  await engine.start();
  await engine.settled();
  await advance(5 * MINUTE);
  expect(await call("jobs:runs")).toHaveLength(1);
  await advance(26 * MINUTE);
  expect(await call("jobs:runs")).toHaveLength(2);
});

test("actions run too", async () => {
  const body = `crons.interval("act", { hours: 1 }, ref("jobs:noteByAction"), { name: "act" });`;
  const { call, advance, clock } = await openTestEngine(files(body));
  await advance(HOUR);
  expect(await call("jobs:runs")).toEqual([clock.now() - HOUR, clock.now()]);
});

test("a calendar job waits for its time and runs within its minute", async () => {
  const body = `crons.daily("daily", { hourUTC: 9, minuteUTC: 30 }, ref("jobs:note"), { name: "daily" });`;
  const { call, advance } = await openTestEngine(files(body));
  expect(await call("jobs:runs")).toEqual([]);
  await advance(24 * HOUR);
  const [time] = (await call("jobs:runs")) as number[];
  expect(new Date(time!).toISOString()).toMatch(/T09:30:/);
  expect(await call("jobs:runs")).toHaveLength(1);
});

test("what crons.ts does not name any more stops, and what it names anew begins", async () => {
  const dataDir = temporaryDir();
  const clock = new SteppedClock();
  const first = await openTestEngine(files(EVERY_30), { dataDir, clock });
  await first.engine.close();
  const body = `crons.interval("other", { hours: 1 }, ref("jobs:note"), { name: "other" });`;
  const second = await openTestEngine(files(body), { dataDir, clock });
  await second.advance(59 * MINUTE);
  expect(await second.call("jobs:runs")).toHaveLength(2);
});
