/** Access tokens (RFC 7519): short, signed, and worth nothing once their session is gone. */
import { importJWK, SignJWT } from "jose";
import { signingKey } from "../env";
import { BUILT_IN_AUDIENCE, BUILT_IN_ISSUER } from "./signingKey";

/** Short, since a session that ends is noticed by every door, but a leaked token outside is not. */
export const ACCESS_TOKEN_LIFE_MS = 12 * 60_000;

/** A token for a person's session, valid for 12 minutes from `now` (ms). For actions only: signing is random. */
export async function signAccessToken(
  { userId, sessionId }: { userId: string; sessionId: string },
  now: number,
): Promise<{ accessToken: string; /** ms since the epoch */ expiresTime: number }> {
  const key = signingKey();
  const issuedSeconds = Math.floor(now / 1000);
  const expiresSeconds = issuedSeconds + ACCESS_TOKEN_LIFE_MS / 1000;
  const accessToken = await new SignJWT({ sid: sessionId })
    .setProtectedHeader({ alg: "ES256", typ: "JWT", kid: key.kid })
    .setIssuer(BUILT_IN_ISSUER)
    .setAudience(BUILT_IN_AUDIENCE)
    .setSubject(userId)
    .setIssuedAt(issuedSeconds)
    .setExpirationTime(expiresSeconds)
    .sign(await importJWK(key, "ES256"));
  return { accessToken, expiresTime: expiresSeconds * 1000 };
}
