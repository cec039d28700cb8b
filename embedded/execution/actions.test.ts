import { expect, test } from "vitest";
import { errorOf, IMPORTS, openTestEngine, valueOf } from "./testing.ts";

const FILES = {
  "schema.ts": `import { defineSchema, defineTable } from "convex/server"; import { v } from "convex/values";
export default defineSchema({ notes: defineTable({ text: v.string() }) });`,
  "f.ts": `${IMPORTS}
export const put = mutation({ args: { text: v.string() }, handler: async (ctx, { text }) => {
  await ctx.db.insert("notes", { text }); if (text === "bad") throw new ConvexError({ code: "BAD" }); return (await ctx.auth.getUserIdentity())?.subject ?? null; } });
export const list = internalQuery({ args: {}, handler: async (ctx) => (await ctx.db.query("notes").collect()).map((d) => d.text) });
export const both = action({ args: {}, handler: async (ctx) => {
  const who = await ctx.runMutation(api.f.put, { text: "a" });
  const caught = await ctx.runMutation(api.f.put, { text: "bad" }).catch((e) => [e instanceof ConvexError, e.data.code]);
  const nested = await ctx.runAction(ref("f:inner"), { n: 2 });
  return [who, caught, nested, await ctx.runQuery(ref("f:list"), {}), (await ctx.auth.getUserIdentity())?.subject, ctx.db === undefined]; } });
export const inner = internalAction({ args: { n: v.number() }, returns: v.number(), handler: async (ctx, { n }) => { console.log("inner", n); return n * 2; } });
export const logs = action({ args: { name: v.string() }, handler: async (ctx, { name }) => {
  console.log(name, 1); await ctx.runQuery(ref("f:list"), {}); console.log(name, 2); } });
export const deep = action({ args: {}, handler: async (ctx) => await ctx.runAction(ref("f:deep"), {}) });
export const throws = action({ args: {}, handler: async () => { throw new Error("inside"); } });
export const forgets = action({ args: {}, handler: async (ctx) => { void Promise.reject(new Error("forgotten")); return "fine"; } });
export const time = action({ args: {}, handler: async () => [Date.now(), typeof fetch] });
export const waits = action({ args: {}, handler: (ctx) => globalThis.testGate.then(() => ctx.runMutation(api.f.put, { text: "late" })) });
`,
  "http.ts": `import { httpRouter, httpActionGeneric as httpAction, makeFunctionReference as ref } from "convex/server";
const http = httpRouter();
http.route({ path: "/echo", method: "POST", handler: httpAction(async (ctx, request) => {
  const text = await request.text(); const who = await ctx.auth.getUserIdentity();
  await ctx.runMutation(ref("f:put"), { text });
  return new Response(text + " " + (who?.subject ?? "nobody"), { status: 201, headers: { "x-list": String((await ctx.runQuery(ref("f:list"), {})).length) } }); }) });
http.route({ path: "/throws", method: "GET", handler: httpAction(async () => { throw new Error("secret"); }) });
http.route({ pathPrefix: "/files/", method: "GET", handler: httpAction(async (ctx, request) => new Response(new URL(request.url).pathname)) });
export default http;`,
};

const ana = { tokenIdentifier: "i|ana", issuer: "i", subject: "ana" };
const request = (path: string, args = {}) => ({
  path,
  args,
  identity: ana,
  caller: "public" as const,
});

test("each call of an action is a transaction of its own, with the caller's identity", async () => {
  const { engine } = await openTestEngine(FILES);
  expect(valueOf(await engine.runner.runAction(request("f:both")))).toEqual([
    "ana",
    [true, "BAD"],
    4,
    ["a"],
    "ana",
    true,
  ]);
});

test("log lines of actions that run at the same time are not mixed up", async () => {
  const { engine } = await openTestEngine(FILES);
  const [a, b] = await Promise.all(
    ["a", "b"].map((name) => engine.runner.runAction(request("f:logs", { name }))),
  );
  expect(a!.logLines).toEqual(["[LOG] 'a' 1", "[LOG] 'a' 2"]);
  expect(b!.logLines).toEqual(["[LOG] 'b' 1", "[LOG] 'b' 2"]);
});

test("an action is not found by a caller who may not know it, and is validated like everything", async () => {
  const { engine } = await openTestEngine(FILES);
  expect(errorOf(await engine.runner.runAction(request("f:inner", { n: 1 })))).toContain(
    "Could not",
  );
  expect(errorOf(await engine.runner.runAction(request("f:logs")))).toContain("ArgumentValidation");
  expect(errorOf(await engine.runner.runAction(request("f:deep")))).toContain("at most 8 levels");
});

test("in production an action's error says nothing but its request id", async () => {
  const { engine } = await openTestEngine(FILES, { production: true });
  const outcome = await engine.runner.runAction(request("f:throws"));
  expect(errorOf(outcome)).toMatch(/^\[Request ID: [0-9a-f]{16}\] Server Error$/);
});

test("a promise that an action forgets and that fails does not end the process", async () => {
  const { engine, problems } = await openTestEngine(FILES);
  expect(valueOf(await engine.runner.runAction(request("f:forgets")))).toBe("fine");
  await new Promise((resolve) => setImmediate(resolve));
  expect(problems).toEqual(["A promise that nobody awaited failed."]);
});

test("an action's time is the backend's clock, also while a mutation stands still", async () => {
  const { engine, clock } = await openTestEngine(FILES);
  expect(valueOf(await engine.runner.runAction(request("f:time")))).toEqual([
    clock.now(),
    "function",
  ]);
});

test("closing waits for actions that run, and for what they write", async () => {
  const { engine } = await openTestEngine(FILES);
  let open = () => {};
  Object.assign(globalThis, { testGate: new Promise<void>((resolve) => (open = resolve)) });
  const running = engine.runner.runAction(request("f:waits"));
  const closing = engine.close();
  open();
  expect((await running).ok).toBe(true);
  await closing;
});

test("HTTP actions answer on their routes, with the caller's identity, and 404 elsewhere", async () => {
  const { engine } = await openTestEngine(FILES);
  const { runner } = engine;
  const url = "http://backend.test";
  expect(runner.hasHttpRoute("POST", "/echo")).toBe(true);
  expect(runner.hasHttpRoute("GET", "/echo")).toBe(false);
  expect(runner.hasHttpRoute("HEAD", "/files/a/b")).toBe(true);
  const echo = new Request(`${url}/echo`, { method: "POST", body: "hi" });
  const response = await runner.runHttpAction(echo, ana);
  expect([response.status, response.headers.get("x-list"), await response.text()]).toEqual([
    201,
    "1",
    "hi ana",
  ]);
  const file = await runner.runHttpAction(new Request(`${url}/files/a/b`), null);
  expect(await file.text()).toBe("/files/a/b");
  expect((await runner.runHttpAction(new Request(`${url}/none`), null)).status).toBe(404);
});

test("an HTTP action that throws answers 500 without saying why", async () => {
  const { engine, problems } = await openTestEngine(FILES);
  const response = await engine.runner.runHttpAction(new Request("http://b.test/throws"), null);
  expect(response.status).toBe(500);
  expect(await response.text()).not.toContain("secret");
  expect(problems[0]).toContain("secret");
});
