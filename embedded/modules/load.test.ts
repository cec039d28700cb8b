import { afterEach, expect, test } from "vitest";
import { loadModules } from "./load.ts";
import { writeFunctions } from "./testing.ts";
import type { LoadedModules } from "./types.ts";

const opened: LoadedModules[] = [];
afterEach(async () => {
  for (const modules of opened.splice(0)) await modules.dispose();
});

async function load(files: Record<string, string>, env: Record<string, string> = {}) {
  const modules = await loadModules({ functionsDir: writeFunctions(files), env });
  opened.push(modules);
  return modules;
}

const QUERY = `import { queryGeneric as query } from "convex/server";
export const one = query({ args: {}, handler: () => 1 });`;

test("exported functions are registered by module path and name, other exports are not", async () => {
  const modules = await load({
    "a.ts": QUERY + "export const notAFunction = 3;",
    "deep/b.ts": `import { internalMutationGeneric, actionGeneric } from "convex/server";
      import { v } from "convex/values";
      export const hidden = internalMutationGeneric({ args: { n: v.number() }, returns: v.null(), handler: () => null });
      export default actionGeneric({ handler: async () => {} });`,
  });
  expect([...modules.functions.keys()].sort()).toEqual([
    "a:one",
    "deep/b:default",
    "deep/b:hidden",
  ]);
  expect(modules.functions.get("deep/b:hidden")).toMatchObject({
    kind: "mutation",
    visibility: "internal",
    argsValidator: { type: "object" },
    returnsValidator: { type: "null" },
  });
  expect(modules.functions.get("a:one")).toMatchObject({ returnsValidator: null });
});

test("generated files, tests, dotfiles, schema and component folders define no functions", async () => {
  const modules = await load({
    "a.ts": QUERY,
    "_generated/api.ts": QUERY,
    "a.test.ts": QUERY,
    ".hidden.ts": QUERY,
    "with space.ts": QUERY,
    "empty.ts": "const nothing = 1;",
    "widget/convex.config.ts": "export default {};",
    "widget/inner.ts": QUERY,
    "notes.md": "not code",
  });
  expect([...modules.functions.keys()]).toEqual(["a:one"]);
});

test("schema, routes, crons and sign-in providers are read", async () => {
  const modules = await load(
    {
      "a.ts": `import { internalActionGeneric, httpActionGeneric } from "convex/server";
        export const tick = internalActionGeneric({ args: {}, handler: async () => {} });
        export const hook = httpActionGeneric(async () => new Response("ok"));`,
      "schema.ts": `import { defineSchema, defineTable } from "convex/server"; import { v } from "convex/values";
        export default defineSchema({ things: defineTable({ n: v.number() }).index("by_n", ["n"]) });`,
      "http.ts": `import { httpRouter } from "convex/server"; import { hook } from "./a";
        const http = httpRouter(); http.route({ path: "/hook", method: "POST", handler: hook }); export default http;`,
      "crons.ts": `import { cronJobs, makeFunctionReference } from "convex/server";
        const crons = cronJobs(); crons.interval("tick", { minutes: 30 }, makeFunctionReference("a:tick")); export default crons;`,
      "auth.config.ts": `export default { providers: [{ domain: process.env.ISSUER, applicationID: "x" }] };`,
    },
    { ISSUER: "https://issuer.example" },
  );
  expect(JSON.parse(modules.schemaJson ?? "")).toMatchObject({ tables: [{ tableName: "things" }] });
  expect(modules.httpRouter?.lookup("/hook", "POST")).not.toBeNull();
  expect(modules.httpRouter?.lookup("/hook", "GET")).toBeNull();
  expect(modules.crons).toEqual([
    { name: "tick", path: "a:tick", args: {}, schedule: { type: "interval", minutes: 30 } },
  ]);
  expect(modules.authConfig.providers).toEqual([
    { domain: "https://issuer.example", applicationID: "x" },
  ]);
});

test("a cron job of a missing function or of a query refuses the folder", async () => {
  const crons = (path: string) => `import { cronJobs, makeFunctionReference } from "convex/server";
    const crons = cronJobs(); crons.interval("t", { hours: 1 }, makeFunctionReference("${path}")); export default crons;`;
  await expect(load({ "a.ts": QUERY, "crons.ts": crons("a:gone") })).rejects.toThrow("a:gone");
  await expect(load({ "a.ts": QUERY, "crons.ts": crons("a:one") })).rejects.toThrow("a:one");
});

test("only declared variables are visible, never the server's own", async () => {
  process.env["SERVER_SECRET_OF_LOAD_TEST"] = "secret";
  const modules = await load(
    {
      "a.ts": `import { queryGeneric as query } from "convex/server";
        export const env = query({ args: {}, handler: () => [process.env.DECLARED, process.env.SERVER_SECRET_OF_LOAD_TEST ?? null, Object.keys(process.env)] });`,
    },
    { DECLARED: "yes" },
  );
  delete process.env["SERVER_SECRET_OF_LOAD_TEST"];
  expect(modules.functions.get("a:env")?.handler({}, {})).toEqual(["yes", null, ["DECLARED"]]);
});

test("Node's APIs need a 'use node' file, and such a file may only hold actions", async () => {
  const source = `import os from "node:os"; import { actionGeneric as action } from "convex/server";
    export const host = action({ args: {}, handler: async () => os.hostname() });`;
  await expect(load({ "a.ts": source })).rejects.toThrow("use node");
  const modules = await load({ "a.ts": `// a comment first\n"use node";\n${source}` });
  expect(typeof (await modules.functions.get("a:host")?.handler({}, {}))).toBe("string");
  await expect(load({ "a.ts": `"use node";\n${QUERY}` })).rejects.toThrow("only define actions");
  await expect(load({ "http.ts": `"use node";\n${QUERY}` })).rejects.toThrow("not allowed");
});

test("a module that throws or does not compile is refused with its place", async () => {
  await expect(load({ "a.ts": "export const x = ;" })).rejects.toThrow(/a\.ts:1/);
  await expect(load({ "a.ts": `export const x = 1; throw new Error("at load");` })).rejects.toThrow(
    "at load",
  );
  await expect(load({ "a.ts": `export const x = await fetch("http://x");` })).rejects.toThrow(
    "while modules are loaded",
  );
});
