/**
 * The one secret of the built-in sign-in: an ES256 key (RFC 7517 JWK with `kid`) in AUTH_SIGNING_KEY.
 * It signs access tokens, and from its private part come the keys of the codes and refresh tokens.
 * Another key signs everybody out, and nothing else.
 */
import type { JWK } from "jose";

/**
 * Constant on purpose: where the app answers may change. Tokens of another installation fail on the
 * key. `.invalid` can never be anybody's address (RFC 2606).
 */
export const BUILT_IN_ISSUER = "https://sign-in.anteroom.invalid";
export const BUILT_IN_AUDIENCE = "anteroom";

export type SigningKey = JWK & { kid: string; d: string; x: string; y: string };

/** Reads the key. Throws a plain Error that never repeats the value. */
export function parseSigningKey(text: string): SigningKey {
  const key = parse(text);
  const parts = [key?.kid, key?.d, key?.x, key?.y];
  const isWhole = parts.every((part) => typeof part === "string" && part !== "");
  if (!isWhole || key?.kty !== "EC" || key.crv !== "P-256") {
    throw new Error("AUTH_SIGNING_KEY is no private ES256 key (a JWK with kid).");
  }
  return key as SigningKey;
}

function parse(text: string): JWK | null {
  try {
    return JSON.parse(text) as JWK | null;
  } catch {
    return null;
  }
}

/** The public half as the `data:` URI that Convex's customJwt providers take for `jwks`. */
export function jwksDataUri(signingKey: JWK): string {
  const { kty, crv, x, y, kid } = signingKey;
  const jwks = JSON.stringify({ keys: [{ kty, crv, x, y, kid, alg: "ES256", use: "sig" }] });
  return `data:text/plain;charset=utf-8;base64,${btoa(jwks)}`;
}
