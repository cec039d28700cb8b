import { createHash } from "node:crypto";
import { decodeJwt, decodeProtectedHeader, errors, jwtVerify } from "jose";
import type { JWTPayload } from "jose";
import type { Clock } from "../clock.ts";
import { identityKey, toIdentity } from "./claims.ts";
import { KeySet } from "./keySets.ts";
import { withoutSlash } from "./providers.ts";
import type { Provider } from "./providers.ts";
import type { SessionIdentity } from "./sessionIdentity.ts";

/** A token that says nothing about who is calling. The message goes to the client. */
export class AuthenticationError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = "AuthenticationError";
    this.code = code;
  }
}

/** Far above any honest token; a megabyte is refused before it is decoded. */
const MAX_TOKEN_CHARACTERS = 16_384;
/** Clocks of two machines differ; as in Convex, 5 s do not count, at either end of a token. */
const TOLERANCE_SECONDS = 5;
const CACHE_SIZE = 10_000;

type CandidateProvider = { provider: Provider; keys: KeySet };

/**
 * Decides whom a sign-in token speaks for. Only providers of auth.config.ts count: the algorithm
 * comes from there, the keys come from there, and nothing that the token says about itself (`jku`,
 * `jwk`, `x5u`, its own choice of algorithm) is followed.
 */
export class TokenVerifier {
  readonly #candidates: CandidateProvider[];
  readonly #clock: Clock;
  /** By SHA-256 of the token, oldest first: verifying costs a signature check each time. */
  readonly #verified = new Map<string, SessionIdentity>();

  constructor(providers: readonly Provider[], clock: Clock) {
    this.#candidates = providers.map((provider) => ({ provider, keys: new KeySet(provider) }));
    this.#clock = clock;
  }

  /** The identity behind `token`; throws AuthenticationError for every other token. */
  async verify(token: string): Promise<SessionIdentity> {
    if (token.length > MAX_TOKEN_CHARACTERS) throw invalidToken("The token is too long");
    const hash = createHash("sha256").update(token).digest("base64");
    const known = this.#verified.get(hash);
    if (known !== undefined && this.#clock.now() < (known.expiryTime ?? 0)) return known;
    this.#verified.delete(hash);
    const identity = await this.#verifyAfresh(token);
    this.#remember(hash, identity);
    return identity;
  }

  #remember(hash: string, identity: SessionIdentity): void {
    this.#verified.set(hash, identity);
    if (this.#verified.size <= CACHE_SIZE) return;
    for (const oldest of this.#verified.keys()) {
      this.#verified.delete(oldest);
      break;
    }
  }

  async #verifyAfresh(token: string): Promise<SessionIdentity> {
    const { payload, algorithm, keyId } = decode(token);
    const candidates = this.#candidates.filter(
      ({ provider }) =>
        typeof payload.iss === "string" &&
        withoutSlash(payload.iss) === provider.issuer &&
        hasAudience(payload, provider.audience) &&
        provider.algorithms.includes(algorithm) &&
        (keyId !== undefined || provider.type === "oidc"),
    );
    let failure = new AuthenticationError(
      "NoAuthProvider",
      "No auth provider found matching the given token",
    );
    for (const candidate of candidates) {
      try {
        return await this.#verifyWith(candidate, token);
      } catch (error) {
        failure = toAuthenticationError(error);
      }
    }
    throw failure;
  }

  async #verifyWith({ provider, keys }: CandidateProvider, token: string) {
    const { payload } = await jwtVerify(token, keys.getKey, {
      algorithms: [...provider.algorithms],
      issuer: [provider.issuer, `${provider.issuer}/`],
      ...(provider.audience === null ? {} : { audience: provider.audience }),
      clockTolerance: TOLERANCE_SECONDS,
      currentDate: new Date(this.#clock.now()),
      requiredClaims: ["iss", "sub", "exp"],
    });
    if (typeof payload.sub !== "string" || payload.sub === "") throw invalidToken("No subject");
    const identity = toIdentity(payload, provider.type === "customJwt" ? "flatten" : "keep");
    const expiryTime = ((payload.exp ?? 0) + TOLERANCE_SECONDS) * 1_000;
    return { identity, key: identityKey(identity), expiryTime };
  }
}

function decode(token: string): { payload: JWTPayload; algorithm: string; keyId?: string } {
  try {
    const { alg, kid } = decodeProtectedHeader(token);
    const payload = decodeJwt(token);
    return { payload, algorithm: alg ?? "none", ...(kid === undefined ? {} : { keyId: kid }) };
  } catch {
    throw invalidToken("Could not parse the token as a JWT");
  }
}

function hasAudience(payload: JWTPayload, audience: string | null): boolean {
  if (audience === null) return true;
  return Array.isArray(payload.aud) ? payload.aud.includes(audience) : payload.aud === audience;
}

function toAuthenticationError(error: unknown): AuthenticationError {
  if (error instanceof AuthenticationError) return error;
  if (error instanceof errors.JWTExpired) {
    return new AuthenticationError("TokenExpired", "Token expired");
  }
  return invalidToken("Could not verify the token");
}

function invalidToken(message: string): AuthenticationError {
  return new AuthenticationError("InvalidToken", message);
}
