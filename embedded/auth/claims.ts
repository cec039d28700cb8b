import type { JSONValue } from "convex/values";
import type { JWTPayload } from "jose";
import type { Identity } from "../execution/types.ts";

/** OpenID Connect's standard claims (Core 1.0 §5.1) under the names of Convex's UserIdentity. */
const STANDARD_CLAIMS: Record<string, string> = {
  name: "name",
  given_name: "givenName",
  family_name: "familyName",
  nickname: "nickname",
  preferred_username: "preferredUsername",
  profile: "profileUrl",
  picture: "pictureUrl",
  email: "email",
  email_verified: "emailVerified",
  gender: "gender",
  birthdate: "birthday",
  zoneinfo: "timezone",
  locale: "language",
  phone_number: "phoneNumber",
  phone_number_verified: "phoneNumberVerified",
  updated_at: "updatedAt",
};

/**
 * About the token, not about the person. They change with each refresh, so keeping them out lets a
 * refreshed sign-in find the results of the one before.
 */
const TOKEN_CLAIMS = new Set(["iss", "sub", "aud", "exp", "iat", "nbf", "jti", "nonce", "at_hash"]);

/** No claim may stand in for what says who somebody is. */
const RESERVED = new Set(["tokenIdentifier", "issuer", "subject"]);

/**
 * The identity that functions see. Nested objects of a customJwt token appear as dotted fields
 * ("org.id"), as on Convex; an OIDC token keeps its own claims as they are.
 */
export function toIdentity(payload: JWTPayload, nested: "flatten" | "keep"): Identity {
  const issuer = String(payload.iss);
  const subject = String(payload.sub);
  const identity: Identity = { tokenIdentifier: `${issuer}|${subject}`, issuer, subject };
  for (const [claim, value] of Object.entries(payload)) {
    if (!TOKEN_CLAIMS.has(claim)) addClaim(identity, claim, value as JSONValue, nested);
  }
  // Last, so that a claim of the app's own making cannot pass for e.g. `emailVerified`.
  for (const [claim, name] of Object.entries(STANDARD_CLAIMS)) {
    if (!Object.hasOwn(payload, claim)) continue;
    delete identity[claim];
    addClaim(identity, name, payload[claim] as JSONValue, "keep");
  }
  return identity;
}

function addClaim(
  identity: Identity,
  name: string,
  value: JSONValue,
  nested: "flatten" | "keep",
): void {
  if (RESERVED.has(name) || name === "__proto__") return;
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  if (isObject && nested === "flatten") {
    for (const [key, inner] of Object.entries(value)) {
      addClaim(identity, `${name}.${key}`, inner as JSONValue, nested);
    }
    return;
  }
  identity[name] = value;
}

/** Equal for two identities exactly when functions would see the same claims. */
export function identityKey(identity: Identity): string {
  return JSON.stringify(sortKeys(identity as JSONValue));
}

function sortKeys(value: JSONValue): JSONValue {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value as Record<string, JSONValue>);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sortKeys(inner)]));
}
