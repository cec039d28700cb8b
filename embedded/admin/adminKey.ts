/** Who holds the admin key may do everything; nobody else learns that there is one. */
import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { BlockList, isIPv4, isIPv6 } from "node:net";
import { identityKey } from "../auth/claims.ts";
import type { SessionIdentity } from "../auth/sessionIdentity.ts";
import type { Identity } from "../execution/types.ts";

/** Convex's form of an Authorization header with an admin key. */
const ADMIN_SCHEME = /^Convex +(\S+)$/;

const FORWARDING_HEADERS = ["x-forwarded-for", "x-real-ip", "forwarded", "via"];
const LOOPBACK_NAME = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** Responsible for the comparison with the one key, which takes one time whatever was sent. */
export class AdminKey {
  readonly #hash: Buffer;

  constructor(key: string) {
    this.#hash = hashOf(key);
  }

  /**
   * The caller behind `key`, or `key:<base64 of claims>`, which lets functions see somebody of the
   * admin's choice. Null for any other text.
   */
  read(text: string): SessionIdentity | null {
    const colon = text.lastIndexOf(":");
    if (this.#is(text)) return { identity: null, key: "admin", expiryTime: null };
    if (colon < 0 || !this.#is(text.slice(0, colon))) return null;
    const identity = readClaims(text.slice(colon + 1));
    return (
      identity && { identity, key: `admin acting as ${identityKey(identity)}`, expiryTime: null }
    );
  }

  /** The same for an Authorization header. */
  readHeader(header: string | null): SessionIdentity | null {
    const text = ADMIN_SCHEME.exec(header ?? "")?.[1];
    return text === undefined ? null : this.read(text);
  }

  #is(text: string): boolean {
    return timingSafeEqual(hashOf(text), this.#hash);
  }
}

/** Hashes have one length. */
function hashOf(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

function readClaims(encoded: string): Identity | null {
  try {
    const claims = JSON.parse(Buffer.from(encoded, "base64").toString("utf8")) as Identity;
    const texts = [claims.tokenIdentifier, claims.issuer, claims.subject];
    return texts.every((text) => typeof text === "string" && text !== "") ? claims : null;
  } catch {
    return null;
  }
}

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

/**
 * True for a request that a program of this computer made by itself: from a loopback address, to a
 * loopback name, and not passed on by a proxy. Behind one everybody comes from this computer.
 */
export function isFromThisComputer({
  headers,
  socket,
}: Pick<IncomingMessage, "headers" | "socket">): boolean {
  if (FORWARDING_HEADERS.some((name) => headers[name] !== undefined)) return false;
  if (!LOOPBACK_NAME.test(headers.host ?? "")) return false;
  const address = (socket.remoteAddress ?? "").replace(/^::ffff:(?=\d+\.)/i, "");
  if (isIPv4(address)) return loopback.check(address, "ipv4");
  return isIPv6(address) && loopback.check(address, "ipv6");
}
