import { execFile } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { ConvexHttpClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import { describe, expect, test } from "vitest";
import { ZipReader } from "../archive/zipReader.ts";
import { ZipWriter } from "../archive/zipWriter.ts";
import { Fixture, stockClient, temporaryFolder } from "./harness.ts";

const KEY = "an-admin-key-of-enough-characters";
const PROJECT = fileURLToPath(new URL("../..", import.meta.url));
const CLI = path.join(PROJECT, "node_modules", "convex", "bin", "main.js");
const ANA = { subject: "ana", issuer: "https://a.test", tokenIdentifier: "https://a.test|ana" };

const INCREMENT = makeFunctionReference<"mutation">("counters:increment");
const ref = (name: string) => makeFunctionReference<"query", Record<string, unknown>>(name);

/** The stock CLI in a process of its own; CI keeps its error reports at home. */
async function convex(url: string, ...args: string[]): Promise<string> {
  const all = [CLI, ...args, "--url", url, "--admin-key", KEY];
  const env = { PATH: process.env["PATH"], HOME: process.env["HOME"], CI: "1" };
  const { stdout } = await promisify(execFile)(process.execPath, all, { cwd: PROJECT, env });
  return stdout;
}

function admin(url: string, key = KEY, identity?: typeof ANA): ConvexHttpClient {
  const client = new ConvexHttpClient(url, { logger: false });
  type WithAdmin = { setAdminAuth: (key: string, identity?: typeof ANA) => void };
  (client as unknown as WithAdmin).setAdminAuth(key, identity);
  return client;
}

/** The first answer over a socket that says `key` (null: says nothing), or its error's text. */
function ask(url: string, key: string | null, query: string, args = {}): Promise<unknown> {
  const client = stockClient(url);
  type WithAdmin = { setAdminAuth: (key: string) => void };
  if (key !== null) (client.client as unknown as WithAdmin).setAdminAuth(key);
  return new Promise((resolve) => {
    client.onUpdate(ref(query), args, resolve, (error) => resolve(String(error)));
  });
}

/** The status of a bare request with these headers. */
function statusOf(url: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const request = http.get(
      `${url}/api/stream_function_logs?cursor=0`,
      { headers },
      (response) => {
        response.resume();
        resolve(response.statusCode);
      },
    );
    request.on("error", reject);
  });
}

test("the stock CLI runs internal functions and exports with the key", async () => {
  const fixture = await Fixture.start({ adminKey: KEY });
  const { url } = fixture;
  await fixture.http().mutation(INCREMENT, { name: "a" });
  const zip = path.join(await temporaryFolder(), "all.zip");
  const [run] = await Promise.all([
    convex(url, "run", "counters:getInternally", '{"name":"a"}'),
    convex(url, "export", "--path", zip, "--include-file-storage"),
  ]);
  expect(run.trim()).toBe("1");
  const archive = await ZipReader.open(zip);
  const names = archive.entries.map(({ name }) => name);
  await archive.close();
  expect(names).toContain("counters/documents.jsonl");
});

describe("the admin key", () => {
  test("opens internal functions, also as somebody, and what the CLI asks", async () => {
    const { url } = await Fixture.start({ adminKey: KEY });
    const client = admin(url);
    expect(await client.query(ref("counters:getInternally"), { name: "a" })).toBe(0);
    const whoAmI = await admin(url, KEY, ANA).query(ref("identity:whoAmI"), {});
    expect(whoAmI).toBe(ANA.tokenIdentifier);
    expect(await ask(url, KEY, "_system/cli/convexUrl:cloudUrl")).toBe(url);
    const spec = (await ask(url, KEY, "_system/cli/modules:apiSpec")) as object[];
    expect(spec).toContainEqual(
      expect.objectContaining({
        functionType: "Query",
        identifier: "counters.js:getInternally",
        visibility: { kind: "internal" },
      }),
    );
    expect(spec).toContainEqual({ functionType: "HttpAction", method: "GET", path: "/hello" });
    const tables = (await ask(url, KEY, "_system/cli/tables")) as { page: unknown };
    expect(tables.page).toContainEqual({ name: "counters" });
    await client.mutation(INCREMENT, { name: "a" });
    const paginationOpts = { cursor: null, numItems: 100 };
    const args = { table: "counters", order: "desc", paginationOpts };
    const { page } = (await ask(url, KEY, "_system/cli/tableData", args)) as { page: object[] };
    expect(page).toMatchObject([{ name: "a", value: 1 }]);
    const secret = await ask(url, KEY, "_system/cli/tableData", { ...args, table: "_cron_jobs" });
    expect(secret).toContain("There is no table");
    const none = admin(url).query(ref("counters:nothing"), {});
    await expect(none).rejects.toThrow("Could not find function");
  });

  test("lets variables be set, which stay after a restart; those of the start stay as they are", async () => {
    const fixture = await Fixture.start({ adminKey: KEY });
    const list = () => ask(fixture.url, KEY, "_system/cli/queryEnvironmentVariables");
    const change = (name: string, value: string | null) =>
      fetch(`${fixture.url}/api/update_environment_variables`, {
        method: "POST",
        headers: { authorization: `Convex ${KEY}` },
        body: JSON.stringify({ changes: [{ name, value }] }),
      });
    const given = (await list()) as { name: string }[];
    expect((await change("SET_LATER", "1")).status).toBe(200);
    expect((await change(given[0]!.name, "other")).status).toBe(400);
    expect((await change("no name", "1")).status).toBe(400);
    await fixture.restart();
    const later = [...given, { name: "SET_LATER", value: "1" }];
    expect(await list()).toEqual(expect.arrayContaining(later));
    expect((await change("SET_LATER", null)).status).toBe(200);
    expect(await list()).toEqual(given);
  });

  test("shows runs with what they logged, without arguments and results, as they happen", async () => {
    const { url } = await Fixture.start({ adminKey: KEY, production: true });
    const client = admin(url);
    const poll = async (cursor: number) => {
      const headers = { authorization: `Convex ${KEY}` };
      const response = await fetch(`${url}/api/stream_function_logs?cursor=${cursor}`, { headers });
      return (await response.json()) as { entries: Record<string, unknown>[]; newCursor: number };
    };
    const { newCursor } = await poll(0);
    const next = poll(newCursor);
    await client.mutation(INCREMENT, { name: "abc" });
    const { entries } = await next;
    expect(entries).toMatchObject([
      {
        udfType: "Mutation",
        identifier: "counters:increment",
        logLines: ["[LOG] 'incremented' 'abc'"],
      },
    ]);
    await expect(
      client.mutation(makeFunctionReference<"mutation">("counters:refuse"), { name: "abc" }),
    ).rejects.toThrow();
    const all = await poll(0);
    expect(all.entries.at(-1)).toMatchObject({
      error: expect.stringMatching(/^REFUSED \[Request ID/),
    });
  });

  test("that is wrong, or said from elsewhere, is answered as where there is none", async () => {
    const [{ url }, without] = await Promise.all([
      Fixture.start({ adminKey: KEY, publicOrigin: "https://chat.firm.example" }),
      Fixture.start(),
    ]);
    const right = { authorization: `Convex ${KEY}` };
    expect(await statusOf(url, right)).toBe(200);
    const wrong: Record<string, string>[] = [
      {},
      { authorization: `Convex ${KEY}x` },
      { authorization: `Convex ${KEY.slice(1)}` },
      { authorization: `Bearer ${KEY}` },
      { authorization: `Convex ${KEY}:not-claims` },
      { ...right, "x-forwarded-for": "127.0.0.1" },
      { ...right, host: "chat.firm.example" },
    ];
    for (const headers of wrong) {
      expect(await statusOf(url, headers), JSON.stringify(headers)).toBe(404);
    }
    expect(await statusOf(without.url, right)).toBe(404);
    for (const [at, key] of [
      [url, "wrong"],
      [without.url, KEY],
    ] as const) {
      const call = admin(at, key).query(ref("counters:getInternally"), { name: "a" });
      await expect(call).rejects.toThrow("InvalidAuthHeader");
    }
  });

  test("never lets an admin's result reach anybody else, nor theirs an admin", async () => {
    const { url } = await Fixture.start({ adminKey: KEY });
    const args = { name: "a" };
    expect(await ask(url, KEY, "counters:getInternally", args)).toBe(0);
    const refused = expect.stringContaining("Could not find public function");
    expect(await ask(url, null, "counters:getInternally", args)).toEqual(refused);
    expect(await ask(url, KEY, "counters:getInternally", args)).toBe(0);
    expect(await ask(url, null, "_system/cli/tables")).toEqual(refused);
  });

  test("keeps no archive beside the data once it has stopped", async () => {
    const fixture = await Fixture.start({ adminKey: KEY });
    const post = await fetch(`${fixture.url}/api/export/request/zip?includeStorage=true`, {
      method: "POST",
      headers: { authorization: `Convex ${KEY}` },
    });
    expect(post.status).toBe(200);
    await fixture.backend.close();
    expect(fs.existsSync(path.join(fixture.dataDir, "exports"))).toBe(false);
  });

  test("brings an archive, which takes the data's place once it is read and confirmed", async () => {
    const replaced: string[] = [];
    const replaceData = (folder: string) => Promise.resolve(void replaced.push(folder));
    const fixture = await Fixture.start({ adminKey: KEY, replaceData });
    const { url, dataDir } = fixture;
    const post = async (where: string, body: BodyInit | null = null) => {
      const headers = { authorization: `Convex ${KEY}` };
      const response = await fetch(`${url}/api/${where}`, { method: "POST", headers, body });
      return { status: response.status, body: (await response.json()) as Record<string, string> };
    };
    const upload = async (bytes: Buffer, asked: object) => {
      const { uploadToken } = (await post("import/start_upload")).body;
      const half = Math.ceil(bytes.length / 2);
      const part = (number: number) =>
        `import/upload_part?uploadToken=${uploadToken}&partNumber=${number}`;
      await post(part(1), "what a lost answer made the client send again");
      await post(part(1), new Uint8Array(bytes.subarray(0, half)));
      await post(part(2), new Uint8Array(bytes.subarray(half)));
      return await post("import/finish_upload", JSON.stringify({ import: asked, uploadToken }));
    };
    const outcome = async (importId: string) => {
      for (;;) {
        const asked = await ask(url, KEY, "_system/cli/queryImport", { importId });
        const { state } = asked as { state: Record<string, string> };
        if (state["state"] !== "uploaded") return state;
      }
    };
    const all = { mode: "replaceAll", format: "zip" };
    for (const wrong of [
      { ...all, mode: "append" },
      { ...all, format: "csv" },
    ]) {
      expect((await upload(Buffer.from("x"), wrong)).status).toBe(400);
    }
    const bad = (await upload(Buffer.from("a letter"), all)).body["importId"]!;
    expect(await outcome(bad)).toMatchObject({ state: "failed" });
    expect((await post("perform_import", JSON.stringify({ importId: bad }))).status).toBe(400);

    const file = path.join(await temporaryFolder(), "some.zip");
    const zip = await ZipWriter.create(file);
    await zip.addText("_tables/documents.jsonl", lines());
    await zip.finish();
    await zip.close();
    const { importId } = (await upload(fs.readFileSync(file), all)).body;
    expect(await outcome(importId!)).toMatchObject({ state: "waiting_for_confirmation" });
    expect(replaced).toEqual([]);
    expect((await post("perform_import", JSON.stringify({ importId }))).status).toBe(200);
    await expect.poll(() => replaced).toEqual([path.join(dataDir, "imports", "data")]);
    expect(fs.readdirSync(replaced[0]!).toSorted()).toEqual([
      "database.sqlite",
      "files",
      "import.json",
    ]);

    // Started on that folder, a backend tells who asked that it is done.
    const next = await Fixture.start({ adminKey: KEY, dataDir: replaced[0]! });
    const done = await ask(next.url, KEY, "_system/cli/queryImport", { importId });
    expect(done).toMatchObject({ state: { state: "completed", num_rows_written: 0n } });
    expect((await fetch(`${next.url}/api/import/start_upload`, { method: "POST" })).status).toBe(
      404,
    );
  });
});

/** No tables. */
async function* lines(): AsyncGenerator<string> {
  yield await Promise.resolve("");
}
