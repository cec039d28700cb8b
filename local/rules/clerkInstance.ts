/**
 * A stand-in for one Clerk instance: discovery and keys at its Frontend API's address, on loopback, and
 * tokens in the shapes of Clerk's sessions.
 */
import http from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import type { JWK, JWTPayload } from "jose";

type Key = { kid: string; privateKey: CryptoKey; publicJwk: JWK };

async function makeKey(kid: string): Promise<Key> {
  const { privateKey, publicKey } = await generateKeyPair("RS256", { extractable: true });
  const publicJwk = { ...(await exportJWK(publicKey)), kid, alg: "RS256", use: "sig" };
  return { kid, privateKey, publicJwk };
}

export class ClerkInstance {
  /** The Frontend API's address: issuer of all its tokens. */
  readonly issuer: string;
  /** How often its keys were fetched. */
  keyRequests = 0;
  #key: Key;
  readonly #server: http.Server;

  private constructor(key: Key, server: http.Server) {
    this.#key = key;
    this.#server = server;
    this.issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on("request", ({ url = "" }, response) => {
      const document = this.#document(url);
      response.writeHead(document === null ? 404 : 200, { "Content-Type": "application/json" });
      response.end(JSON.stringify(document));
    });
  }

  static async start(): Promise<ClerkInstance> {
    const server = http.createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new ClerkInstance(await makeKey("ins_first"), server);
  }

  #document(url: string): object | null {
    const jwksUrl = "/.well-known/jwks.json";
    if (url === "/.well-known/openid-configuration") {
      return { issuer: this.issuer, jwks_uri: this.issuer + jwksUrl };
    }
    if (url !== jwksUrl) return null;
    this.keyRequests += 1;
    return { keys: [this.#key.publicJwk] };
  }

  get publicJwk(): JWK {
    return this.#key.publicJwk;
  }

  /** From now on only the new key is published and signs. */
  async rotateKey(kid: string): Promise<void> {
    this.#key = await makeKey(kid);
  }

  /**
   * The claims that every token of Clerk's has. `time` in ms; a session token lives for a minute, a
   * template's as long as the template says.
   */
  claims(subject: string, time: number, lifetimeSeconds = 60): JWTPayload {
    const issuedAt = Math.floor(time / 1000);
    return {
      azp: "https://app.test",
      iss: this.issuer,
      sub: subject,
      iat: issuedAt,
      nbf: issuedAt - 10,
      exp: issuedAt + lifetimeSeconds,
      jti: crypto.randomUUID(),
    };
  }

  /** Of the JWT template "convex": the audience and what the template says of the person. */
  templateClaims(subject: string, time: number, email: string): JWTPayload {
    const person = { name: "Iva Koller", given_name: "Iva", email, email_verified: true };
    return { ...this.claims(subject, time), aud: "convex", ...person };
  }

  /** Of the session itself (version 2), with the Convex integration: the audience and no more. */
  sessionClaims(subject: string, time: number): JWTPayload {
    const session = { sid: "sess_2abc", sts: "active", v: 2, fva: [3, -1] };
    return { ...this.claims(subject, time), aud: "convex", ...session };
  }

  async sign(claims: JWTPayload, kid = this.#key.kid): Promise<string> {
    return await new SignJWT(claims)
      .setProtectedHeader({ alg: "RS256", cat: "cl_B7d4PD111AAA", typ: "JWT", kid })
      .sign(this.#key.privateKey);
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }
}
