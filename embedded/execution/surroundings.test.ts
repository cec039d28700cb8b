import { expect, test } from "vitest";
import { errorOf, IMPORTS, openTestRunner, valueOf } from "./testing.ts";

const SCHEMA = `import { defineSchema, defineTable } from "convex/server"; import { v } from "convex/values";
export default defineSchema({
  notes: defineTable({ text: v.string(), n: v.number() }).index("by_n", ["n"]),
  other: defineTable({ text: v.string() }),
});`;

const open = (body: string, options = {}) =>
  openTestRunner({ "schema.ts": SCHEMA, "f.ts": IMPORTS + body }, options);

const LIST = `export const list = query({ args: {}, handler: async (ctx) => (await ctx.db.query("notes").collect()).map((d) => d.text) });
  export const put = mutation({ args: { text: v.string() }, handler: (ctx, { text }) => ctx.db.insert("notes", { text, n: text.length }) });`;

test("time stands still within a run and moves between runs", async () => {
  const { query, clock } = await open(`
    export const now = query({ args: {}, handler: async (ctx) => {
      const first = Date.now(); await ctx.db.query("notes").collect();
      return [first, Date.now(), new Date().getTime(), new Date() instanceof Date, new Date(5).getTime()]; } });`);
  const start = clock.now();
  expect(valueOf(await query("f:now"))).toEqual([start, start, start, true, 5]);
  clock.set(start + 1000);
  expect(valueOf(await query("f:now"))).toEqual([
    start + 1000,
    start + 1000,
    start + 1000,
    true,
    5,
  ]);
});

test("the same seed gives the same random numbers, another seed gives others", async () => {
  let seed = 7;
  const { query } = await open(
    `export const random = query({ args: {}, handler: () => [Math.random(), Math.random()] });`,
    { newSeed: () => seed },
  );
  const first = valueOf(await query("f:random")) as number[];
  expect(valueOf(await query("f:random"))).toEqual(first);
  seed = 8;
  expect(valueOf(await query("f:random"))).not.toEqual(first);
  expect(first[0]).not.toBe(first[1]);
  for (const number of first) expect(number >= 0 && number < 1).toBe(true);
});

test("queries and mutations cannot use the network or timers, actions can use timers", async () => {
  const { mutate, query, runner } = await open(`
    const uses = { fetch: () => fetch("http://127.0.0.1:1"), timer: () => setTimeout(() => {}, 1), global: () => globalThis.fetch("http://x") };
    export const m = mutation({ args: { what: v.string() }, handler: async (ctx, { what }) => { await uses[what](); } });
    export const q = query({ args: { what: v.string() }, handler: async (ctx, { what }) => { await uses[what](); } });
    export const a = action({ args: {}, handler: () => new Promise((resolve) => setTimeout(() => resolve("later"), 1)) });`);
  for (const what of ["fetch", "timer", "global"]) {
    expect(errorOf(await mutate("f:m", { what }))).toContain(
      "not available in queries and mutations",
    );
    expect(errorOf(await query("f:q", { what }))).toContain(
      "not available in queries and mutations",
    );
  }
  const request = { path: "f:a", args: {}, identity: null, caller: "public" as const };
  expect(valueOf(await runner.runAction(request))).toBe("later");
});

test("console lines come back with the result, in the form that clients read", async () => {
  const { query } = await open(`
    export const say = query({ args: {}, handler: () => { console.log("hello", { a: 1 }); console.error(new Date(0).getTime()); return 1; } });
    export const loud = query({ args: {}, handler: () => { for (let i = 0; i < 1000; i++) console.log(i); } });`);
  expect((await query("f:say")).logLines).toEqual(["[LOG] 'hello' { a: 1 }", "[ERROR] 0"]);
  expect((await query("f:loud")).logLines).toHaveLength(257);
  expect((await query("f:say")).logLines).toHaveLength(2);
});

test("a promise that outlives its mutation can neither write nor read", async () => {
  const { mutate, query } = await open(`${LIST}
    let leaked = null; let trigger = null;
    export const leak = mutation({ args: {}, handler: (ctx) => {
      leaked = new Promise((resolve) => { trigger = resolve; })
        .then(() => ctx.db.insert("notes", { text: "leaked", n: 0 })).catch((error) => error.message); } });
    export const pull = mutation({ args: {}, handler: async () => { trigger(); return await leaked; } });`);
  await mutate("f:leak");
  expect(valueOf(await mutate("f:pull"))).toContain("f:leak used its ctx after it had returned");
  expect(valueOf(await query("f:list"))).toEqual([]);
});

test("a mutation that awaits something foreign is given up, and the queue moves on", async () => {
  const { mutate, query } = await open(
    `${LIST}
    export const hang = mutation({ args: {}, handler: async (ctx) => {
      await ctx.db.insert("notes", { text: "never", n: 0 }); await new Promise(() => {}); } });
    export const hangQuery = query({ args: {}, handler: () => new Promise(() => {}) });`,
    { functionTimeoutMs: 30 },
  );
  const outcomes = await Promise.all([mutate("f:hang"), mutate("f:put", { text: "after" })]);
  expect(errorOf(outcomes[0])).toContain("did not finish within");
  expect(outcomes[1].ok).toBe(true);
  expect(errorOf(await query("f:hangQuery"))).toContain("did not finish within");
  expect(valueOf(await query("f:list"))).toEqual(["after"]);
});

test("a run that holds everybody up is named in the log, without its arguments", async () => {
  const { query, problems } = await open(`
    export const slow = query({ args: { text: v.string() }, handler: () => { const end = performance.now() + 260; while (performance.now() < end); } });
    export const quick = query({ args: {}, handler: () => 1 });`);
  await query("f:quick");
  expect(problems).toEqual([]);
  await query("f:slow", { text: "private" });
  expect(problems).toEqual([expect.stringMatching(/^Slow query: f:slow took \d+ ms\.$/)]);
});

test("Node's own Buffer is not there, as in Convex's runtime", async () => {
  const { query } = await open(
    `export const has = query({ args: {}, handler: () => [typeof Buffer, typeof crypto.randomUUID()] });`,
  );
  expect(valueOf(await query("f:has"))).toEqual(["undefined", "string"]);
});
