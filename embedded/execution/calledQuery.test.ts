import { expect, test } from "vitest";
import { SubscriptionIndex } from "../database/subscriptionIndex.ts";
import type { CommitRecord } from "../database/types.ts";
import { IMPORTS, openTestRunner, valueOf } from "./testing.ts";
import type { Identity } from "./types.ts";

const SCHEMA = `import { defineSchema, defineTable } from "convex/server"; import { v } from "convex/values";
export default defineSchema({ notes: defineTable({ text: v.string() }), other: defineTable({ text: v.string() }) });`;

/** `inner` counts its runs in a variable that outlives them, which only a test may do. */
const FUNCTIONS = `${IMPORTS}
  let runs = 0;
  const texts = async (ctx) => (await ctx.db.query("notes").collect()).map(({ text }) => text);
  export const put = mutation({ args: { table: v.string(), text: v.string() }, handler: async (ctx, { table, text }) => { await ctx.db.insert(table, { text }); } });
  export const inner = internalQuery({ args: {}, handler: async (ctx) => { runs += 1; return { texts: await texts(ctx) }; } });
  export const outer = query({ args: {}, handler: async (ctx) => {
    const me = (await ctx.auth.getUserIdentity())?.subject; return [me, await ctx.runQuery(api.f.inner, {})]; } });
  export const count = query({ args: {}, handler: () => runs });
  export const particular = internalQuery({ args: { how: v.string() }, handler: async (ctx, { how }) => {
    runs += 1;
    if (how === "identity") return (await ctx.auth.getUserIdentity()).subject;
    if (how === "time") return Date.now() > 0;
    if (how === "random") return Math.random() >= 0;
    if (how === "line") console.log("here");
    if (how === "usage") await ctx.meta.getTransactionMetrics();
    if (how === "deeper") return await ctx.runQuery(api.f.particular, { how: "identity" });
    return true; } });
  export const ask = query({ args: { how: v.string() }, handler: (ctx, args) => ctx.runQuery(api.f.particular, args) });
  export const failing = internalQuery({ args: {}, handler: async (ctx) => { await texts(ctx); throw new Error("no"); } });
  export const catching = query({ args: {}, handler: async (ctx) => {
    const before = await ctx.db.query("other").collect();
    return await ctx.runQuery(api.f.failing, {}).catch(() => before.length); } });
  export const changed = query({ args: {}, handler: async (ctx) => {
    const result = await ctx.runQuery(api.f.inner, {});
    try { result.texts.push("mine"); } catch { return "frozen"; } return "changed"; } });
  export const written = mutation({ args: {}, handler: async (ctx) => {
    await ctx.db.insert("notes", { text: "own" }); return await ctx.runQuery(api.f.inner, {}); } });
`;

const open = async () => {
  const commits: CommitRecord[] = [];
  const opened = await openTestRunner({ "schema.ts": SCHEMA, "f.ts": FUNCTIONS });
  opened.runner.onCommit((commit) => commits.push(commit));
  const put = async (table: string, text: string) => {
    await opened.mutate("f:put", { table, text });
    await opened.runner.settled();
    return commits.at(-1)!;
  };
  const as = (subject: string) => ({ identity: { subject } as Identity });
  const runs = async () => valueOf(await opened.query("f:count"));
  return { ...opened, put, as, runs };
};

test("a called query runs once for all callers while nothing that it read changes", async () => {
  const { query, put, as, runs } = await open();
  await put("notes", "a");
  expect(valueOf(await query("f:outer", {}, as("ana")))).toEqual(["ana", { texts: ["a"] }]);
  expect(valueOf(await query("f:outer", {}, as("carla")))).toEqual(["carla", { texts: ["a"] }]);
  await put("other", "b");
  await query("f:outer", {}, as("ana"));
  expect(await runs()).toBe(1);
  await put("notes", "b");
  expect(valueOf(await query("f:outer", {}, as("carla")))).toEqual([
    "carla",
    { texts: ["a", "b"] },
  ]);
  expect(await runs()).toBe(2);
});

test("who is given a result depends on all that was read for it", async () => {
  const { query, put, as } = await open();
  await query("f:outer", {}, as("ana"));
  const given = await query("f:outer", {}, as("carla"));
  expect(given.observedIdentity).toBe(true);
  const index = new SubscriptionIndex<string>();
  index.add("carla", given.readSet);
  const unrelated = await put("other", "x");
  expect(given.readSet.isTouchedBy(unrelated)).toBe(false);
  expect([...index.affectedBy(unrelated)]).toEqual([]);
  const related = await put("notes", "x");
  expect(given.readSet.isTouchedBy(related)).toBe(true);
  expect([...index.affectedBy(related)]).toEqual(["carla"]);
  index.remove("carla");
  expect(index.rangeCount).toBe(0);
});

test("a caller that catches a failure depends on what it and the failed one have read", async () => {
  const { query, put } = await open();
  const { readSet } = await query("f:catching");
  expect(readSet.isTouchedBy(await put("other", "x"))).toBe(true);
  expect(readSet.isTouchedBy(await put("notes", "x"))).toBe(true);
});

test.each(["identity", "time", "random", "line", "usage", "deeper"])(
  "what looked at more than documents (%s) is given to nobody else",
  async (how) => {
    const { query, as, runs } = await open();
    const first = await query("f:ask", { how }, as("ana"));
    const second = await query("f:ask", { how }, as("carla"));
    expect(await runs()).toBe(how === "deeper" ? 4 : 2);
    if (how === "identity" || how === "deeper") {
      expect([valueOf(first), valueOf(second)]).toEqual(["ana", "carla"]);
    }
    expect(first.logLines).toEqual(second.logLines);
  },
);

test("the same call with nothing particular is shared", async () => {
  const { query, as, runs } = await open();
  await query("f:ask", { how: "plain" }, as("ana"));
  await query("f:ask", { how: "plain" }, as("carla"));
  expect(await runs()).toBe(1);
});

test("a shared result cannot be changed by who is given it", async () => {
  const { query } = await open();
  expect(valueOf(await query("f:changed"))).toBe("frozen");
  expect(valueOf(await query("f:changed"))).toBe("frozen");
});

test("a mutation's own writes are seen by the queries that it calls", async () => {
  const { query, mutate, as } = await open();
  await query("f:outer", {}, as("ana"));
  expect(valueOf(await mutate("f:written"))).toEqual({ texts: ["own"] });
});
