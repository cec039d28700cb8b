import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { writeFunctions } from "../modules/testing.ts";
import { IMPORTS, openTestEngine } from "./testing.ts";

const DAY = 24 * 60 * 60 * 1000;

const SCHEMA = `import { defineSchema, defineTable } from "convex/server"; import { v } from "convex/values";
export default defineSchema({ notes: defineTable({ text: v.string() }) });`;
const NOTES = `${IMPORTS}
  export const put = mutation({ args: { text: v.string() }, handler: async (ctx, note) => { await ctx.db.insert("notes", note); } });
  export const texts = query({ args: {}, handler: async (ctx) => (await ctx.db.query("notes").collect()).map(({ text }) => text) });`;
const answer = (value: string) =>
  `${IMPORTS} export const answer = query({ args: {}, handler: () => ${value} });`;

/** An engine that watches its functions, and promises that end with the next reload or complaint. */
async function openWatched(files: Record<string, string>) {
  const functionsDir = writeFunctions(files);
  const opened = await openTestEngine({ functionsDir });
  let reloaded = () => {};
  opened.engine.watch(() => reloaded());
  return {
    ...opened,
    edit: (name: string, source: string) => {
      const next = new Promise<void>((resolve) => (reloaded = resolve));
      fs.writeFileSync(path.join(functionsDir, name), source);
      return next;
    },
    complaint: async () => {
      while (opened.problems.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
      return opened.problems.splice(0).join("\n");
    },
  };
}

test("an edit is taken over while running, a broken one is not", async () => {
  const { edit, call, complaint } = await openWatched({ "f.ts": answer("42") });
  expect(await call("f:answer")).toBe(42);
  await edit("f.ts", answer("43"));
  expect(await call("f:answer")).toBe(43);
  void edit("f.ts", answer("44 +"));
  expect(await complaint()).toContain("f.ts");
  expect(await call("f:answer")).toBe(43);
  await edit("f.ts", answer("45"));
  expect(await call("f:answer")).toBe(45);
});

test("a new table and a new index can be used without a restart", async () => {
  const { edit, call } = await openWatched({ "schema.ts": SCHEMA, "f.ts": NOTES });
  await call("f:put", { text: "b" });
  await call("f:put", { text: "a" });
  await edit(
    "schema.ts",
    SCHEMA.replace(
      "defineTable({ text: v.string() })",
      'defineTable({ text: v.string() }).index("by_text", ["text"]), tags: defineTable({ tag: v.string() })',
    ),
  );
  await edit(
    "f.ts",
    `${NOTES}
    export const sorted = query({ args: {}, handler: async (ctx) =>
      (await ctx.db.query("notes").withIndex("by_text").collect()).map(({ text }) => text) });
    export const tag = mutation({ args: {}, handler: async (ctx) => {
      await ctx.db.insert("tags", { tag: "x" }); return (await ctx.db.query("tags").collect()).length; } });`,
  );
  expect(await call("f:sorted")).toEqual(["a", "b"]);
  expect(await call("f:tag")).toBe(1);
  await call("f:put", { text: "aa" });
  expect(await call("f:sorted")).toEqual(["a", "aa", "b"]);
});

test("a schema that the documents do not fit changes nothing", async () => {
  const { edit, call, complaint } = await openWatched({ "schema.ts": SCHEMA, "f.ts": NOTES });
  await call("f:put", { text: "a" });
  void edit("schema.ts", SCHEMA.replace("text:", "title:"));
  expect(await complaint()).toContain("does not match the schema");
  await call("f:put", { text: "b" });
  expect(await call("f:texts")).toEqual(["a", "b"]);
});

test("answers of a session are kept for fourteen days", async () => {
  const { engine, call, advance } = await openTestEngine({
    "schema.ts": SCHEMA,
    "f.ts": `${IMPORTS}
      export const put = mutation({ args: {}, handler: async (ctx) => { await ctx.db.insert("notes", { text: "x" }); } });
      export const count = query({ args: {}, handler: async (ctx) => (await ctx.db.query("notes").collect()).length });`,
  });
  const session = { sessionId: "s", requestId: 1 };
  const request = { path: "f:put", args: {}, identity: null, caller: "public" as const, session };
  await engine.runner.runMutation(request);
  await advance(14 * DAY - 1000);
  await engine.runner.runMutation(request);
  expect(await call("f:count")).toBe(1);
  await advance(DAY);
  await engine.runner.runMutation(request);
  expect(await call("f:count")).toBe(2);
});

test("a folder that does not load opens nothing, and closing twice is the same as once", async () => {
  await expect(openTestEngine({ "f.ts": answer("1 +") })).rejects.toThrow("f.ts");
  const { engine } = await openTestEngine({ "f.ts": answer("1") });
  await Promise.all([engine.close(), engine.close()]);
  await engine.close();
});
