import fc from "fast-check";
import type { JSONValue } from "convex/values";
import { expect, test } from "vitest";
import { IMPORTS, openTestRunner, type TestRunner } from "../testing.ts";

const FILES = {
  "schema.ts": `import { defineSchema, defineTable } from "convex/server"; import { v } from "convex/values";
export default defineSchema({
  items: defineTable({ name: v.string(), n: v.optional(v.union(v.number(), v.int64(), v.null())), tag: v.optional(v.string()) })
    .index("by_n", ["n"]).index("by_tag_and_n", ["tag", "n"]).searchIndex("search_name", { searchField: "name", filterFields: ["tag"] }),
  other: defineTable({ x: v.any() }),
});`,
  "f.ts": `${IMPORTS}
const clean = ({ _id, _creationTime, ...rest }) => rest;
const value = { n: v.optional(v.union(v.number(), v.int64(), v.null())), tag: v.optional(v.string()) };
export const insert = mutation({ args: { name: v.string(), ...value }, handler: async (ctx, args) => { await ctx.db.insert("items", args); return null; } });
const nth = async (ctx, i) => { const all = await ctx.db.query("items").collect(); return all.length === 0 ? null : all[i % all.length]; };
export const patch = mutation({ args: { i: v.number(), unset: v.boolean(), ...value }, handler: async (ctx, { i, unset, ...args }) => {
  const doc = await nth(ctx, i); if (!doc) return null;
  await ctx.db.patch(doc._id, unset ? { tag: undefined } : args); return clean(await ctx.db.get("items", doc._id)); } });
export const replace = mutation({ args: { i: v.number(), name: v.string(), named: v.boolean() }, handler: async (ctx, { i, name, named }) => {
  const doc = await nth(ctx, i); if (!doc) return null;
  if (named) await ctx.db.replace("items", doc._id, { name }); else await ctx.db.replace(doc._id, { ...doc, name });
  return clean(await ctx.db.get(doc._id)); } });
export const remove = mutation({ args: { i: v.number() }, handler: async (ctx, { i }) => {
  const doc = await nth(ctx, i); if (doc) await ctx.db.delete(doc._id); return doc && (await ctx.db.get(doc._id)); } });
export const range = query({ args: { desc: v.boolean(), n: v.union(v.number(), v.null()), tag: v.optional(v.string()), take: v.number() }, handler: async (ctx, { desc, n, tag, take }) => {
  const order = desc ? "desc" : "asc"; const by = () => ctx.db.query("items").withIndex("by_tag_and_n", (q) => q.eq("tag", tag).gte("n", n));
  return [(await by().order(order).take(take)).map(clean), (await ctx.db.query("items").withIndex("by_n", (q) => q.gt("n", null).lt("n", n ?? 3)).collect()).map(clean),
    (await ctx.db.query("items").filter((q) => q.or(q.eq(q.field("tag"), tag), q.gt(q.field("n"), n))).order(order).collect()).map(clean),
    (await ctx.db.query("items").filter((q) => q.not(q.and(q.lte(q.add(q.field("n"), 1), 3), q.neq(q.field("name"), "a")))).first())?.name]; } });
export const search = query({ args: { text: v.string(), tag: v.optional(v.string()) }, handler: async (ctx, { text, tag }) =>
  (await ctx.db.query("items").withSearchIndex("search_name", (q) => tag === undefined ? q.search("name", text) : q.search("name", text).eq("tag", tag)).take(5)).map(clean) });
export const pages = query({ args: { size: v.number() }, handler: async (ctx, { size }) => {
  const page = await ctx.db.query("items").order("desc").paginate({ numItems: size, cursor: null });
  return { names: page.page.map((d) => d.name), isDone: page.isDone, status: page.pageStatus ?? null, split: page.splitCursor !== null }; } });
export const iterate = query({ args: { stop: v.number() }, handler: async (ctx, { stop }) => {
  const seen = []; for await (const doc of ctx.db.query("items")) { seen.push(doc.name); if (seen.length >= stop) break; } return seen; } });
export const unique = query({ args: { tag: v.string() }, handler: async (ctx, { tag }) => clean((await ctx.db.query("items").withIndex("by_tag_and_n", (q) => q.eq("tag", tag)).unique()) ?? { none: true }) });
export const inner = internalMutation({ args: { name: v.string(), fail: v.string() }, handler: async (ctx, { name, fail }) => {
  await ctx.db.insert("items", { name }); if (fail === "convex") throw new ConvexError({ name, n: 5n }); if (fail === "plain") throw new Error("plain"); return { name, big: 7n }; } });
export const nested = mutation({ args: { name: v.string(), fail: v.string(), catches: v.boolean() }, handler: async (ctx, { name, fail, catches }) => {
  await ctx.db.insert("items", { name: "outer " + name });
  const run = ctx.runMutation(ref("f:inner"), { name, fail });
  const result = catches ? await run.catch((e) => [e instanceof ConvexError, e.data ?? null]) : await run;
  return [result, (await ctx.runQuery(ref("f:iterate"), { stop: 100 })).length]; } });
export const schedule = mutation({ args: { delay: v.number(), cancel: v.boolean() }, handler: async (ctx, { delay, cancel }) => {
  const id = await ctx.scheduler.runAt(new Date(1e12 * 1.76 + delay), ref("f:inner"), { name: "later", fail: "" });
  if (cancel) await ctx.scheduler.cancel(id);
  const { _id, _creationTime, completedTime, ...job } = await ctx.db.system.get(id); return job; } });
export const odd = mutation({ args: { x: v.any() }, handler: async (ctx, { x }) => {
  const id = await ctx.db.insert("other", { x }); return [(await ctx.db.get(id)).x, ctx.db.normalizeId("other", id) === id, ctx.db.normalizeId("items", id), ctx.db.normalizeId("items", "nonsense")]; } });
export const wrong = mutation({ args: { how: v.number() }, handler: async (ctx, { how }) => {
  const id = await ctx.db.insert("other", { x: 1 });
  return await [() => ctx.db.get("items", id), () => ctx.db.get("nonsense"), () => ctx.db.patch("items", id, {}), () => ctx.db.insert("items", { nam: 1 }),
    () => ctx.db.query("nothing").collect(), () => ctx.db.query("items").withIndex("by_x").collect(), () => ctx.db.query("_storage").collect(),
    () => ctx.db.query("other"), () => ctx.db.insert("other", { x: new Date() }), () => ctx.db.insert("other", { x: new Map() }),
    () => ctx.scheduler.runAfter(-1, ref("f:inner"), {}), () => ctx.scheduler.runAfter(0, ref("f:gone"), {}), () => ctx.runMutation(ref("f:iterate"), {}),
    () => ctx.db.query("items").take(-1), () => ctx.db.replace(id, null), () => new Date(), () => ({ f() {} }), () => undefined, () => ({ a: undefined })][how](); } });
export const who = query({ args: {}, handler: async (ctx) => [(await ctx.auth.getUserIdentity())?.subject ?? null, (await ctx.meta.getFunctionMetadata()).name, (await ctx.meta.getTransactionMetrics()).documentsRead.used] });
`,
};

type Step = { path: string; args: JSONValue };

const n = fc.option(
  fc.oneof(
    fc.constant(null),
    fc.integer({ min: -2, max: 4 }),
    fc.constant({ $integer: "AgAAAAAAAAA=" }),
  ),
  { nil: undefined },
);
const tag = fc.option(fc.constantFrom("x", "y", ""), { nil: undefined });
const name = fc.constantFrom("a", "b", "red apple", "apple pie", "Pear", "");
const small = fc.nat(6);
const step = (path: string, args: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Step> =>
  fc.record(args).map((given) => ({ path: `f:${path}`, args: JSON.parse(JSON.stringify(given)) }));
const steps = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: step("insert", { name, n, tag }) },
    step("patch", { i: small, unset: fc.boolean(), n, tag }),
    step("replace", { i: small, name, named: fc.boolean() }),
    step("remove", { i: small }),
    step("range", {
      desc: fc.boolean(),
      n: fc.oneof(fc.constant(null), fc.integer({ min: -2, max: 4 })),
      tag,
      take: small,
    }),
    step("search", { text: fc.constantFrom("apple", "app", "red pe", ""), tag }),
    step("pages", { size: small }),
    step("iterate", { stop: small }),
    step("unique", { tag: fc.constantFrom("x", "y") }),
    step("nested", { name, fail: fc.constantFrom("", "plain", "convex"), catches: fc.boolean() }),
    step("schedule", { delay: small, cancel: fc.boolean() }),
    step("odd", { x: fc.jsonValue({ maxDepth: 2 }) }),
    step("wrong", { how: fc.nat(18) }),
    step("who", {}),
  ),
  { minLength: 3, maxLength: 25 },
);

const identity = { tokenIdentifier: "i|ana", issuer: "i", subject: "ana" };

/** What a caller can tell: everything but texts of errors and ids of requests. */
async function run({ runner, query, mutate }: TestRunner, { path, args }: Step): Promise<unknown> {
  const isQuery = runner.kindOf(path, "public") === "query";
  const outcome = await (isQuery ? query : mutate)(path, args, { identity });
  const observed = "observedIdentity" in outcome ? outcome.observedIdentity : null;
  if (!outcome.ok) return { failed: outcome.errorData ?? true, observed };
  const result: unknown = JSON.parse(outcome.resultJson);
  return { result, observed, hasJournal: "journal" in outcome && outcome.journal !== null };
}

test("our ctx and convex's own give the same answers to the same calls", async () => {
  const own = await openTestRunner(FILES);
  const stock = await openTestRunner(FILES, { path: "stock" });
  const succeeded = new Set<string>();
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      for (const each of sequence) {
        const outcome = await run(own, each);
        expect({ each, outcome: await run(stock, each) }).toEqual({ each, outcome });
        if ("result" in (outcome as object)) succeeded.add(each.path);
      }
    }),
    { numRuns: Number(process.env["DIFFERENTIAL_RUNS"] ?? 40) },
  );
  // Two that always fail would agree as well.
  expect(succeeded.size).toBeGreaterThan(10);
});

test("each way of going wrong goes wrong on both", async () => {
  const own = await openTestRunner(FILES);
  const stock = await openTestRunner(FILES, { path: "stock" });
  const outcomes: unknown[] = [];
  for (let how = 0; how <= 18; how++) {
    const each = { path: "f:wrong", args: { how } };
    const outcome = await run(own, each);
    expect({ how, outcome: await run(stock, each) }).toEqual({ how, outcome });
    outcomes.push(outcome);
  }
  expect(outcomes.slice(0, 17)).toEqual(Array(17).fill({ failed: true, observed: null }));
});
