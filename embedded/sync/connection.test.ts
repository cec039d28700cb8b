import { describe, expect, test } from "vitest";
import { SyncWorld, TestClient } from "./testing.ts";

const results = TestClient.results;

describe("queries", () => {
  test("a client gets the first result and then only results that changed", async () => {
    const world = new SyncWorld();
    const client = world.client().connect();
    world.runner.write("a", 1);
    client.subscribe(0, [0, "read", "a"], [1, "read", "b"]);
    expect(results(await client.frames())).toEqual({ 0: 1, 1: null });

    world.runner.write("a", 2);
    expect(results(await client.frames())).toEqual({ 0: 2 });

    world.runner.write("a", 2);
    expect(await client.frames()).toEqual([]);
    world.runner.write("c", 3);
    expect(await client.frames()).toEqual([]);
  });

  test("Transitions are contiguous: each starts where the one before ended", async () => {
    const world = new SyncWorld();
    const client = world.client().connect();
    client.subscribe(0, [0, "read", "a"]);
    const frames = await client.frames();
    for (let value = 0; value < 5; value += 1) {
      world.runner.write("a", value);
      frames.push(...(await client.frames()));
    }
    let version: unknown = { querySet: 0, identity: 0, ts: "AAAAAAAAAAA=" };
    for (const frame of frames) {
      expect(frame.startVersion).toEqual(version);
      version = frame.endVersion;
    }
    expect(frames).toHaveLength(6);
  });

  test("a removed query is confirmed and gets no results any more", async () => {
    const world = new SyncWorld();
    const client = world.client().connect();
    client.subscribe(0, [0, "read", "a"]);
    await client.frames();
    const modifications = [{ type: "Remove", queryId: 0 }];
    client.send({ type: "ModifyQuerySet", baseVersion: 1, newVersion: 2, modifications });
    expect((await client.frames())[0]?.modifications).toEqual([
      { type: "QueryRemoved", queryId: 0 },
    ]);
    world.runner.write("a", 1);
    expect(await client.frames()).toEqual([]);
    expect(world.index.entries.size).toBe(0);
  });

  test("a failure is told once, however its request id differs", async () => {
    const world = new SyncWorld();
    const client = world.client().connect();
    world.runner.write("a", "error");
    client.subscribe(0, [0, "read", "a"]);
    expect((await client.frames())[0]?.modifications).toMatchObject([{ type: "QueryFailed" }]);
    world.runner.write("a", "error");
    expect(await client.frames()).toEqual([]);
  });

  test("a version gap in the query set is fatal, because both sides disagree about it", async () => {
    const client = new SyncWorld().client().connect();
    client.subscribe(1, [0, "read", "a"]);
    expect(await client.frames()).toMatchObject([{ type: "FatalError" }]);
    expect(client.socket.closed).toMatchObject({ code: 1008 });
  });

  test.each([
    ["a duplicate query id", [0, 0], "DuplicateQueryId"],
    ["more queries than allowed", [0, 1, 2], "TooManyQueries"],
  ])("%s closes the socket", async (_name, ids, code) => {
    const client = new SyncWorld({ maxQueriesPerSocket: 2 }).client().connect();
    client.subscribe(0, ...ids.map((id): [number, string, string] => [id, "read", `${id}`]));
    await client.frames();
    expect(client.socket.closed?.reason).toContain(code);
  });

  test("a runner that breaks closes the socket for a retry and is logged", async () => {
    const world = new SyncWorld();
    const client = world.client().connect();
    world.runner.broken = true;
    client.subscribe(0, [0, "read", "a"]);
    await client.frames();
    expect(client.socket.closed).toEqual({ code: 1011, reason: "InternalServerError" });
    expect(world.logged).toHaveLength(1);
  });
});

describe("mutations", () => {
  test("the response comes first, then a Transition that has reached its timestamp", async () => {
    const world = new SyncWorld();
    const client = world.client().connect();
    client.subscribe(0, [0, "read", "a"]);
    await client.frames();
    client.mutate(0, "a", 1);
    const [response, transition, ...more] = await client.frames();
    expect(response).toMatchObject({ type: "MutationResponse", success: true, result: 1 });
    expect(results([transition!])).toEqual({ 0: 1 });
    expect(TestClient.endTimestamp(transition!)).toBeGreaterThanOrEqual(world.runner.timestamp);
    expect(more).toEqual([]);
  });

  test("that Transition comes even if nothing the client watches has changed", async () => {
    const world = new SyncWorld();
    const client = world.client().connect();
    client.mutate(0, "unwatched", 1);
    const frames = await client.frames();
    expect(frames.map(({ type }) => type)).toEqual(["MutationResponse", "Transition"]);
    expect(frames[1]?.modifications).toEqual([]);
  });

  test("it comes for one that was done before too, though the client is past that time", async () => {
    const client = new SyncWorld().client().connect();
    client.subscribe(0, [0, "read", "a"]);
    await client.frames();
    client.mutate(0, "a", 1, "repeat");
    const frames = await client.frames();
    expect(frames.map(({ type }) => type)).toEqual(["MutationResponse", "Transition"]);
  });

  test("a failed one says why and needs no Transition", async () => {
    const client = new SyncWorld().client().connect();
    client.mutate(0, "a", 1, "fail");
    expect(await client.frames()).toMatchObject([
      { success: false, result: "refused", errorData: { code: "NO" } },
    ]);
  });

  test("one socket's mutations run one at a time in order, and carry session and request", async () => {
    const world = new SyncWorld();
    const client = world.client().connect();
    let open = () => {};
    world.runner.gate = new Promise((resolve) => (open = resolve));
    for (const requestId of [0, 1, 2]) client.mutate(requestId, "a", requestId);
    await client.frames();
    expect(world.runner.mutations).toHaveLength(1);
    open();
    const ids = (await client.frames()).map((frame) => frame.requestId);
    expect(ids.filter((id) => id !== undefined)).toEqual([0, 1, 2]);
    expect(world.runner.mutations.map(({ session }) => session)).toMatchObject([
      { requestId: 0 },
      { requestId: 1 },
      { requestId: 2 },
    ]);
  });

  test("waiting ones are not started for a client that has gone; it sends them again", async () => {
    const world = new SyncWorld();
    const client = world.client().connect();
    let open = () => {};
    world.runner.gate = new Promise((resolve) => (open = resolve));
    for (const requestId of [0, 1, 2]) client.mutate(requestId, "a", requestId);
    await client.frames();
    client.connection.close(1006, "");
    open();
    expect(await client.frames()).toEqual([]);
    expect(world.runner.mutations).toHaveLength(1);
  });

  test("too many at once close the socket, to be tried later", async () => {
    const world = new SyncWorld({ maxPendingRequests: 3 });
    const client = world.client().connect();
    world.runner.gate = new Promise(() => {});
    for (const requestId of [0, 1, 2]) client.mutate(requestId, "a", 0);
    await client.frames();
    expect(client.socket.closed).toBeNull();
    client.mutate(3, "a", 0);
    await client.frames();
    expect(client.socket.closed).toMatchObject({ code: 1013 });
  });

  test("an action is answered without a timestamp", async () => {
    const client = new SyncWorld().client().connect();
    client.send({ type: "Action", requestId: 4, udfPath: "x", args: [{ n: 1 }] });
    expect(await client.frames()).toEqual([
      { type: "ActionResponse", requestId: 4, success: true, result: { n: 1 }, logLines: [] },
    ]);
  });
});

describe("a client that breaks the protocol", () => {
  test("must introduce itself first, and only once", async () => {
    const silent = new SyncWorld().client();
    silent.mutate(0, "a", 1);
    await silent.frames();
    expect(silent.socket.closed?.reason).toContain("NotConnected");

    const twice = new SyncWorld().client().connect().connect();
    await twice.frames();
    expect(twice.socket.closed?.reason).toContain("AlreadyConnected");
  });

  test("may not have seen the future, but may be ahead of an older copy of the database", async () => {
    const world = new SyncWorld();
    const stamp = (timestamp: bigint) => {
      const bytes = Buffer.alloc(8);
      bytes.writeBigUInt64LE(timestamp);
      return { maxObservedTimestamp: bytes.toString("base64") };
    };
    const future = world.client().connect(stamp(world.runner.timestamp + 10n ** 18n));
    await future.frames();
    expect(future.socket.closed?.reason).toContain("TimestampInFuture");

    world.clock.set(world.clock.now() + 60_000);
    const restored = world.client().connect(stamp(world.runner.timestamp + 10n ** 9n));
    await restored.frames();
    expect(restored.socket.closed).toBeNull();
  });

  test("does not disturb another client of the same server", async () => {
    const world = new SyncWorld();
    const good = world.client().connect();
    good.subscribe(0, [0, "read", "a"]);
    await good.frames();
    const bad = world.client().connect();
    bad.subscribe(0, [0, "read", "a"]);
    bad.connection.receive("{");
    await bad.frames();
    expect(bad.socket.closed).not.toBeNull();
    world.runner.write("a", 1);
    expect(results(await good.frames())).toEqual({ 0: 1 });
    expect(await bad.frames()).toEqual([]);
  });
});
