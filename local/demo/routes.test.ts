import {
  exportJWK,
  generateKeyPair,
  createLocalJWKSet,
  jwtVerify,
  type JSONWebKeySet,
  type JWK,
} from "jose";
import { beforeAll, describe, expect, test } from "vitest";
import { DEMO_AUDIENCE, DEMO_ISSUER, jwksDataUri } from "./issuer.ts";
import { demoRoutes, type DemoPerson } from "./routes.ts";

const APP = "http://localhost:3210";
const NOW = Date.UTC(2026, 0, 5, 9, 0, 0);
const HOUR_MS = 60 * 60 * 1000;
const ANNA: DemoPerson = {
  subject: "anna",
  name: "Anna Northwind",
  kind: "staff",
  role: "owner",
  portalName: null,
  title: "Founder",
  email: "anna@northwind.example",
  unread: 3,
};

let signingKey: JWK;
beforeAll(async () => {
  const { privateKey } = await generateKeyPair("ES256", { extractable: true });
  signingKey = { ...(await exportJWK(privateKey)), alg: "ES256", kid: "k1" };
});

function ask(path: string, init: RequestInit = {}, enabled = true): Promise<Response | null> {
  const routes = demoRoutes({
    appUrl: APP,
    enabled,
    signingKey,
    listPeople: () => Promise.resolve([ANNA]),
    now: () => NOW,
  });
  return routes(new Request(`${APP}${path}`, init));
}

function signIn(body: unknown, headers: Record<string, string> = {}, enabled = true) {
  const all = { "content-type": "application/json", origin: APP, ...headers };
  return ask(
    "/demo/sign-in",
    { method: "POST", headers: all, body: JSON.stringify(body) },
    enabled,
  );
}

describe("the demo's sign-in page", () => {
  test("shows who can be chosen, without their addresses", async () => {
    const answer = await ask("/demo/people");
    expect(answer?.status).toBe(200);
    const people = (await answer?.json()) as object[];
    expect(people).toMatchObject([{ subject: "anna", name: "Anna Northwind", unread: 3 }]);
    expect(JSON.stringify(people)).not.toContain("@");
  });

  test("leaves other paths to others", async () => {
    expect(await ask("/demo")).toBeNull();
    expect(await ask("/")).toBeNull();
  });

  test("does not exist when demo mode is off", async () => {
    expect((await ask("/demo/people", {}, false))?.status).toBe(404);
    expect((await signIn({ subject: "anna" }, {}, false))?.status).toBe(404);
  });
});

describe("signing in as a demo person", () => {
  test("gives a token that the published keys verify, for an hour", async () => {
    const answer = await signIn({ subject: "anna" });
    const { token, expiresTime } = (await answer!.json()) as { token: string; expiresTime: number };
    expect(expiresTime).toBe(NOW + HOUR_MS);
    const dataUri = jwksDataUri(signingKey);
    const keys = Buffer.from(dataUri.split(",")[1] ?? "", "base64").toString();
    const { payload, protectedHeader } = await jwtVerify(
      token,
      createLocalJWKSet(JSON.parse(keys) as JSONWebKeySet),
      { issuer: DEMO_ISSUER, audience: DEMO_AUDIENCE, currentDate: new Date(NOW) },
    );
    expect(Object.keys(payload).sort()).toEqual(["aud", "exp", "iat", "iss", "sub"]);
    expect(payload.sub).toBe("anna");
    expect(payload.exp).toBe(expiresTime / 1000);
    expect(protectedHeader).toMatchObject({ alg: "ES256", kid: "k1" });
  });

  test("publishes no private half of the key", () => {
    const keys = Buffer.from(jwksDataUri(signingKey).split(",")[1] ?? "", "base64").toString();
    expect(keys).toContain('"x"');
    expect(keys).not.toContain('"d"');
  });

  test("is refused for somebody who is no demo person", async () => {
    expect((await signIn({ subject: "root" }))?.status).toBe(404);
    expect((await signIn({ subject: "email:carla@client.example" }))?.status).toBe(404);
    expect((await signIn({ subject: 7 }))?.status).toBe(400);
    expect((await signIn(["anna"]))?.status).toBe(400);
  });

  test.each([
    ["from a page of another origin", { origin: "https://evil.example" }, 403],
    ["from a sandboxed page", { origin: "null" }, 403],
    ["from another port of this computer", { origin: "http://localhost:9999" }, 403],
    ["as a form", { "content-type": "application/x-www-form-urlencoded" }, 415],
    ["under a name that only points at this computer", { host: "evil.example" }, 421],
  ])("is refused %s", async (_how, headers, status) => {
    expect((await signIn({ subject: "anna" }, headers))?.status).toBe(status);
  });

  test("is open to a tool that sends no Origin and to the loopback address", async () => {
    const body = JSON.stringify({ subject: "anna" });
    const tool = { method: "POST", headers: { "content-type": "application/json" }, body };
    expect((await ask("/demo/sign-in", tool))?.status).toBe(200);
    const headers = { host: "127.0.0.1:3210", origin: "http://127.0.0.1:3210" };
    expect((await signIn({ subject: "anna" }, headers))?.status).toBe(200);
  });

  test("takes POST only", async () => {
    expect((await ask("/demo/sign-in"))?.status).toBe(405);
  });
});
