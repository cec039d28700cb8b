import { expect, test } from "vitest";
import { errorOf, IMPORTS, openTestRunner, valueOf } from "./testing.ts";

const SCHEMA = `import { defineSchema, defineTable } from "convex/server"; import { v } from "convex/values";
export default defineSchema({
  notes: defineTable({ text: v.string(), n: v.number() }).index("by_n", ["n"]),
});`;

const NOTES = `${IMPORTS}
export const add = mutation({
  args: { text: v.string(), n: v.number() }, returns: v.id("notes"),
  handler: (ctx, args) => ctx.db.insert("notes", args),
});
export const list = query({
  args: {}, handler: async (ctx) => (await ctx.db.query("notes").withIndex("by_n").collect()).map((d) => d.text),
});
export const secret = internalQuery({ args: {}, handler: () => "secret" });
export const fail = mutation({
  args: { how: v.string() },
  handler: async (ctx, { how }) => {
    await ctx.db.insert("notes", { text: "half done", n: 0 });
    if (how === "convex") throw new ConvexError({ code: "NO", at: 3n });
    throw new Error("the secret inside");
  },
});
`;
const FILES = { "schema.ts": SCHEMA, "notes.ts": NOTES };

test("a mutation's writes are seen by the next query, and a failed one leaves none", async () => {
  const { query, mutate } = await openTestRunner(FILES);
  const added = await mutate("notes:add", { text: "b", n: 2 });
  expect(valueOf(added)).toMatch(/^[0-9a-z]{31,37}$/);
  await mutate("notes:add", { text: "a", n: 1 });
  expect((await mutate("notes:fail", { how: "plain" })).ok).toBe(false);
  expect(valueOf(await query("notes:list"))).toEqual(["a", "b"]);
});

test("paths are taken with and without .js", async () => {
  const { query } = await openTestRunner(FILES);
  expect(valueOf(await query("notes.js:list"))).toEqual([]);
});

test("missing, internal and system functions are refused with the same words", async () => {
  const { query, mutate, runner } = await openTestRunner(FILES);
  const texts = await Promise.all(
    ["notes:gone", "notes:secret", "_system/cli/tables:default"].map(async (path) =>
      errorOf(await query(path)).replace(path, "PATH"),
    ),
  );
  expect(new Set(texts).size).toBe(1);
  expect(errorOf(await mutate("notes:secret")).replace("notes:secret", "PATH")).toBe(texts[0]);
  expect(runner.kindOf("notes:secret", "public")).toBeNull();
  expect(runner.kindOf("notes:secret", "internal")).toBe("query");
  expect(valueOf(await query("notes:secret", {}, { caller: "internal" }))).toBe("secret");
});

test("arguments and results that the validators refuse never pass", async () => {
  const { mutate, query } = await openTestRunner({
    ...FILES,
    "bad.ts": `${IMPORTS} export const lie = query({ args: {}, returns: v.string(), handler: () => 1 });`,
  });
  expect(errorOf(await mutate("notes:add", { text: 1, n: 1 }))).toContain(
    "ArgumentValidationError",
  );
  expect(errorOf(await mutate("notes:add", { text: "a", n: 1, more: 1 }))).toContain("more");
  expect(errorOf(await query("bad:lie"))).toContain("ReturnsValidationError");
});

test("an argument called __proto__ is refused and pollutes nothing", async () => {
  const { mutate } = await openTestRunner(FILES);
  const args = JSON.parse('{"text":"a","n":1,"__proto__":{"polluted":true}}');
  expect(errorOf(await mutate("notes:add", args))).toContain("__proto__");
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

test("in production only the data of a ConvexError and a request id reach the caller", async () => {
  const { mutate } = await openTestRunner(FILES, { production: true });
  expect(await mutate("notes:fail", { how: "convex" })).toMatchObject({
    errorData: { code: "NO", at: { $integer: "AwAAAAAAAAA=" } },
    logLines: [],
  });
  expect(errorOf(await mutate("notes:fail", { how: "plain" }))).toMatch(
    /^\[Request ID: [0-9a-f]{16}\] Server Error$/,
  );
});

test("in development the error and its place are shown", async () => {
  const { mutate } = await openTestRunner(FILES);
  const text = errorOf(await mutate("notes:fail", { how: "plain" }));
  expect(text).toContain("Uncaught Error: the secret inside");
  expect(text).toContain("../convex/notes.js:");
});

test("faults are logged, answers of the app and their data are not", async () => {
  const { mutate, problems } = await openTestRunner(FILES);
  await mutate("notes:fail", { how: "convex" });
  expect(problems).toEqual([]);
  await mutate("notes:fail", { how: "plain" });
  expect(problems).toHaveLength(1);
});

test("a query is not run as a mutation, nor a mutation as a query", async () => {
  const { query, mutate } = await openTestRunner(FILES);
  expect(errorOf(await query("notes:add", { text: "a", n: 1 }))).toContain("is a mutation");
  expect(errorOf(await mutate("notes:list"))).toContain("is a query");
});

test("a run is marked as having looked at the caller only if it did", async () => {
  const { query } = await openTestRunner({
    "who.ts": `${IMPORTS}
      export const am = query({ args: {}, handler: async (ctx) => (await ctx.auth.getUserIdentity())?.subject ?? null });
      export const through = query({ args: {}, handler: (ctx) => ctx.runQuery(ref("who:am"), {}) });
      export const never = query({ args: {}, handler: () => 1 });`,
  });
  const identity = { tokenIdentifier: "i|ana", issuer: "i", subject: "ana" };
  expect(await query("who:am", {}, { identity })).toMatchObject({
    resultJson: '"ana"',
    observedIdentity: true,
  });
  expect(await query("who:am")).toMatchObject({ resultJson: "null", observedIdentity: true });
  expect(await query("who:through", {}, { identity })).toMatchObject({ observedIdentity: true });
  expect(await query("who:never", {}, { identity })).toMatchObject({ observedIdentity: false });
});

test("commits are announced in order, after the caller has its answer, and only when there are writes", async () => {
  const { mutate, query, runner } = await openTestRunner(FILES);
  const heard: string[] = [];
  runner.onCommit((commit) => heard.push([...commit.tables].join()));
  await mutate("notes:fail", { how: "plain" });
  await mutate("notes:add", { text: "a", n: 1 }).then(() => heard.push("answered"));
  await query("notes:list");
  expect(heard).toEqual(["answered", "notes"]);
});

test("a query's read set is touched by what it read and not by other commits", async () => {
  const { query, mutate, runner } = await openTestRunner({
    ...FILES,
    "one.ts": `${IMPORTS} export const high = query({ args: {}, handler: (ctx) => ctx.db.query("notes").withIndex("by_n", (q) => q.gt("n", 10)).collect() });`,
  });
  const { readSet } = await query("one:high");
  const touched: boolean[] = [];
  runner.onCommit((commit) => touched.push(readSet.isTouchedBy(commit)));
  await mutate("notes:add", { text: "low", n: 1 });
  await mutate("notes:add", { text: "high", n: 11 });
  await runner.settled();
  expect(touched).toEqual([false, true]);
});
