/** Who is at the other end: the peer of the connection, or whom a trusted proxy speaks for. */
import type { IncomingMessage } from "node:http";
import { BlockList, isIP } from "node:net";

export type Client = {
  /** IPv4 or IPv6; "" when the peer has gone already. */
  address: string;
  /** True when a proxy passed the request on, whether or not its word was taken for the address. */
  isForwarded: boolean;
};

/** Headers by which proxies speak of their client; a client could send each of them itself. */
const FORWARDING_HEADERS = [
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-proto",
  "x-forwarded-port",
  "x-real-ip",
  "forwarded",
  "via",
] as const;

const LOOPBACK = ["127.0.0.0/8", "::1"];

/**
 * Takes the word of trusted proxies and of nobody else. Each proxy adds its peer at the end of
 * X-Forwarded-For, so the list is read from the end: the first address that is no proxy's is the client,
 * and what stands before it may have been made up.
 */
export class ClientAddresses {
  readonly #trusted: BlockList;

  /** @param trusted as `parseProxies` takes them. Throws TypeError for anything else. */
  constructor(trusted: readonly string[]) {
    const proxies = parseProxies(trusted);
    if (proxies === null) throw new TypeError("A trusted proxy is no address or network.");
    this.#trusted = proxies;
  }

  of({ socket, headers }: Pick<IncomingMessage, "socket" | "headers">): Client {
    const isForwarded = FORWARDING_HEADERS.some((name) => headers[name] !== undefined);
    let address = plain(socket.remoteAddress ?? "");
    const named = String(headers["x-forwarded-for"] ?? "").split(",");
    while (this.#trusts(address)) {
      const next = plain(named.pop()?.trim() ?? "");
      if (isIP(next) === 0) break;
      address = next;
    }
    return { address, isForwarded };
  }

  #trusts(address: string): boolean {
    return matches(this.#trusted, address);
  }
}

/** Leaves one header that can be relied on, X-Forwarded-For with the client's address. */
export function replaceForwarding(headers: Headers, { address }: Client): void {
  for (const name of FORWARDING_HEADERS) headers.delete(name);
  if (address !== "") headers.set("X-Forwarded-For", address);
}

/**
 * Whom the sockets of an address count for: an IPv4 address for itself, an IPv6 address for its /64. That
 * is the least that one subscriber gets (RFC 6177, 2), so each may take any number of addresses from it.
 */
export function networkOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = "", tail] = address.replace(/%.*$/, "").split("::");
  const before = head.split(":");
  const after = tail?.split(":") ?? [];
  const left = Array.from({ length: 8 - before.length - after.length }, () => "0");
  const groups = [...before, ...left, ...after].slice(0, 4);
  return `${groups.map((group) => parseInt(group || "0", 16).toString(16)).join(":")}::/64`;
}

const loopback = parseProxies(["loopback"]);

export function isLoopbackAddress(address: string): boolean {
  return loopback !== null && matches(loopback, address);
}

/** Addresses, networks such as 10.0.0.0/8, and "loopback"; null when one of them is none of these. */
export function parseProxies(list: readonly string[]): BlockList | null {
  const proxies = new BlockList();
  for (const entry of list.flatMap((each) => (each === "loopback" ? LOOPBACK : [each]))) {
    const [address = "", bits, ...more] = entry.split("/");
    const version = isIP(address);
    if (version === 0 || more.length > 0) return null;
    const family = version === 4 ? "ipv4" : "ipv6";
    const most = version === 4 ? 32 : 128;
    const prefix = bits === undefined ? most : Number(bits);
    if (bits !== undefined && !(/^\d+$/.test(bits) && prefix <= most)) return null;
    proxies.addSubnet(address, prefix, family);
  }
  return proxies;
}

function matches(list: BlockList, address: string): boolean {
  const version = isIP(address);
  return version !== 0 && list.check(address, version === 4 ? "ipv4" : "ipv6");
}

/** An IPv4 peer of a socket that listens on "::" is written ::ffff:192.0.2.1. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, "");
}
