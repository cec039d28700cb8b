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

test("a nested mutation that throws takes back its own writes and no others", async () => {
  const { mutate, query } = await open(`${LIST}
    export const inner = internalMutation({ args: { text: v.string(), ok: v.boolean() }, handler: async (ctx, { text, ok }) => {
      await ctx.db.insert("notes", { text, n: 0 }); if (!ok) throw new ConvexError({ code: "INNER" }); return "done"; } });
    export const outer = mutation({ args: {}, handler: async (ctx) => {
      await ctx.db.insert("notes", { text: "before", n: 0 });
      const caught = await ctx.runMutation(ref("f:inner"), { text: "undone", ok: false }).catch((e) => [e instanceof ConvexError, e.data]);
      const result = await ctx.runMutation(ref("f:inner"), { text: "kept", ok: true });
      return [caught, result, await ctx.runQuery(ref("f:list"), {})]; } });`);
  const value = valueOf(await mutate("f:outer"));
  expect(value).toEqual([[true, { code: "INNER" }], "done", ["before", "kept"]]);
  expect(valueOf(await query("f:list"))).toEqual(["before", "kept"]);
});

test("nested mutations that are started together run one after the other, and their caller's writes wait", async () => {
  const { mutate, query } = await open(`${LIST}
    export const slow = internalMutation({ args: { text: v.string(), ok: v.boolean() }, handler: async (ctx, { text, ok }) => {
      await ctx.db.insert("notes", { text: text + "1", n: 0 }); await ctx.db.query("notes").collect();
      await ctx.db.insert("notes", { text: text + "2", n: 0 }); if (!ok) throw new Error("undone"); } });
    export const outer = mutation({ args: {}, handler: async (ctx) => {
      const a = ctx.runMutation(ref("f:slow"), { text: "a", ok: false }).catch(() => {});
      const own = ctx.db.insert("notes", { text: "own", n: 0 });
      const b = ctx.runMutation(ref("f:slow"), { text: "b", ok: true });
      await Promise.all([a, own, b]); } });`);
  expect((await mutate("f:outer")).ok).toBe(true);
  expect((valueOf(await query("f:list")) as string[]).sort()).toEqual(["b1", "b2", "own"]);
});

test("a nested call that nobody awaits still belongs to the transaction", async () => {
  const { mutate, query } = await open(`${LIST}
    export const outer = mutation({ args: {}, handler: (ctx) => { void ctx.runMutation(ref("f:put"), { text: "nested" }); return "returned"; } });`);
  expect(valueOf(await mutate("f:outer"))).toBe("returned");
  expect(valueOf(await query("f:list"))).toEqual(["nested"]);
});

test("functions call functions at most eight levels deep", async () => {
  const { query } = await open(`
    export const deep = query({ args: { left: v.number() }, handler: async (ctx, { left }) =>
      left === 0 ? "bottom" : await ctx.runQuery(ref("f:deep"), { left: left - 1 }) });`);
  expect(valueOf(await query("f:deep", { left: 7 }))).toBe("bottom");
  expect(errorOf(await query("f:deep", { left: 8 }))).toContain("at most 8 levels");
});

test("nested calls are validated on both sides", async () => {
  const { query } = await open(`
    export const typed = internalQuery({ args: { n: v.number() }, returns: v.string(), handler: (ctx, { n }) => (n === 1 ? "one" : n) });
    export const call = query({ args: { n: v.any() }, handler: (ctx, { n }) => ctx.runQuery(ref("f:typed"), { n }) });`);
  expect(valueOf(await query("f:call", { n: 1 }))).toBe("one");
  expect(errorOf(await query("f:call", { n: "1" }))).toContain("ArgumentValidationError");
  expect(errorOf(await query("f:call", { n: 2 }))).toContain("ReturnsValidationError");
});

test("documents are read and written with and without the table's name", async () => {
  const { mutate } = await open(`
    export const all = mutation({ args: {}, handler: async (ctx) => {
      const id = await ctx.db.insert("notes", { text: "a", n: 1 });
      await ctx.db.patch(id, { n: 2 }); await ctx.db.patch("notes", id, { text: "b" });
      const seen = [(await ctx.db.get(id)).text, (await ctx.db.get("notes", id)).n];
      await ctx.db.replace(id, { text: "c", n: 3 }); const doc = await ctx.db.get(id);
      doc.text = "d"; await ctx.db.replace("notes", id, doc); seen.push((await ctx.db.get(id)).text);
      seen.push((await ctx.db.table("notes").get(id)).n, ctx.db.normalizeId("notes", id) === id, ctx.db.normalizeId("other", id));
      await ctx.db.delete("notes", id); seen.push(await ctx.db.get(id)); return seen; } });`);
  expect(valueOf(await mutate("f:all"))).toEqual(["b", 2, "d", 3, true, null, null]);
});

test("an id of another table, no id at all, and system tables are refused by ctx.db", async () => {
  const { mutate } = await open(`
    export const wrong = mutation({ args: { how: v.string() }, handler: async (ctx, { how }) => {
      const id = await ctx.db.insert("notes", { text: "a", n: 1 });
      if (how === "table") return await ctx.db.get("other", id);
      if (how === "text") return await ctx.db.get("not an id");
      if (how === "delete") return await ctx.db.delete("other", id);
      if (how === "system") return await ctx.db.query("_storage").collect();
      if (how === "hidden") return await ctx.db.system.query("_session_requests").collect();
      if (how === "insert") return await ctx.db.insert("_storage", {});
      if (how === "fields") return await ctx.db.insert("notes", { _id: id, text: "a", n: 1 });
      if (how === "creation") return await ctx.db.replace(id, { _creationTime: 1, text: "a", n: 1 });
      if (how === "schema") return await ctx.db.patch(id, { n: "text" }); } });`);
  const hows = "table text delete system hidden insert fields creation schema".split(" ");
  for (const how of hows) expect((await mutate("f:wrong", { how })).ok, how).toBe(false);
});

test("queries filter, order, limit and stop reading where they are told to", async () => {
  const { mutate, query } = await open(`${LIST}
    export const ways = query({ args: {}, handler: async (ctx) => {
      const by = () => ctx.db.query("notes").withIndex("by_n", (q) => q.gte("n", 2));
      const texts = (docs) => docs.map((d) => d.text); const each = [];
      for await (const doc of ctx.db.query("notes").order("desc")) { each.push(doc.text); if (each.length === 2) break; }
      return [texts(await by().order("desc").take(2)), (await by().first()).text,
        texts(await ctx.db.query("notes").filter((q) => q.or(q.eq(q.field("text"), "a"), q.gt(q.field("n"), 2))).collect()),
        (await ctx.db.query("notes").withIndex("by_n", (q) => q.eq("n", 1)).unique()).text,
        await ctx.db.query("notes").withIndex("by_n", (q) => q.eq("n", 9)).unique(), each]; } });
    export const two = query({ args: {}, handler: (ctx) => ctx.db.query("notes").unique() });
    export const unread = query({ args: {}, handler: (ctx) => ctx.db.query("notes") });
    export const twice = query({ args: {}, handler: async (ctx) => { const q = ctx.db.query("notes").order("asc"); await q.collect(); return await q.collect(); } });`);
  for (const text of ["a", "bb", "ccc"]) await mutate("f:put", { text });
  expect(valueOf(await query("f:ways"))).toEqual([
    ["ccc", "bb"],
    "bb",
    ["a", "ccc"],
    "a",
    null,
    ["ccc", "bb"],
  ]);
  expect(errorOf(await query("f:two"))).toContain("more than one result from table notes");
  expect(errorOf(await query("f:unread"))).toContain("returned unread");
  expect(errorOf(await query("f:twice"))).toContain("only once");
});

test("a page grows with its journal, so that what arrives inside it is not lost between pages", async () => {
  const { mutate, runner } = await open(`${LIST}
    export const page = query({ args: { cursor: v.union(v.string(), v.null()) }, handler: async (ctx, { cursor }) => {
      const page = await ctx.db.query("notes").withIndex("by_n").paginate({ numItems: 2, cursor });
      return { ...page, page: page.page.map((d) => d.text) }; } });
    export const two = query({ args: {}, handler: async (ctx) => {
      await ctx.db.query("notes").paginate({ numItems: 1, cursor: null }); await ctx.db.query("notes").paginate({ numItems: 1, cursor: null }); } });`);
  for (const text of ["a", "ccc", "dddd"]) await mutate("f:put", { text });
  const run = (journal: string | null, path = "f:page", args = { cursor: null }) =>
    runner.atSnapshot((snapshot) =>
      snapshot.runQuery({ path, args, identity: null, caller: "public", journal }),
    );
  const first = await run(null);
  expect(valueOf(first)).toMatchObject({ page: ["a", "ccc"], isDone: false });
  await mutate("f:put", { text: "bb" });
  const journal = first.ok ? first.journal : null;
  expect(valueOf(await run(journal))).toMatchObject({ page: ["a", "bb", "ccc"], isDone: false });
  expect(valueOf(await run(null))).toMatchObject({ page: ["a", "bb"] });
  expect(errorOf(await run(null, "f:two", {} as never))).toContain("only one paginated query");
});

test("what this backend does not have says so", async () => {
  const { mutate, runner } = await open(`
    export const m = mutation({ args: { how: v.string() }, handler: async (ctx, { how }) => {
      if (how === "vars") return ctx.db.vars.commitTs; if (how === "jwt") return await ctx.auth.signJwt({});
      if (how === "stale") return await ctx.runQuery(ref("f:q"), {}, { useStaleSnapshot: true });
      if (how === "handle") return await ctx.runQuery("function://1", {}); } });
    export const q = query({ args: {}, handler: () => 1 });
    export const a = action({ args: {}, handler: (ctx) => ctx.vectorSearch("notes", "by_x", {}) });`);
  for (const how of ["vars", "jwt", "stale", "handle"]) {
    expect(errorOf(await mutate("f:m", { how })), how).toContain("not supported by the embedded");
  }
  const request = { path: "f:a", args: {}, identity: null, caller: "public" as const };
  expect(errorOf(await runner.runAction(request))).toContain("not supported by the embedded");
});

test("ctx.meta tells a function its name, its use of the limits and who asked", async () => {
  const { mutate } = await open(`
    export const m = mutation({ args: {}, handler: async (ctx) => {
      await ctx.db.insert("notes", { text: "a", n: 1 });
      return [await ctx.meta.getFunctionMetadata(), (await ctx.meta.getTransactionMetrics()).documentsWritten,
        (await ctx.meta.getRequestMetadata()).ip, typeof ctx.meta.getSnapshotTs()]; } });`);
  expect(valueOf(await mutate("f:m"))).toEqual([
    { name: "f:m", componentPath: "", type: "mutation", visibility: "public" },
    { used: 1, remaining: 15_999 },
    null,
    "bigint",
  ]);
});
