import http from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, importJWK, SignJWT } from "jose";
import type { JWK, JWTPayload } from "jose";

export const ISSUER = "https://fixture.example";
export const AUDIENCE = "fixture";
export const OIDC_AUDIENCE = "fixture-oidc";

type KeyPair = { privateKey: CryptoKey; publicJwk: JWK };

async function makeKeyPair(algorithm: string, kid: string): Promise<KeyPair> {
  const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true });
  return { privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, alg: algorithm } };
}

async function readKeyPair(text: string): Promise<KeyPair> {
  const { d: _private, ...publicJwk } = JSON.parse(text) as JWK;
  const privateKey = (await importJWK(JSON.parse(text) as JWK, "ES256")) as CryptoKey;
  return { privateKey, publicJwk };
}

/** The sign-in services of the fixture: a customJwt issuer and an OIDC provider on loopback. */
export class TokenIssuer {
  readonly custom: KeyPair;
  readonly oidc: KeyPair;
  readonly oidcDomain: string;
  /** How often the OIDC provider was asked for anything. */
  requests = 0;
  readonly #server: http.Server;

  private constructor(custom: KeyPair, oidc: KeyPair, server: http.Server) {
    this.custom = custom;
    this.oidc = oidc;
    this.#server = server;
    this.oidcDomain = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on("request", (request, response) => {
      this.requests += 1;
      response.setHeader("Content-Type", "application/json");
      response.end(JSON.stringify(this.#document(request.url ?? "")));
    });
  }

  /** @param customKey private ES256 key (JWK as text) of the customJwt issuer; default: a new one. */
  static async start(customKey?: string): Promise<TokenIssuer> {
    const server = http.createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const custom =
      customKey === undefined ? makeKeyPair("ES256", "custom-1") : readKeyPair(customKey);
    const keys = [custom, makeKeyPair("RS256", "oidc-1")] as const;
    return new TokenIssuer(await keys[0], await keys[1], server);
  }

  #document(url: string): object {
    if (url === "/.well-known/openid-configuration") {
      return { issuer: `${this.oidcDomain}/`, jwks_uri: `${this.oidcDomain}/keys` };
    }
    return { keys: [this.oidc.publicJwk] };
  }

  /** What the fixture's auth.config.ts reads. */
  get env(): Record<string, string> {
    const jwks = Buffer.from(JSON.stringify({ keys: [this.custom.publicJwk] })).toString("base64");
    return {
      FIXTURE_ISSUER: ISSUER,
      FIXTURE_JWKS: `data:application/json;base64,${jwks}`,
      FIXTURE_OIDC_DOMAIN: this.oidcDomain,
    };
  }

  /** A good customJwt token for `subject`; `lifetime` in seconds from `now` (ms). */
  sign(
    subject: string,
    { now = Date.now(), lifetime = 600, claims = {} as JWTPayload } = {},
  ): Promise<string> {
    const issuedAt = Math.floor(now / 1000);
    const payload = { iss: ISSUER, aud: AUDIENCE, sub: subject, iat: issuedAt, ...claims };
    return new SignJWT({ exp: issuedAt + lifetime, ...payload })
      .setProtectedHeader({ alg: "ES256", kid: "custom-1" })
      .sign(this.custom.privateKey);
  }

  /** A good token of the OIDC provider. */
  signOidc(subject: string, claims: JWTPayload = {}): Promise<string> {
    const iat = Math.floor(Date.now() / 1000);
    const payload = { iss: this.oidcDomain, aud: OIDC_AUDIENCE, sub: subject, iat, exp: iat + 600 };
    return new SignJWT({ ...payload, ...claims })
      .setProtectedHeader({ alg: "RS256", kid: "oidc-1" })
      .sign(this.oidc.privateKey);
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }
}
