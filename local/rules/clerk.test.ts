/** Clerk's tokens over stock clients' sockets: whom they sign in, which are refused, and how keys change. */
import type { ConvexClient } from "convex/browser";
import { exportSPKI, importJWK, SignJWT } from "jose";
import type { JWTPayload } from "jose";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "../../convex/_generated/api";
import { dumpTables, portalOf } from "../../convex/permissions.world";
import { codeOf, makePeople } from "../../convex/test.setup";
import type { Backend } from "../../convex/test.setup";
import { ClerkInstance } from "./clerkInstance.ts";
import { EngineBackend } from "./engineBackend.ts";

const CARLA = "user_2carla";
const IVA = { subject: "user_2iva", email: "iva@client.test" };
/** jose looks for a key that it does not know at most this often. */
const KEY_COOLDOWN_MS = 30_000;

let clerk: ClerkInstance;
let other: ClerkInstance;
let engine: EngineBackend;
let t: Backend;
let people: Awaited<ReturnType<typeof makePeople>>;

beforeAll(async () => {
  clerk = await ClerkInstance.start();
  other = await ClerkInstance.start();
  engine = await EngineBackend.start({ extraEnv: { CLERK_JWT_ISSUER_DOMAIN: clerk.issuer } });
});
afterAll(async () => {
  await engine.close();
  await clerk.close();
  await other.close();
});
beforeEach(async () => {
  t = await engine.startWorld();
  people = await makePeople(t);
  const tokenIdentifier = `${clerk.issuer}|${CARLA}`;
  await t.run(async (ctx) => await ctx.db.patch("users", people.carla.userId, { tokenIdentifier }));
});
afterEach(() => vi.useRealTimers());

/** Resolves with what the client learns: whether this token signs it in. */
function isTaken(client: ConvexClient, token: string): Promise<boolean> {
  return new Promise((resolve) => client.setAuth(() => Promise.resolve(token), resolve));
}

async function viewerOf(token: string): Promise<{ name: string; kind: string }> {
  const client = engine.openClient();
  expect(await isTaken(client, token)).toBe(true);
  return await client.query(api.users.viewer, {});
}

const now = () => engine.clock.now();

describe("signed in by their subject at this instance is, with", () => {
  test("a token of the JWT template, its person", async () => {
    const claims = clerk.templateClaims(CARLA, now(), "carla@client.test");
    expect((await viewerOf(await clerk.sign(claims))).name).toBe("Carla");
  });

  test("a session token of the Convex integration, its person: its sid is no session of ours", async () => {
    const token = await clerk.sign(clerk.sessionClaims(CARLA, now()));
    expect((await viewerOf(token)).name).toBe("Carla");
  });

  test("a stranger's token, nobody, whatever address it names", async () => {
    const client = engine.openClient();
    const claims = clerk.templateClaims("user_2stranger", now(), people.carla.email);
    await isTaken(client, await clerk.sign(claims));
    expect(await codeOf(client.query(api.users.viewer, {}))).toBe("NOT_ACTIVATED");
  });
});

describe("an invitation", () => {
  async function invite(): Promise<string> {
    const portalId = await portalOf(t, people.carla);
    const { email } = IVA;
    await people.ana.as.mutation(api.invitations.inviteClient, { portalId, email, name: "Iva" });
    const links = JSON.stringify(await dumpTables(t)).matchAll(/\/invitation\/([a-z0-9]+)/g);
    return [...links].at(-1)?.[1] ?? "";
  }

  async function accept(claims: JWTPayload, token: string): Promise<ConvexClient> {
    const client = engine.openClient();
    await isTaken(client, await clerk.sign(claims));
    await client.mutation(api.invitations.accept, { token });
    return client;
  }

  test("is accepted by its address once Clerk has verified it", async () => {
    const claims = clerk.templateClaims(IVA.subject, now(), IVA.email);
    const client = await accept(claims, await invite());
    expect(await client.query(api.users.viewer, {})).toMatchObject({ kind: "client", name: "Iva" });
  });

  test("is accepted with a session token, if that names the verified address", async () => {
    const address = { email: IVA.email, email_verified: true };
    const claims = { ...clerk.sessionClaims(IVA.subject, now()), ...address };
    const client = await accept(claims, await invite());
    expect((await client.query(api.users.viewer, {})).name).toBe("Iva");
  });

  test.each([
    ["an address not verified", { email_verified: false }],
    ["a verification that is only a word", { email_verified: "true" }],
    ["another address", { email: "mallory@client.test" }],
    ["no address", { email: undefined }],
  ])("is not accepted with %s", async (_what, changes) => {
    const claims = { ...clerk.templateClaims(IVA.subject, now(), IVA.email), ...changes };
    expect(await codeOf(accept(claims, await invite()))).toBe("INVITATION_NOT_VALID");
  });
});

describe("refused, with nothing run as anybody, is a token with", () => {
  const good = () => clerk.templateClaims(CARLA, now(), "carla@client.test");

  async function byPublicKey(): Promise<string> {
    const key = await importJWK(clerk.publicJwk, "RS256", { extractable: true });
    const secret = new TextEncoder().encode(await exportSPKI(key as CryptoKey));
    const header = { alg: "HS256", kid: clerk.publicJwk.kid ?? "" };
    return await new SignJWT(good()).setProtectedHeader(header).sign(secret);
  }

  const WRONG: [string, () => Promise<string>][] = [
    ["another audience", async () => await clerk.sign({ ...good(), aud: "hasura" })],
    [
      "no audience, as sessions have without the integration",
      async () => await clerk.sign(clerk.claims(CARLA, now())),
    ],
    [
      "another issuer",
      async () => await clerk.sign({ ...good(), iss: "https://evil.clerk.accounts.dev" }),
    ],
    [
      "another Clerk instance behind it",
      async () => await other.sign(other.templateClaims(CARLA, now(), "carla@client.test")),
    ],
    [
      "another Clerk instance's key, in our instance's name",
      async () => await other.sign(good(), clerk.publicJwk.kid),
    ],
    ["HS256 and the public key as secret", byPublicKey],
    ["a key id that the instance does not have", async () => await clerk.sign(good(), "ins_none")],
    [
      "a time that is over",
      async () => await clerk.sign(clerk.templateClaims(CARLA, now() - 70_000, "c@client.test")),
    ],
    [
      "a time that has not come",
      async () => await clerk.sign({ ...good(), nbf: Math.floor(now() / 1000) + 60 }),
    ],
    [
      "the built-in sign-in's issuer",
      async () => await clerk.sign({ ...good(), iss: "https://sign-in.anteroom.invalid" }),
    ],
  ];

  test.each(WRONG)("%s", async (_what, make) => {
    const before = await dumpTables(t);
    const client = engine.openClient();
    expect(await isTaken(client, await make())).toBe(false);
    expect(await codeOf(client.query(api.users.viewer, {}))).toBe("UNAUTHENTICATED");
    const rename = client.mutation(api.users.updateProfile, { name: "Mallory" });
    expect(await codeOf(rename)).toBe("UNAUTHENTICATED");
    expect(await dumpTables(t)).toEqual(before);
  });
});

test("a new key is fetched when it first signs, and the old one signs nobody in after that", async () => {
  const sign = async (kid?: string) => await clerk.sign(clerk.sessionClaims(CARLA, now()), kid);
  expect((await viewerOf(await sign())).name).toBe("Carla");
  const byOldKey = await sign();
  await clerk.rotateKey("ins_second");
  vi.useFakeTimers({ now: Date.now() + KEY_COOLDOWN_MS + 1_000, toFake: ["Date"] });
  const before = clerk.keyRequests;
  expect((await viewerOf(await sign())).name).toBe("Carla");
  expect(clerk.keyRequests).toBe(before + 1);
  expect(await isTaken(engine.openClient(), byOldKey)).toBe(false);
  for (const kid of ["ins_x", "ins_y", "ins_z"]) {
    expect(await isTaken(engine.openClient(), await sign(kid))).toBe(false);
  }
  expect(clerk.keyRequests, "unknown keys do not make us ask Clerk each time").toBe(before + 1);
});
