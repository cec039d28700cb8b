/** Attacks on what the admin key opens: every address of it, by whoever has no key or comes from elsewhere. */
import fs from "node:fs";
import http from "node:http";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { WebSocket } from "ws";
import { Fixture } from "./harness.ts";

const KEY = "an-admin-key-of-enough-characters";

/** All that Convex's CLI asks a deployment, beside its queries. */
const ADDRESSES: [string, string][] = [
  ["GET", "/api/stream_function_logs?cursor=0"],
  ["POST", "/api/update_environment_variables"],
  ["POST", "/api/export/request/zip?includeStorage=true"],
  ["GET", "/api/export/zip/1"],
  ["POST", "/api/import/start_upload"],
  ["POST", "/api/import/upload_part?uploadToken=x&partNumber=1"],
  ["POST", "/api/import/finish_upload"],
  ["POST", "/api/perform_import"],
  ["POST", "/api/run/counters/getInternally"],
  ["POST", "/api/query"],
];
const BODY = JSON.stringify({
  path: "counters:getInternally",
  args: { name: "a" },
  changes: [{ name: "HOSTILE", value: "1" }],
  uploadToken: "x",
  import: { mode: "replaceAll", format: "zip" },
  importId: "x",
});

/** A bare request (browsers' and proxies' headers can be made up): its whole answer but for the date. */
function ask(url: string, method: string, path: string, headers: Record<string, string>) {
  return new Promise<string>((resolve, reject) => {
    const request = http.request(url + path, { method, headers }, (response) => {
      const { date: _date, ...rest } = response.headers;
      const answered = (body: string) => resolve(JSON.stringify([response.statusCode, rest, body]));
      text(response).then(answered, reject);
    });
    request.on("error", reject);
    request.end(method === "POST" ? BODY : undefined);
  });
}

test("no address of an admin's tells without the key that there is one, or does anything", async () => {
  const settings = { publicOrigin: "https://chat.firm.example" };
  const [guarded, none] = await Promise.all([
    Fixture.start({ ...settings, adminKey: KEY }),
    Fixture.start(settings),
  ]);
  const right = { authorization: `Convex ${KEY}` };
  const attempts: Record<string, string>[] = [
    {},
    { authorization: `Convex ${KEY.slice(0, -1)}` },
    { authorization: `Convex ${KEY}${KEY}` },
    { authorization: `convex ${KEY}` },
    { authorization: `Convex dev:firm|${KEY}` },
    { authorization: `Bearer ${KEY}` },
    { ...right, host: "chat.firm.example" },
    { ...right, host: "rebound.example" },
    { ...right, forwarded: "for=127.0.0.1" },
    { ...right, "x-real-ip": "127.0.0.1" },
    { origin: "https://hostile.example" },
  ];
  const before = fs.readdirSync(guarded.dataDir).toSorted();
  for (const [method, path] of ADDRESSES) {
    for (const headers of attempts) {
      const what = `${method} ${path} ${JSON.stringify(headers)}`;
      const answer = await ask(guarded.url, method, path, headers);
      expect(answer, what).toBe(await ask(none.url, method, path, headers));
      expect(answer, what).not.toMatch(/^\[200,.*"status\\":\\"success/);
    }
  }
  expect(fs.readdirSync(guarded.dataDir).toSorted()).toEqual(before);
  const variables = { path: "_system/cli/queryEnvironmentVariables:default", args: {} };
  const listed = await fetch(`${guarded.url}/api/query`, {
    method: "POST",
    headers: right,
    body: JSON.stringify(variables),
  });
  const known = await listed.text();
  expect(known, "the key is right").toContain("success");
  expect(known).not.toContain("HOSTILE");
});

test("a page of another origin gets no socket on which it could say a key", async () => {
  const { url } = await Fixture.start({ adminKey: KEY });
  const statusFor = (headers: Record<string, string>) =>
    new Promise<number>((resolve) => {
      const socket = new WebSocket(`${url.replace("http", "ws")}/api/sync`, { headers });
      socket.once("open", () => resolve(101));
      socket.once("unexpected-response", (_request, response) => resolve(response.statusCode ?? 0));
      socket.on("error", () => {});
      socket.once("open", () => socket.terminate());
    });
  expect(await statusFor({ origin: url })).toBe(101);
  expect(await statusFor({ origin: "https://hostile.example" })).toBe(403);
  expect(await statusFor({ origin: "null" })).toBe(403);
  expect(await statusFor({ host: "rebound.example", origin: "http://rebound.example" })).toBe(421);
});
