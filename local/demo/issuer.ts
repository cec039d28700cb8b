/** Signs the tokens with which the demo's people enter: a customJwt issuer of this one process. */
import { importJWK, SignJWT, type JWK } from "jose";

/**
 * Constant on purpose: it is part of each person's identity (`issuer|subject`) in the database, so
 * it must survive another port. Tokens of another installation fail on the key.
 */
export const DEMO_ISSUER = "https://demo.anteroom.invalid";
export const DEMO_AUDIENCE = "anteroom";
const TOKEN_LIFETIME_MS = 60 * 60 * 1000;

export type DemoToken = { token: string; /** ms since the epoch */ expiresTime: number };

/** The public half as the `data:` URI that Convex's customJwt providers take for `jwks`. */
export function jwksDataUri(signingKey: JWK): string {
  const { d: _private, ...publicKey } = signingKey;
  const jwks = JSON.stringify({ keys: [{ ...publicKey, use: "sig" }] });
  return `data:text/plain;charset=utf-8;base64,${Buffer.from(jwks).toString("base64")}`;
}

/** Issues a token for `subject`, valid for one hour from `now` (ms since the epoch). */
export async function issueDemoToken(
  signingKey: JWK,
  subject: string,
  now: number,
): Promise<DemoToken> {
  const issuedSeconds = Math.floor(now / 1000);
  const expiresSeconds = issuedSeconds + TOKEN_LIFETIME_MS / 1000;
  const token = await new SignJWT({})
    .setProtectedHeader({ alg: "ES256", typ: "JWT", kid: signingKey.kid ?? "" })
    .setIssuer(DEMO_ISSUER)
    .setAudience(DEMO_AUDIENCE)
    .setSubject(subject)
    .setIssuedAt(issuedSeconds)
    .setExpirationTime(expiresSeconds)
    .sign(await importJWK(signingKey, "ES256"));
  return { token, expiresTime: expiresSeconds * 1000 };
}
