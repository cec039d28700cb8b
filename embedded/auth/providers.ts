import type { AuthConfig } from "../modules/types.ts";
import { StartError } from "../config.ts";

/** A sign-in service as convex/auth.config.ts names it, checked and made uniform. */
export type Provider = {
  type: "oidc" | "customJwt";
  /** Issuer without trailing slash; tokens may carry it with or without. */
  issuer: string;
  /** Required audience; null accepts any (customJwt only). */
  audience: string | null;
  algorithms: readonly string[];
  /** Where the keys are: fixed for customJwt, found by discovery for OIDC (null). */
  jwksUrl: string | null;
};

/** Convex accepts just these from an OpenID Connect provider. */
const OIDC_ALGORITHMS = ["RS256", "EdDSA"];
const CUSTOM_JWT_ALGORITHMS = ["RS256", "ES256"];

/** Reads the providers of auth.config.ts; throws StartError for what Convex would refuse too. */
export function readProviders(config: AuthConfig): Provider[] {
  return config.providers.map((provider) => {
    if (provider.type === "customJwt") return readCustomJwt(provider);
    if (provider.type !== undefined && provider.type !== "oidc") {
      throw bad(`unknown provider type ${JSON.stringify(provider.type)}`);
    }
    return {
      type: "oidc",
      issuer: withoutSlash(withScheme(text(provider, "domain"))),
      audience: text(provider, "applicationID"),
      algorithms: OIDC_ALGORITHMS,
      jwksUrl: null,
    };
  });
}

function readCustomJwt(provider: Record<string, unknown>): Provider {
  const algorithm = text(provider, "algorithm");
  if (!CUSTOM_JWT_ALGORITHMS.includes(algorithm)) {
    throw bad(`algorithm must be one of ${CUSTOM_JWT_ALGORITHMS.join(", ")}`);
  }
  const jwksUrl = text(provider, "jwks");
  if (!jwksUrl.startsWith("data:")) requireSafeUrl(jwksUrl);
  return {
    type: "customJwt",
    issuer: withoutSlash(text(provider, "issuer")),
    audience: provider.applicationID === undefined ? null : text(provider, "applicationID"),
    algorithms: [algorithm],
    jwksUrl,
  };
}

/**
 * Keys fetched over plain HTTP could be swapped on the way, so only loopback may do without TLS.
 * Throws StartError.
 */
export function requireSafeUrl(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : null;
  const loopback = url !== null && ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
  if (url === null || !(url.protocol === "https:" || (url.protocol === "http:" && loopback))) {
    throw bad(`${JSON.stringify(address)} is no https URL`);
  }
  return url;
}

function text(provider: Record<string, unknown>, field: string): string {
  const value = provider[field];
  if (typeof value !== "string" || value === "") throw bad(`${field} must be a non-empty string`);
  return value;
}

function withScheme(domain: string): string {
  const address = domain.includes("://") ? domain : `https://${domain}`;
  requireSafeUrl(address);
  return address;
}

/** Services disagree with their own documents about this slash, so it never counts. */
export function withoutSlash(issuer: string): string {
  return issuer.endsWith("/") ? issuer.slice(0, -1) : issuer;
}

function bad(reason: string): StartError {
  return new StartError("BAD_CONFIGURATION", `auth.config.ts: ${reason}.`);
}
