import type { IncomingMessage } from "node:http";
import { describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { Fixture } from "../conformance/harness.ts";
import { ClientAddresses, parseProxies } from "./clientAddress.ts";

/** A request as node:http gives it, as far as it matters here. */
function requestFrom(remoteAddress: string, headers: Record<string, string> = {}) {
  return { socket: { remoteAddress }, headers } as unknown as IncomingMessage;
}

const addressOf = (trusted: string[], remoteAddress: string, forwardedFor?: string) => {
  const headers = forwardedFor === undefined ? {} : { "x-forwarded-for": forwardedFor };
  return new ClientAddresses(trusted).of(requestFrom(remoteAddress, headers)).address;
};

describe("the address of a client", () => {
  test("is the peer's, whatever it claims, unless the peer is a trusted proxy", () => {
    expect(addressOf([], "203.0.113.9")).toBe("203.0.113.9");
    expect(addressOf([], "203.0.113.9", "198.51.100.1")).toBe("203.0.113.9");
    expect(addressOf(["loopback"], "203.0.113.9", "198.51.100.1")).toBe("203.0.113.9");
    expect(addressOf([], "127.0.0.1", "198.51.100.1")).toBe("127.0.0.1");
    expect(addressOf(["loopback"], "127.0.0.1", "198.51.100.1")).toBe("198.51.100.1");
    expect(addressOf(["loopback"], "::ffff:127.0.0.1", "2001:db8::7")).toBe("2001:db8::7");
  });

  test("behind several proxies is the last one that is none of them: the rest may be made up", () => {
    const trusted = ["loopback", "10.0.0.0/8"];
    expect(addressOf(trusted, "::1", "8.8.8.8, 198.51.100.1, 10.2.3.4")).toBe("198.51.100.1");
    expect(addressOf(trusted, "::1", "10.9.9.9, 10.2.3.4")).toBe("10.9.9.9");
    expect(addressOf(trusted, "::1", "198.51.100.1, rubbish")).toBe("::1");
    expect(addressOf(trusted, "127.0.0.1")).toBe("127.0.0.1");
  });

  test("knows that a request was passed on, also by a proxy that nobody trusts", () => {
    const none = new ClientAddresses([]);
    expect(none.of(requestFrom("127.0.0.1")).isForwarded).toBe(false);
    expect(none.of(requestFrom("127.0.0.1", { via: "1.1 x" })).isForwarded).toBe(true);
  });

  test("takes addresses and networks for proxies, and nothing else", () => {
    for (const right of ["10.0.0.1", "10.0.0.0/8", "fd00::/8", "::1", "loopback"]) {
      expect(parseProxies([right]), right).not.toBeNull();
    }
    for (const wrong of ["proxy", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/8/8", "*", ""]) {
      expect(parseProxies([wrong]), wrong).toBeNull();
    }
  });
});

test("functions see one address in X-Forwarded-For, the right one, and no other such header", async () => {
  const seen: (string | null)[][] = [];
  const localRoutes = async (request: Request) => {
    seen.push(["x-forwarded-for", "x-real-ip"].map((name) => request.headers.get(name)));
    return null;
  };
  const spoofed = { "X-Forwarded-For": "8.8.8.8, 198.51.100.1", "X-Real-IP": "8.8.8.8" };
  const open = await Fixture.start({ localRoutes });
  await fetch(`${open.url}/nowhere`, { headers: spoofed });
  const proxied = await Fixture.start({ localRoutes, trustedProxies: ["loopback"] });
  await fetch(`${proxied.url}/nowhere`, { headers: spoofed });
  expect(seen).toEqual([
    ["127.0.0.1", null],
    ["198.51.100.1", null],
  ]);
});

test("one address takes so many sockets and no more, others still get theirs", async () => {
  const fixture = await Fixture.start({
    trustedProxies: ["loopback"],
    limits: { maxSocketsPerAddress: 2 },
  });
  const address = `${fixture.url.replace("http", "ws")}/api/sync`;
  const connect = (client: string) =>
    new Promise<string | number>((resolve) => {
      const socket = new WebSocket(address, { headers: { "X-Forwarded-For": client } });
      socket.once("open", () => resolve("open"));
      socket.once("unexpected-response", (_request, response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      socket.on("error", () => {});
      sockets.push(socket);
    });
  const sockets: WebSocket[] = [];
  expect([await connect("198.51.100.1"), await connect("198.51.100.1")]).toEqual(["open", "open"]);
  expect(await connect("198.51.100.1")).toBe(503);
  expect(await connect("198.51.100.2")).toBe("open");
  // Whoever has one IPv6 address has 2^64 of them.
  expect([await connect("2001:db8:0:7::1"), await connect("2001:db8::7:a:b:c:d")]).toEqual([
    "open",
    "open",
  ]);
  expect(await connect("2001:db8:0:7:ffff::9")).toBe(503);
  expect(await connect("2001:db8:0:8::1")).toBe("open");
  const closed = new Promise((resolve) => sockets[0]?.once("close", resolve));
  sockets[0]?.close();
  await closed;
  await expect.poll(() => connect("198.51.100.1")).toBe("open");
  for (const socket of sockets) socket.terminate();
});
