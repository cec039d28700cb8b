/**
 * The built-in sign-in over stock clients' sockets: tokens that are refused before any function runs, a
 * session that ends on open screens, a token that runs out while somebody writes.
 */
import type { ConvexClient } from "convex/browser";
import { decodeJwt, exportSPKI, generateKeyPair, importJWK, SignJWT } from "jose";
import type { JWTHeaderParameters, JWTPayload } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { api } from "../../convex/_generated/api";
import type { Id } from "../../convex/_generated/dataModel";
import { dumpTables } from "../../convex/permissions.world";
import { parseSigningKey } from "../../convex/signing/signingKey";
import { codeOf, makePeople, makeRoom, send, setEnvironment } from "../../convex/test.setup";
import type { Backend } from "../../convex/test.setup";
import { EngineBackend } from "./engineBackend.ts";

const MINUTE_MS = 60_000;
const PAGE = { paginationOpts: { numItems: 50, cursor: null } };

setEnvironment();

let engine: EngineBackend;
let t: Backend;
let people: Awaited<ReturnType<typeof makePeople>>;
let roomId: Id<"rooms">;

beforeAll(async () => {
  engine = await EngineBackend.start();
});
afterAll(async () => await engine.close());
beforeEach(async () => {
  t = await engine.startWorld();
  people = await makePeople(t);
  roomId = await makeRoom(people.ana, [people.carla]);
});

type Tokens = { accessToken: string; refreshToken: string };

/** Signs Carla in by the emailed code, as any client would. */
async function signIn(client: ConvexClient): Promise<Tokens> {
  const { email } = people.carla;
  await client.mutation(api.signIn.requestCode, { email });
  await engine.settled();
  const notices = (await dumpTables(t))["notices"] as { email?: { text: string } }[];
  const code = /^\d{4} \d{4}$/m.exec(notices.at(-1)?.email?.text ?? "")?.[0] ?? "";
  return await client.action(api.signIn.withCode, { email, code, device: "Test" });
}

/** Resolves with what the client learns: whether this token signs it in. */
function isTaken(client: ConvexClient, token: string): Promise<boolean> {
  return new Promise((resolve) => client.setAuth(() => Promise.resolve(token), resolve));
}

describe("a token is refused, and nothing runs as anybody, with", () => {
  const key = parseSigningKey(process.env["AUTH_SIGNING_KEY"] ?? "");
  const header = { alg: "ES256", typ: "JWT", kid: key.kid };
  let claims: JWTPayload;

  const signed = async (payload: JWTPayload, protectedHeader: JWTHeaderParameters = header) =>
    await new SignJWT(payload)
      .setProtectedHeader(protectedHeader)
      .sign(await importJWK(key, "ES256"));

  async function byForeignKey(): Promise<string> {
    const { privateKey } = await generateKeyPair("ES256");
    return await new SignJWT(claims).setProtectedHeader(header).sign(privateKey);
  }

  async function byPublicKey(): Promise<string> {
    const { d: _d, ...publicJwk } = key;
    const imported = await importJWK(publicJwk, "ES256", { extractable: true });
    const secret = new TextEncoder().encode(await exportSPKI(imported as CryptoKey));
    return await new SignJWT(claims)
      .setProtectedHeader({ alg: "HS256", kid: key.kid })
      .sign(secret);
  }

  function unsigned(): string {
    const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");
    return `${encode({ alg: "none", kid: key.kid })}.${encode(claims)}.`;
  }

  async function withOtherPayload(): Promise<string> {
    const [head, , signature] = (await signed(claims)).split(".");
    const payload = { ...claims, sub: people.olga.userId };
    return `${head}.${Buffer.from(JSON.stringify(payload)).toString("base64url")}.${signature}`;
  }

  const WRONG: [string, () => Promise<string> | string][] = [
    ["no JWT", () => "not-a-token"],
    ["no signature (alg none)", unsigned],
    ["HS256 with the public key as secret", byPublicKey],
    ["another's key under our key id", byForeignKey],
    ["another person in its payload", withOtherPayload],
    ["another key id", async () => await signed(claims, { ...header, kid: "other" })],
    ["another issuer", async () => await signed({ ...claims, iss: "https://issuer.evil" })],
    [
      "the demo's issuer, but our key",
      async () => await signed({ ...claims, iss: "https://issuer.test" }),
    ],
    ["another audience", async () => await signed({ ...claims, aud: "other" })],
    ["a time that is over", async () => await signed({ ...claims, exp: (claims.iat ?? 0) - 10 })],
  ];

  test.each(WRONG)("%s", async (_what, make) => {
    const own = engine.openClient();
    claims = decodeJwt((await signIn(own)).accessToken);
    const before = await dumpTables(t);
    const client = engine.openClient();
    expect(await isTaken(client, await make())).toBe(false);
    expect(await codeOf(client.query(api.users.viewer, {}))).toBe("UNAUTHENTICATED");
    const rename = client.mutation(api.users.updateProfile, { name: "Mallory" });
    expect(await codeOf(rename)).toBe("UNAUTHENTICATED");
    expect(await dumpTables(t)).toEqual(before);
  });

  test("nothing: the very same one, untouched, is taken", async () => {
    const client = engine.openClient();
    const { accessToken } = await signIn(client);
    expect(await isTaken(client, await signed(decodeJwt(accessToken)))).toBe(true);
    expect((await client.query(api.users.viewer, {})).name).toBe("Carla");
  });
});

/** What an open screen shows: the newest messages, or the code it was refused with. */
function openScreen(client: ConvexClient) {
  const pushes: string[] = [];
  client.onUpdate(
    api.messages.list,
    { roomId, ...PAGE },
    ({ page }) => void pushes.push(page.map(({ text }) => text).join("|")),
    (error) => void pushes.push((error as { data?: { code: string } }).data?.code ?? "?"),
  );
  return { pushes, latest: () => pushes.at(-1) };
}

describe("an open screen", () => {
  test("ends at once with its session, whatever its token, and is pushed nothing more (G9)", async () => {
    const [phone, laptop] = [engine.openClient(), engine.openClient()];
    const phones = await signIn(phone);
    const laptops = await signIn(laptop);
    expect(await isTaken(phone, phones.accessToken)).toBe(true);
    expect(await isTaken(laptop, laptops.accessToken)).toBe(true);
    const screen = openScreen(phone);
    await send(people.ana, roomId, "before");
    await expect.poll(screen.latest).toBe("before");

    const sessionId = String(decodeJwt(phones.accessToken)["sid"]);
    await laptop.mutation(api.sessions.revoke, { sessionId });
    await expect.poll(screen.latest, { timeout: 1_000 }).toBe("UNAUTHENTICATED");
    await send(people.ana, roomId, "after");
    expect((await laptop.query(api.messages.list, { roomId, ...PAGE })).page).toHaveLength(2);
    expect(screen.pushes.join()).not.toContain("after");
  });

  test("goes on when its token runs out: refreshed, and no message lost or doubled", async () => {
    const client = engine.openClient();
    let tokens = await signIn(client);
    const refresher = engine.openClient();
    let refreshed = 0;
    client.setAuth(async ({ forceRefreshToken }) => {
      if (forceRefreshToken) {
        const { refreshToken } = tokens;
        tokens = await refresher.action(api.signIn.refresh, { refreshToken });
        refreshed += 1;
      }
      return tokens.accessToken;
    });
    const screen = openScreen(client);
    await send(people.ana, roomId, "0");
    await expect.poll(screen.latest).toBe("0");
    const before = refreshed;
    engine.clock.set(engine.clock.now() + 13 * MINUTE_MS);
    const writing = ["1", "2", "3"].map((text) =>
      client.mutation(api.messages.send, { roomId, text, clientMessageId: uuid(text) }),
    );
    await Promise.all(writing);
    expect(refreshed).toBeGreaterThan(before);
    await expect.poll(screen.latest).toBe("3|2|1|0");
    expect(screen.pushes.join()).not.toContain("UNAUTHENTICATED");
  });

  test("is pushed nothing more when its token runs out and the session is over", async () => {
    const client = engine.openClient();
    const tokens = await signIn(client);
    const states: boolean[] = [];
    client.setAuth(
      async ({ forceRefreshToken }) =>
        await Promise.resolve(forceRefreshToken && states.length > 0 ? null : tokens.accessToken),
      (isAuthenticated) => void states.push(isAuthenticated),
    );
    const screen = openScreen(client);
    await send(people.ana, roomId, "before");
    await expect.poll(screen.latest).toContain("before");
    engine.clock.set(engine.clock.now() + 13 * MINUTE_MS);
    await send(people.ana, roomId, "after");
    await expect.poll(() => states.at(-1)).toBe(false);
    expect(screen.pushes.join()).not.toContain("after");
  });
});

function uuid(text: string): string {
  return `00000000-0000-4000-a000-${text.padStart(12, "0")}`;
}
