import { describe, expect, test } from "vitest";
import type { WebSocket } from "ws";
import { EventEmitter } from "node:events";
import { ScanningIndex } from "./fakeRunner.ts";
import { FakeSocket } from "./fakeSocket.ts";
import { SyncWorld, TestClient } from "./testing.ts";
import { SyncServer } from "./syncServer.ts";

const results = TestClient.results;

describe("a client that reads slowly", () => {
  test("has at most two Transitions under way; the rest becomes one", async () => {
    const world = new SyncWorld();
    const client = world.client().connect();
    client.subscribe(0, [0, "read", "a"]);
    await client.frames();
    client.socket.holding = true;
    for (let value = 1; value <= 10; value += 1) {
      world.runner.write("a", value);
      await world.settled();
    }
    expect(results(await client.frames())).toEqual({ 0: 2 });
    client.socket.holding = false;
    client.socket.release();
    const frames = await client.frames();
    expect(frames).toHaveLength(1);
    expect(results(frames)).toEqual({ 0: 10 });
  });

  test("is read no further while a megabyte waits for it, and again afterwards", async () => {
    const world = new SyncWorld();
    const client = world.client().connect();
    client.socket.holding = true;
    client.mutate(0, "a", "x".repeat(2 ** 20));
    await client.frames();
    expect(client.socket.paused).toBe(true);
    client.socket.release();
    expect(client.socket.paused).toBe(false);
  });
});

describe("a client that fills the server's memory", () => {
  test("with messages behind a sign-in is turned away", async () => {
    const world = new SyncWorld({ maxPendingBytes: 10_000 });
    const client = world.client().connect();
    world.runner.gate = new Promise(() => {});
    for (let id = 0; id < 12; id += 1) client.mutate(id, "a", "x".repeat(1_000));
    await client.frames();
    expect(client.socket.closed).toMatchObject({ code: 1013 });
  });

  test("with what it has had answered is not", async () => {
    const world = new SyncWorld({ maxPendingBytes: 10_000 });
    const client = world.client().connect();
    for (let id = 0; id < 12; id += 1) {
      client.mutate(id, "a", "x".repeat(1_000));
      await client.frames();
    }
    expect(client.socket.closed).toBeNull();
  });

  test("with arguments of live queries is turned away", async () => {
    const client = new SyncWorld({ maxPendingBytes: 10_000 }).client().connect();
    for (let id = 0; id < 12; id += 1) {
      client.subscribe(id, [id, "read", "x".repeat(1_000)]);
      await client.frames();
    }
    expect(client.socket.closed?.reason).toContain("TooManyQueries");
  });
});

describe("heartbeats", () => {
  class Peer extends EventEmitter {
    readonly fake = new FakeSocket();
  }

  function serverWithPeer() {
    const world = new SyncWorld();
    const server = new SyncServer({ ...world.env, index: new ScanningIndex() });
    const { runner } = world;
    const peer = new Peer();
    const socket = Object.assign(peer.fake, { on: peer.on.bind(peer) });
    server.accept(socket as unknown as WebSocket);
    const say = (message: object) => peer.emit("message", Buffer.from(JSON.stringify(message)));
    const sessionId = "11111111-2222-4333-8444-555555555555";
    const connect = () => say({ type: "Connect", sessionId, connectionCount: 0 });
    const beat = (count: number) => {
      for (let each = 0; each < count; each += 1) server.beat();
    };
    return { server, peer, runner, connect, say, beat };
  }

  test("a quiet client gets a Ping within 15 s and is pinged every 5 s", async () => {
    const { server, peer, connect, beat } = serverWithPeer();
    connect();
    beat(3);
    expect(peer.fake.pings).toBe(3);
    expect(peer.fake.frames).toEqual([{ type: "Ping" }]);
    await server.close(1_000);
  });

  test("a client that gives no sign of life for 120 s is dropped; a pong is one", async () => {
    const { server, peer, connect, beat } = serverWithPeer();
    connect();
    beat(20);
    peer.emit("pong");
    beat(24);
    expect(peer.fake.terminated).toBe(false);
    beat(1);
    expect(peer.fake.terminated).toBe(true);
    await server.close(1_000);
  });

  test("a client that talks but takes nothing is dropped too", async () => {
    const { server, peer, connect, say, beat } = serverWithPeer();
    connect();
    peer.fake.holding = true;
    for (let each = 0; each < 40; each += 1) {
      say({ type: "Event", eventType: "x", event: null });
      beat(1);
    }
    expect(peer.fake.terminated).toBe(true);
    await server.close(1_000);
  });

  test("who does not introduce themselves within 30 s is turned away", async () => {
    const { server, peer, beat } = serverWithPeer();
    beat(6);
    expect(peer.fake.closed).toBeNull();
    beat(1);
    expect(peer.fake.closed).toMatchObject({ code: 1008 });
    await server.close(1_000);
  });

  test("a stop waits for a mutation under way, but not for ever", async () => {
    const { server, peer, runner, connect, say } = serverWithPeer();
    runner.gate = new Promise(() => {});
    connect();
    say({ type: "Mutation", requestId: 0, udfPath: "write", args: [{ key: "a", value: 1 }] });
    await server.close(1);
    expect(peer.fake.closed).toMatchObject({ code: 1001 });
  });

  test("binary frames are no part of the protocol", async () => {
    const { server, peer } = serverWithPeer();
    peer.emit("message", Buffer.from([1, 2, 3]), true);
    expect(peer.fake.closed).toMatchObject({ code: 1003 });
    await server.close(1_000);
  });
});
