import { exportSPKI, importJWK, SignJWT } from "jose";
import type { JWTHeaderParameters, JWTPayload } from "jose";
import { beforeAll, afterAll, describe, expect, test } from "vitest";
import { AuthenticationError, TokenVerifier } from "./tokenVerifier.ts";
import { readProviders } from "./providers.ts";
import { ManualClock } from "../clock.ts";
import { AUDIENCE, ISSUER, OIDC_AUDIENCE, TokenIssuer } from "./testing.ts";

let issuer: TokenIssuer;
let other: TokenIssuer;
const clock = new ManualClock();
const now = Math.floor(clock.now() / 1000);
const good = { iss: ISSUER, aud: AUDIENCE, sub: "carla", iat: now, exp: now + 600 };
const header = { alg: "ES256", kid: "custom-1" };

beforeAll(async () => {
  issuer = await TokenIssuer.start();
  other = await TokenIssuer.start();
});
afterAll(async () => {
  await issuer.close();
  await other.close();
});

function verifier(): TokenVerifier {
  const { FIXTURE_ISSUER, FIXTURE_JWKS, FIXTURE_OIDC_DOMAIN } = issuer.env;
  const providers = readProviders({
    providers: [
      {
        type: "customJwt",
        issuer: FIXTURE_ISSUER,
        jwks: FIXTURE_JWKS,
        algorithm: "ES256",
        applicationID: AUDIENCE,
      },
      { domain: FIXTURE_OIDC_DOMAIN, applicationID: OIDC_AUDIENCE },
    ],
  });
  return new TokenVerifier(providers, clock);
}

function sign(payload: JWTPayload, protectedHeader: JWTHeaderParameters = header, from = issuer) {
  return new SignJWT(payload).setProtectedHeader(protectedHeader).sign(from.custom.privateKey);
}

function unsigned(payload: JWTPayload): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");
  return `${encode({ alg: "none", kid: "custom-1" })}.${encode(payload)}.`;
}

/** The public key is no secret: whoever lets the token choose HMAC accepts it as the key. */
async function signedWithPublicKey(): Promise<string> {
  const key = (await importJWK(issuer.custom.publicJwk, "ES256", {
    extractable: true,
  })) as CryptoKey;
  const secret = new TextEncoder().encode(await exportSPKI(key));
  return new SignJWT(good).setProtectedHeader({ alg: "HS256", kid: "custom-1" }).sign(secret);
}

/** jose does not sign what it would not accept, so this one is put together by hand. */
async function signedWithExtension(): Promise<string> {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");
  const content = `${encode({ ...header, crit: ["x"], x: 1 })}.${encode(good)}`;
  const algorithm = { name: "ECDSA", hash: "SHA-256" };
  const bytes = new TextEncoder().encode(content);
  const signature = await crypto.subtle.sign(algorithm, issuer.custom.privateKey, bytes);
  return `${content}.${Buffer.from(signature).toString("base64url")}`;
}

function tampered(token: string): string {
  const [head, , signature] = token.split(".");
  const payload = Buffer.from(JSON.stringify({ ...good, sub: "ana" })).toString("base64url");
  return `${head}.${payload}.${signature}`;
}

const { aud: _aud, ...withoutAudience } = good;
const { exp: _exp, ...withoutExpiry } = good;
const { sub: _sub, ...withoutSubject } = good;

const WRONG: [string, () => Promise<string> | string][] = [
  ["no signature at all (alg none)", () => unsigned(good)],
  ["HS256 with the public key as secret", signedWithPublicKey],
  ["a key id that the issuer does not have", () => sign(good, { ...header, kid: "custom-2" })],
  ["no key id", () => sign(good, { alg: "ES256" })],
  [
    "another's key under our key id, with jku to fetch it",
    () => sign(good, { ...header, jku: `${other.oidcDomain}/keys` }, other),
  ],
  [
    "another's key under our key id, with x5u to fetch it",
    () => sign(good, { ...header, x5u: `${other.oidcDomain}/keys` }, other),
  ],
  [
    "another's key brought along as jwk",
    () => sign(good, { ...header, jwk: other.custom.publicJwk }, other),
  ],
  ["another issuer", () => sign({ ...good, iss: "https://other.example" })],
  ["an issuer that begins like ours", () => sign({ ...good, iss: `${ISSUER}.evil` })],
  ["an issuer that is a list", () => sign({ ...good, iss: [ISSUER] as unknown as string })],
  ["no audience", () => sign(withoutAudience)],
  ["another audience", () => sign({ ...good, aud: "other" })],
  ["audiences without ours", () => sign({ ...good, aud: ["other", "fixture2"] })],
  ["expired by 10 s", () => sign({ ...good, exp: now - 10 })],
  ["no expiry", () => sign(withoutExpiry)],
  ["not valid for another ten minutes", () => sign({ ...good, nbf: now + 600 })],
  ["a payload that was changed", async () => tampered(await sign(good))],
  ["another's signature under our key id", () => sign(good, header, other)],
  ["no subject", () => sign(withoutSubject)],
  ["an empty subject", () => sign({ ...good, sub: "" })],
  ["an extension that must be understood (crit) and is not", signedWithExtension],
  ["a megabyte", () => sign({ ...good, padding: "x".repeat(2 ** 20) })],
  ["no JWT", () => "not-a-token"],
  ["nothing", () => ""],
  ["three dots of rubbish", () => "a.b.c"],
];

describe("a token is refused with", () => {
  test.each(WRONG)("%s", async (_name, make) => {
    const token = await make();
    await expect(verifier().verify(token)).rejects.toBeInstanceOf(AuthenticationError);
    expect(other.requests).toBe(0);
  });

  test("the provider's other algorithm, though the key is right", async () => {
    const token = await new SignJWT({ ...good, iss: issuer.oidcDomain, aud: OIDC_AUDIENCE })
      .setProtectedHeader({ alg: "PS256", kid: "oidc-1" })
      .sign(await importJWK({ ...issuer.oidc.publicJwk }, "PS256").then(() => pssKey()));
    await expect(verifier().verify(token)).rejects.toBeInstanceOf(AuthenticationError);
  });
});

/** The same RSA key, declared for PSS: Web Crypto binds keys to an algorithm. */
async function pssKey(): Promise<CryptoKey> {
  const jwk = await crypto.subtle.exportKey("jwk", issuer.oidc.privateKey);
  const { alg: _alg, ...bare } = jwk;
  const algorithm = { name: "RSA-PSS", hash: "SHA-256" };
  return crypto.subtle.importKey("jwk", bare, algorithm, false, ["sign"]);
}

describe("a good token", () => {
  test("gives issuer, subject and claims under Convex's names", async () => {
    const claims = {
      name: "Carla",
      given_name: "C",
      email_verified: false,
      emailVerified: true,
      org: { id: 7 },
    };
    const { identity } = await verifier().verify(await sign({ ...good, ...claims }));
    expect(identity).toEqual({
      tokenIdentifier: `${ISSUER}|carla`,
      issuer: ISSUER,
      subject: "carla",
      name: "Carla",
      givenName: "C",
      emailVerified: false,
      "org.id": 7,
    });
  });

  test("cannot take over the fields that say who somebody is", async () => {
    const claims = {
      tokenIdentifier: "x|ana",
      subject: "ana",
      issuer: "x",
      ["__proto__"]: { a: 1 },
    };
    const { identity } = await verifier().verify(await sign({ ...good, ...claims }));
    expect(identity).toEqual({
      tokenIdentifier: `${ISSUER}|carla`,
      issuer: ISSUER,
      subject: "carla",
    });
    expect(({} as Record<string, unknown>)["a"]).toBeUndefined();
  });

  test("counts with or without the issuer's trailing slash, and within 5 s of its expiry", async () => {
    const slash = await verifier().verify(await sign({ ...good, iss: `${ISSUER}/` }));
    expect(slash.identity?.subject).toBe("carla");
    const late = await verifier().verify(await sign({ ...good, exp: now - 4 }));
    expect(late.expiryTime).toBe((now - 4 + 5) * 1000);
  });

  test("of an OIDC provider is checked against its published keys, fetched once", async () => {
    const shared = verifier();
    const before = issuer.requests;
    for (const sub of ["carla", "omar"]) {
      const token = await issuer.signOidc(sub, { iat: now, exp: now + 600, address: { a: 1 } });
      const { identity } = await shared.verify(token);
      expect(identity).toMatchObject({ subject: sub, address: { a: 1 } });
    }
    expect(issuer.requests - before).toBe(2);
  });

  test("is not remembered beyond its expiry", async () => {
    const shared = verifier();
    const token = await sign({ ...good, exp: now + 60 });
    await shared.verify(token);
    const start = clock.now();
    clock.set(start + 66_000);
    await expect(shared.verify(token)).rejects.toMatchObject({ code: "TokenExpired" });
    clock.set(start);
  });
});

test("a provider that does not answer is asked again only after a pause", async () => {
  const gone = await TokenIssuer.start();
  const providers = readProviders({
    providers: [{ domain: gone.oidcDomain, applicationID: OIDC_AUDIENCE }],
  });
  const tokens = [await gone.signOidc("a"), await gone.signOidc("b")];
  await gone.close();
  const shared = new TokenVerifier(providers, { ...clock, now: () => Date.now() } as ManualClock);
  for (const token of tokens) {
    await expect(shared.verify(token)).rejects.toBeInstanceOf(AuthenticationError);
  }
  expect(gone.requests).toBe(0);
});

test("keys are fetched over https or from this machine, from nowhere else", () => {
  const provider = { domain: "http://issuer.example", applicationID: "x" };
  expect(() => readProviders({ providers: [provider] })).toThrow(/https/);
  const secret = { type: "customJwt", issuer: "x", jwks: "https://x.example", algorithm: "HS256" };
  expect(() => readProviders({ providers: [secret] })).toThrow(/algorithm/);
});
