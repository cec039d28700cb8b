import { createLocalJWKSet, createRemoteJWKSet } from "jose";
import type { JSONWebKeySet, JWTVerifyGetKey } from "jose";
import { requireSafeUrl, withoutSlash } from "./providers.ts";
import type { Provider } from "./providers.ts";

/** An unknown key id makes jose look again, but not more often than this. */
const COOLDOWN_MS = 30_000;
const CACHE_MAX_AGE_MS = 10 * 60_000;
const FETCH_TIMEOUT_MS = 5_000;

/**
 * The public keys of one provider, fetched when first needed and cached. A service that cannot be
 * reached is not asked again for 30 s, so bad tokens cannot make this server hammer it.
 */
export class KeySet {
  readonly #provider: Provider;
  #keys: Promise<JWTVerifyGetKey> | null = null;
  #retryTime = 0;

  constructor(provider: Provider) {
    this.#provider = provider;
  }

  /** Key for a token's header; rejects when there is none or the service cannot be reached. */
  readonly getKey: JWTVerifyGetKey = async (header, token) => {
    const keys = await this.#load();
    return keys(header, token);
  };

  #load(): Promise<JWTVerifyGetKey> {
    if (this.#keys === null) {
      if (performance.now() < this.#retryTime) {
        return Promise.reject(new Error("The provider's keys cannot be reached"));
      }
      this.#keys = this.#open().catch((error: unknown) => {
        this.#keys = null;
        this.#retryTime = performance.now() + COOLDOWN_MS;
        throw error;
      });
    }
    return this.#keys;
  }

  async #open(): Promise<JWTVerifyGetKey> {
    const url = this.#provider.jwksUrl ?? (await discoverJwksUrl(this.#provider.issuer));
    if (url.startsWith("data:")) {
      const response = await fetch(url);
      return createLocalJWKSet((await response.json()) as JSONWebKeySet);
    }
    return createRemoteJWKSet(requireSafeUrl(url), {
      cooldownDuration: COOLDOWN_MS,
      cacheMaxAge: CACHE_MAX_AGE_MS,
      timeoutDuration: FETCH_TIMEOUT_MS,
    });
  }
}

/** OpenID Connect Discovery 1.0 §4: the document must name the issuer that it was asked for. */
async function discoverJwksUrl(issuer: string): Promise<string> {
  const response = await fetch(`${issuer}/.well-known/openid-configuration`, {
    redirect: "error",
    signal: AbortSignal.timeout(FETCH_TIMEOUT_MS),
  });
  if (!response.ok) throw new Error(`Discovery answered ${response.status}`);
  const metadata = (await response.json()) as { issuer?: unknown; jwks_uri?: unknown };
  if (typeof metadata.issuer !== "string" || withoutSlash(metadata.issuer) !== issuer) {
    throw new Error("Discovery names another issuer");
  }
  if (typeof metadata.jwks_uri !== "string") throw new Error("Discovery names no keys");
  return metadata.jwks_uri;
}
