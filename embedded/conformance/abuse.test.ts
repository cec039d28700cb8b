import { randomUUID } from "node:crypto";
import { connect } from "node:net";
import type { Socket } from "node:net";
import { describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { DEPLOYMENT_URL, skipOnDeployment } from "./deployment.ts";
import { api } from "./fixture/convex/_generated/api.js";
import { afterwards, Fixture, Recorder } from "./harness.ts";

type Message = { type: string; [field: string]: unknown };

/** Introduces a session that nobody had before: a deployment knows those of earlier tests. */
function hello() {
  return { type: "Connect", sessionId: randomUUID(), connectionCount: 0, lastCloseReason: null };
}

/** A socket that says what it likes. */
class Attacker {
  readonly received = new Recorder<Message>();
  readonly closed: Promise<{ code: number; reason: string }>;
  readonly socket: WebSocket;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on("error", () => {});
    socket.on("message", (data: Buffer) => this.received.push(JSON.parse(data.toString())));
    this.closed = new Promise((resolve) => {
      socket.on("close", (code, reason) => resolve({ code, reason: reason.toString() }));
    });
  }

  static async open(url: string, options: { origin?: string } = {}): Promise<Attacker> {
    const socket = new WebSocket(`${url.replace("http", "ws")}/api/sync`, options);
    afterwards(() => socket.terminate());
    const attacker = new Attacker(socket);
    await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
    return attacker;
  }

  say(...messages: object[]): void {
    for (const message of messages) this.socket.send(JSON.stringify(message));
  }
}

function deep(levels: number): unknown {
  return levels === 0 ? 1 : { in: deep(levels - 1) };
}

function mutation(requestId: number, args: unknown, udfPath = "counters:increment") {
  return { type: "Mutation", requestId, udfPath, args: [args] };
}

const add = (queryId: number) => {
  return { type: "Add", queryId, udfPath: "counters:get", args: [{ name: `${queryId}` }] };
};
const change = (baseVersion: number, modifications: object[]) => {
  return { type: "ModifyQuerySet", baseVersion, newVersion: baseVersion + 1, modifications };
};
const range = (count: number) => Array.from({ length: count }, (_, index) => index);

/** Each ends that socket; whoever else is connected notices nothing. */
const FATAL: [string, (attacker: Attacker) => void][] = [
  ["is no JSON", ({ socket }) => socket.send("{")],
  ["is binary", ({ socket }) => socket.send(Buffer.from("{}"), { binary: true })],
  ["is of an unknown type", (attacker) => attacker.say({ type: "Explode" })],
  ["comes before Connect", (attacker) => attacker.say(mutation(0, { name: "x" }))],
  ["is a second Connect", (attacker) => attacker.say(hello(), hello())],
  [
    "saw the year 2100",
    (attacker) => attacker.say({ ...hello(), maxObservedTimestamp: "AAAAAAAAAP8=" }),
  ],
  ["adds a query twice", (attacker) => attacker.say(hello(), change(0, [add(0), add(0)]))],
  [
    "removes a query it does not have",
    (attacker) => attacker.say(hello(), change(0, [{ type: "Remove", queryId: 5 }])),
  ],
  ["skips a version", (attacker) => attacker.say(hello(), change(7, [add(0)]))],
  [
    "has arguments over 16 MiB",
    (attacker) => attacker.say(hello(), mutation(0, { name: "x".repeat(17 * 2 ** 20) })),
  ],
  [
    "is nested a million times",
    ({ socket }) => {
      socket.send(JSON.stringify(hello()));
      const nested = `${"[".repeat(1e6)}${"]".repeat(1e6)}`;
      socket.send(
        `{"type":"ModifyQuerySet","baseVersion":0,"newVersion":1,"modifications":[{"type":"Add","queryId":0,"udfPath":"a:b","args":[{"x":${nested}}]}]}`,
      );
    },
  ],
];

/** As fatal, but where the limit lies, and what an admin is, is each deployment's own affair. */
const BEYOND_LIMITS: typeof FATAL = [
  [
    "asks for 10,000 queries",
    (attacker) => attacker.say(hello(), change(0, range(10_000).map(add))),
  ],
  [
    "sends 1,500 mutations at once",
    (attacker) =>
      attacker.say(hello(), ...range(1_500).map((id) => mutation(id, {}, "counters:crash"))),
  ],
  [
    "signs in as admin",
    (attacker) =>
      attacker.say(hello(), {
        type: "Authenticate",
        tokenType: "Admin",
        value: "key",
        impersonating: { subject: "ana", issuer: "x" },
        baseVersion: 0,
      }),
  ],
];

/** Each is answered with a failure of that one call. */
const REFUSED: [string, unknown][] = [
  ["arguments 17 levels deep", { name: "x", by: deep(17) }],
  ["an array of 8,193", { name: "x", by: range(8_193) }],
  ["an unknown field", { name: "x", extra: 1 }],
  ["__proto__ as a field", JSON.parse('{"name":"x","__proto__":{"polluted":1}}')],
  ["constructor as a field", { name: "x", constructor: { prototype: { polluted: 1 } } }],
  ["a field named $x", { name: "x", $x: 1 }],
  ["a number where text belongs", { name: 7 }],
  ["half a character", { name: "\ud800" }],
];

describe("a client that attacks", () => {
  test("ends only its own socket, whatever it sends", async () => {
    const fixture = await Fixture.start();
    const bystander = fixture.client();
    const values = new Recorder<number>();
    bystander.onUpdate(api.counters.get, { name: "a" }, values.push);
    await values.until((value) => value === 0);
    for (const [name, attack] of DEPLOYMENT_URL === null ? [...FATAL, ...BEYOND_LIMITS] : FATAL) {
      const attacker = await Attacker.open(fixture.url);
      attack(attacker);
      const { code } = await attacker.closed;
      expect({ name, code }).toEqual({ name, code: expect.any(Number) as number });
      await bystander.mutation(api.counters.increment, { name: "a" });
      expect(values.last, name).toBe(values.values.length - 1);
    }
    expect(bystander.connectionState().connectionCount).toBe(1);
    if (DEPLOYMENT_URL === null) expect(fixture.backend.sync.socketCount).toBe(1);
  });

  test.each(REFUSED)("with %s has that one call refused", async (_name, args) => {
    const fixture = await Fixture.start();
    const attacker = await Attacker.open(fixture.url);
    attacker.say(hello(), mutation(0, args), mutation(1, { name: "fine" }));
    const first = await attacker.received.until(({ requestId }) => requestId === 0);
    const second = await attacker.received.until(({ requestId }) => requestId === 1);
    expect([first.success, second.success]).toEqual([false, true]);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  test("with a 6 MB frame is heard, and slows nobody for long", async () => {
    const fixture = await Fixture.start();
    const attacker = await Attacker.open(fixture.url);
    attacker.say(hello(), mutation(0, { name: "x".repeat(6_000_000) }));
    const answer = await attacker.received.until(({ type }) => type === "MutationResponse");
    expect(answer.success).toBe(false);
    expect(await fixture.http().query(api.counters.get, { name: "a" })).toBe(0);
  });

  test("cannot repeat another session's request to read its result", async () => {
    const fixture = await Fixture.start();
    const token = await fixture.issuer.sign("ana");
    const session = hello();
    const victim = await Attacker.open(fixture.url);
    victim.say(
      session,
      { type: "Authenticate", tokenType: "User", value: token, baseVersion: 0 },
      mutation(0, { text: "x" }, "identity:addNote"),
    );
    await victim.received.until(({ success }) => success === true);
    const thief = await Attacker.open(fixture.url);
    thief.say(session, mutation(0, { text: "x" }, "identity:addNote"));
    const answer = await thief.received.until(({ type }) => type === "MutationResponse");
    expect(answer.success).toBe(false);
    expect(JSON.stringify(answer)).not.toContain("ana");
  });

  test("from a page of another origin gets no socket", async () => {
    if (DEPLOYMENT_URL !== null) skipOnDeployment("Convex lets pages of any origin connect");
    const { url } = await Fixture.start();
    await expect(Attacker.open(url, { origin: "https://evil.example" })).rejects.toThrow(/403/);
    await expect(Attacker.open(url, { origin: "null" })).rejects.toThrow(/403/);
    await Attacker.open(url, { origin: url });
  });

  test("gets no socket beyond the limit, and one again when another has gone", async () => {
    const { url } = await Fixture.start({ limits: { maxSockets: 2 } });
    const [first] = [await Attacker.open(url), await Attacker.open(url)];
    await expect(Attacker.open(url)).rejects.toThrow(/503/);
    first.socket.close();
    await first.closed;
    await Attacker.open(url);
  });

  test("with 500 requests that never end keeps nobody out", async () => {
    const fixture = await Fixture.start();
    const open = await Promise.all(range(500).map(() => dripping(fixture.backend.port)));
    expect(await fixture.client().mutation(api.counters.increment, { name: "a" })).toBe(1);
    for (const socket of open) socket.destroy();
  });
});

/** A connection that has sent the beginning of an upgrade and no more. */
function dripping(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.write("GET /api/sync HTTP/1.1\r\nHost: localhost\r\nUpgrade: webs");
      resolve(socket);
    });
    socket.once("error", reject);
  });
}
