/** Who holds the admin key may do everything; nobody else learns that there is one. */
import { createHash, timingSafeEqual } from "node:crypto";
import type { JSONValue } from "convex/values";
import { identityKey } from "../auth/claims.ts";
import type { SessionIdentity } from "../auth/sessionIdentity.ts";
import type { Identity } from "../execution/types.ts";
import { type Client, isLoopbackAddress } from "../http/clientAddress.ts";

/** Convex's form of an Authorization header with an admin key, which has no colon. */
const ADMIN_HEADER = /^Convex +([^\s:]+)(?::(\S+))?$/;

const LOOPBACK_NAME = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** Responsible for the comparison with the one key, which takes one time whatever was sent. */
export class AdminKey {
  readonly #hash: Buffer;

  constructor(key: string) {
    this.#hash = hashOf(key);
  }

  /**
   * The caller behind the key: nobody in particular, or whom the admin wants functions to see. Null
   * for any other text, and for claims that are nobody's.
   */
  read(text: string, claims: JSONValue | null): SessionIdentity | null {
    if (!this.#is(text)) return null;
    if (claims === null) return { identity: null, key: "admin", expiryTime: null };
    if (!isIdentity(claims)) return null;
    return { identity: claims, key: `admin as ${identityKey(claims)}`, expiryTime: null };
  }

  /** The same for an Authorization header, in which the claims follow the key in base64. */
  readHeader(header: string | null): SessionIdentity | null {
    const [, key, claims] = ADMIN_HEADER.exec(header ?? "") ?? [];
    if (key === undefined) return null;
    return claims === undefined ? this.read(key, null) : this.read(key, decodeClaims(claims));
  }

  #is(text: string): boolean {
    return timingSafeEqual(hashOf(text), this.#hash);
  }
}

/** Hashes have one length. */
function hashOf(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

/** What cannot be read is no null: an admin who means to be somebody must not be nobody. */
function decodeClaims(encoded: string): JSONValue {
  try {
    return JSON.parse(Buffer.from(encoded, "base64").toString("utf8")) as JSONValue;
  } catch {
    return "unreadable";
  }
}

function isIdentity(claims: JSONValue): claims is Identity & { [name: string]: JSONValue } {
  const { tokenIdentifier, issuer, subject } = claims as Partial<Identity>;
  return [tokenIdentifier, issuer, subject].every(
    (text) => typeof text === "string" && text !== "",
  );
}

/**
 * True for a request that a program of this computer made by itself: from a loopback address, to a
 * loopback name (`host`), and not passed on by a proxy. Behind one everybody comes from this computer.
 */
export function isFromThisComputer(host: string, { address, isForwarded }: Client): boolean {
  return isLoopbackAddress(address) && !isForwarded && LOOPBACK_NAME.test(host);
}
