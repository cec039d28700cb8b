/**
 * The only reader of the environment. On Convex these are the deployment's variables; the embedded
 * start passes the same names. Read at call time: a missing one stops the call that needs it, not
 * the deployment.
 */
import { parseSigningKey, type SigningKey } from "./signing/signingKey";

export type EnvName =
  | "APP_URL"
  | "AUTH_SIGNING_KEY"
  | "SETUP_TOKEN_HASH"
  | "CLERK_JWT_ISSUER_DOMAIN"
  | "CLERK_WEBHOOK_SECRET"
  | "CLERK_SECRET_KEY"
  | "CLERK_API_URL"
  | "DEMO_ISSUER"
  | "EMAIL_FROM"
  | "INBOUND_DOMAIN"
  | "RESEND_API_KEY"
  | "RESEND_WEBHOOK_SECRET"
  | "INBOUND_AUTHSERV_ID"
  | "CONVEX_SITE_URL";

/** The variable's value, or null when it is unset or empty. */
export function optionalEnv(name: EnvName): string | null {
  const value = process.env[name];
  return value === undefined || value === "" ? null : value;
}

/** The variable's value. Throws a plain Error that names it (never its value) when it is unset. */
export function requireEnv(name: EnvName): string {
  const value = optionalEnv(name);
  if (value === null) throw new Error(`The environment variable ${name} is not set.`);
  return value;
}

/** Base address of the web app without a trailing slash; every link in an email starts with it. */
export function appUrl(): string {
  return requireEnv("APP_URL").replace(/\/+$/, "");
}

/** Base address of the HTTP actions (unsubscribe, webhooks); Convex sets it by itself. */
export function siteUrl(): string {
  return (optionalEnv("CONVEX_SITE_URL") ?? appUrl()).replace(/\/+$/, "");
}

/** The key of the built-in sign-in. Throws a plain Error when it is unset or no key. */
export function signingKey(): SigningKey {
  return parseSigningKey(requireEnv("AUTH_SIGNING_KEY"));
}
