import { describe, expect, test } from "vitest";
import { DEPLOYMENT_URL, skipOnDeployment } from "./deployment.ts";
import { api } from "./fixture/convex/_generated/api.js";
import { Fixture } from "./harness.ts";

const json = { "Content-Type": "application/json" };

function post(url: string, body: unknown, headers: Record<string, string> = {}) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return fetch(url, { method: "POST", body: text, headers: { ...json, ...headers } });
}

describe("the stock HTTP client", () => {
  test("queries, mutates, acts, and gets ConvexError data", async () => {
    const client = (await Fixture.start()).http();
    expect(await client.mutation(api.counters.increment, { name: "a" })).toBe(1);
    expect(await client.query(api.counters.get, { name: "a" })).toBe(1);
    expect(await client.action(api.counters.incrementTwice, { name: "a" })).toBe(3);
    expect(await client.consistentQuery(api.counters.get, { name: "a" })).toBe(3);
    const refused = client.mutation(api.counters.refuse, { name: "a" });
    await expect(refused).rejects.toMatchObject({ data: { code: "REFUSED" } });
    expect(await client.query(api.counters.get, { name: "a" })).toBe(3);
  });

  test("is whom its token says, and is refused with a bad one", async () => {
    const fixture = await Fixture.start();
    const good = fixture.http(await fixture.issuer.sign("ana"));
    expect(await good.query(api.identity.whoAmI, {})).toBe("https://fixture.example|ana");
    const bad = fixture.http("not.a.token");
    await expect(bad.mutation(api.identity.addNote, { text: "x" })).rejects.toThrow(/InvalidToken/);
    expect(await fixture.http().query(api.identity.myNotes, {})).toEqual([]);
  });

  test("an admin key opens nothing", async () => {
    if (DEPLOYMENT_URL !== null) skipOnDeployment("it has an admin key, and words of its own");
    const fixture = await Fixture.start();
    const body = { path: "counters:getInternally", args: { name: "a" } };
    const headers = { Authorization: "Convex some-key" };
    const response = await post(`${fixture.url}/api/query`, body, headers);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ code: "InvalidAuthHeader" });
  });
});

describe("the HTTP API", () => {
  test("calls a function of any kind by path, in the body or in the address", async () => {
    const { url } = await Fixture.start();
    const body = { path: "counters:increment", args: { name: "a" } };
    expect(await (await post(`${url}/api/function`, body)).json()).toMatchObject({ value: 1 });
    const run = await post(`${url}/api/run/counters/get`, { args: { name: "a" } });
    expect(await run.json()).toEqual({ status: "success", value: 1, logLines: [] });
  });

  test("knows no internal function, in the same words as for a missing one", async () => {
    const { url } = await Fixture.start();
    const texts = new Set<string>();
    for (const kind of ["query", "mutation", "action", "function"]) {
      for (const path of ["counters:getInternally", "counters:missing", "_system/x:y"]) {
        const response = await post(`${url}/api/${kind}`, { path, args: { name: "a" } });
        const { status, errorMessage } = (await response.json()) as Record<string, string>;
        const text = errorMessage!.replace(path, "").replace(/Request ID: \w+/, "");
        texts.add(`${response.status} ${status} ${text}`);
      }
    }
    expect([...texts]).toHaveLength(1);
  });

  test.each([
    ["no JSON", "{", 400],
    ["no object", [], 400],
    ["no path", { args: {} }, 400],
    ["arguments that are no object", { path: "counters:get", args: 3 }, 400],
  ])("a body with %s is refused with a code", async (_name, body, status) => {
    const { url } = await Fixture.start();
    const response = await post(`${url}/api/query`, body);
    expect(response.status).toBe(status);
    expect(await response.json()).toHaveProperty("code");
  });

  test("a body over 20 MiB is refused, announced or not", async () => {
    const { url } = await Fixture.start({ limits: { maxBodyBytes: 100_000 } });
    const announced = await post(`${url}/api/query`, "x".repeat(100_001));
    expect(announced.status).toBe(413);
    let left = 100;
    const stream = new ReadableStream({
      pull(controller) {
        controller.enqueue(new TextEncoder().encode("x".repeat(10_000)));
        if (--left === 0) controller.close();
      },
    });
    const init = { method: "POST", body: stream, duplex: "half" } as RequestInit;
    const outcome = await fetch(`${url}/api/query`, init).then(
      (response) => response.status,
      () => "cut",
    );
    expect([413, "cut"]).toContain(outcome);
    expect(await (await fetch(`${url}/version`)).text()).toBe("embedded");
  });

  test("a name that is not this server's is turned away, also for sockets", async () => {
    const { backend } = await Fixture.start();
    const status = await rawRequest(backend.port, "GET /version HTTP/1.1\r\nHost: evil.example");
    expect(status).toContain(" 421 ");
    const upgrade = "GET /api/sync HTTP/1.1\r\nHost: evil.example\r\nConnection: Upgrade\r\n";
    const handshake = "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: eA==";
    expect(await rawRequest(backend.port, upgrade + handshake)).toContain(" 421 ");
  });

  test("pages of other origins may neither call nor read, unless they are allowed", async () => {
    const allowed = "http://localhost:5173";
    const { url } = await Fixture.start({ allowedOrigins: [allowed] });
    const body = { path: "counters:increment", args: { name: "a" } };
    const evil = await post(`${url}/api/mutation`, body, { Origin: "https://evil.example" });
    expect(evil.status).toBe(403);
    expect(evil.headers.get("Access-Control-Allow-Origin")).toBeNull();
    const good = await post(`${url}/api/mutation`, body, { Origin: allowed });
    expect(good.headers.get("Access-Control-Allow-Origin")).toBe(allowed);
    expect(await good.json()).toMatchObject({ value: 1 });
    const own = await post(`${url}/api/mutation`, body, { Origin: url });
    expect(own.status).toBe(200);
    const headers = { Origin: "https://evil.example" };
    const preflight = await fetch(`${url}/api/mutation`, { method: "OPTIONS", headers });
    expect(preflight.headers.get("Access-Control-Allow-Origin")).toBeNull();
  });

  test("stored files have no open address", async () => {
    if (DEPLOYMENT_URL !== null) skipOnDeployment("Convex's file storage has one");
    const { url } = await Fixture.start();
    const response = await fetch(`${url}/api/storage/some-id`);
    expect(response.status).toBe(404);
    const upload = await post(`${url}/api/storage/upload?token=guess`, "x");
    expect(upload.status).toBeGreaterThanOrEqual(400);
  });
});

describe("HTTP actions", () => {
  test("are at the root and under /http, with their status, headers and body", async () => {
    const { siteUrl: url } = await Fixture.start();
    for (const prefix of DEPLOYMENT_URL === null ? ["", "/http"] : [""]) {
      const hello = await fetch(`${url}${prefix}/hello`);
      expect(await hello.text()).toBe("hello");
      expect(hello.headers.get("X-Fixture")).toBe("yes");
      expect(hello.headers.getSetCookie()).toEqual(["a=1"]);
      const echo = await fetch(`${url}${prefix}/echo/some/path`, { method: "POST", body: "ä\0" });
      expect(await echo.text()).toBe("ä\0");
      expect(echo.headers.get("X-Path")).toBe("/echo/some/path");
    }
  });

  test("run mutations, and answer HEAD like GET without a body", async () => {
    const { siteUrl: url } = await Fixture.start();
    const response = await fetch(`${url}/increment`, { method: "POST", body: "a" });
    expect(response.status).toBe(201);
    expect(await response.text()).toBe("1");
    const head = await fetch(`${url}/hello`, { method: "HEAD" });
    expect(head.status).toBe(200);
    expect(head.headers.get("X-Fixture")).toBe("yes");
  });

  test("know who is calling, and take what is no sign-in of ours for nobody", async () => {
    const { siteUrl: url, issuer } = await Fixture.start();
    const subject = async (authorization: string) => {
      const headers = { Authorization: authorization };
      const response = await fetch(`${url}/whoami`, { headers });
      return ((await response.json()) as { subject: string | null }).subject;
    };
    expect(await subject(`Bearer ${await issuer.sign("ana")}`)).toBe("ana");
    for (const other of ["Bearer wrong", "Basic dXNlcjpwYXNz", "whsec_1", ""]) {
      expect(await subject(other)).toBeNull();
    }
  });

  test("that fail tell the caller nothing but a request id", async () => {
    const { siteUrl: url } = await Fixture.start();
    const response = await fetch(`${url}/broken`);
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("secret");
  });

  test("without a route are a 404, for other methods too", async () => {
    const { siteUrl: url } = await Fixture.start();
    const missing = await fetch(`${url}/${DEPLOYMENT_URL === null ? "http/" : ""}nothing`);
    expect(missing.status).toBe(404);
    expect(await missing.text()).toBe("No matching routes found");
    expect((await fetch(`${url}/hello`, { method: "DELETE" })).status).toBe(404);
  });

  test("come after the composer's own routes, and every answer forbids content sniffing", async () => {
    const { url } = await Fixture.start({
      localRoutes: (request) => {
        const own = new URL(request.url).pathname === "/hello";
        return Promise.resolve(own ? new Response("local") : null);
      },
    });
    const response = await fetch(`${url}/hello`);
    expect(await response.text()).toBe("local");
    expect(response.headers.get("X-Content-Type-Options")).toBe("nosniff");
  });
});

/** First line of the answer to a request that `fetch` would not send. */
async function rawRequest(port: number, head: string): Promise<string> {
  const { connect } = await import("node:net");
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(`${head}\r\n\r\n`));
    socket.once("data", (data) => {
      resolve(data.toString().split("\r\n")[0] ?? "");
      socket.destroy();
    });
    socket.once("error", reject);
  });
}
