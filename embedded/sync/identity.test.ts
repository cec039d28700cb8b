import { describe, expect, test } from "vitest";
import { SyncWorld, TestClient } from "./testing.ts";

const results = TestClient.results;

describe("sign-in over a socket", () => {
  test("a changed identity re-runs what depends on it and confirms the new version", async () => {
    const world = new SyncWorld();
    const client = world.client().connect();
    client.subscribe(0, [0, "readAs", "a"], [1, "read", "a"]);
    expect(results(await client.frames())).toEqual({ 0: [null, "nobody"], 1: null });
    client.authenticate("ana", 0);
    const [transition] = await client.frames();
    expect(transition?.endVersion).toMatchObject({ identity: 1 });
    expect(results([transition!])).toEqual({ 0: [null, "ana"] });
  });

  test("a change that comes while queries run is not forgotten", async () => {
    const world = new SyncWorld();
    const client = world.client().connect();
    client.authenticate("ana", 0);
    client.subscribe(0, [0, "readAs", "a"]);
    let open = () => {};
    world.runner.queryGate = new Promise((resolve) => (open = resolve));
    await new Promise((resolve) => setTimeout(resolve, 1));
    client.authenticate("sam", 1);
    await new Promise((resolve) => setImmediate(resolve));
    open();
    expect(results(await client.frames())).toEqual({ 0: [null, "sam"] });
  });

  test("a refreshed token of the same person re-runs nothing", async () => {
    const world = new SyncWorld();
    const client = world.client().connect();
    client.authenticate("ana", 0);
    client.subscribe(0, [0, "readAs", "a"]);
    await client.frames();
    const before = world.cache.executions;
    client.authenticate("ana", 1);
    const [transition] = await client.frames();
    expect(transition).toMatchObject({ endVersion: { identity: 2 }, modifications: [] });
    expect(world.cache.executions).toBe(before);
  });

  test("a refused token is answered with AuthError for that attempt, and the socket closes", async () => {
    const client = new SyncWorld().client().connect();
    client.authenticate("bad", 0);
    expect(await client.frames()).toEqual([
      { type: "AuthError", error: "no", baseVersion: 0, authUpdateAttempted: true },
    ]);
    expect(client.socket.closed).toMatchObject({ code: 1000 });
  });

  test("an admin key is refused, with or without somebody to impersonate", async () => {
    for (const impersonating of [{}, { impersonating: { subject: "ana", issuer: "test" } }]) {
      const world = new SyncWorld();
      const client = world.client().connect();
      const message = { tokenType: "Admin", value: "secret", baseVersion: 0, ...impersonating };
      client.send({ type: "Authenticate", ...message });
      client.mutate(0, "a", 1);
      expect(await client.frames()).toMatchObject([{ type: "AuthError" }]);
      expect(world.runner.mutations).toEqual([]);
    }
  });

  test("messages behind a sign-in wait for it and run as that person", async () => {
    const world = new SyncWorld();
    const client = world.client().connect();
    client.authenticate("ana", 0);
    client.mutate(0, "a", 1);
    client.send({ type: "Authenticate", tokenType: "None", baseVersion: 1 });
    client.mutate(1, "a", 2);
    await client.frames();
    expect(world.runner.mutations.map(({ identity }) => identity?.subject ?? null)).toEqual([
      "ana",
      null,
    ]);
  });

  test("an identity version that does not follow is fatal", async () => {
    const client = new SyncWorld().client().connect();
    client.authenticate("ana", 1);
    expect(await client.frames()).toMatchObject([{ type: "FatalError" }]);
  });
});

describe("a sign-in that expires while connected", () => {
  async function signedIn() {
    const world = new SyncWorld();
    const client = world.client().connect();
    client.authenticate(`ana@${world.clock.now() + 60_000}`, 0);
    client.subscribe(0, [0, "readAs", "a"]);
    await client.frames();
    return { world, client };
  }
  const expired = { type: "AuthError", authUpdateAttempted: false, baseVersion: 1 };

  test("is cut off at that moment, without any message", async () => {
    const { world, client } = await signedIn();
    await world.clock.advance(59_999);
    expect(client.socket.closed).toBeNull();
    await world.clock.advance(1);
    expect(await client.frames()).toMatchObject([expired]);
    expect(client.socket.closed).toMatchObject({ code: 1000 });
  });

  test("gets no result any more, even if the timer has not run yet", async () => {
    const { world, client } = await signedIn();
    world.clock.set(world.clock.now() + 60_000);
    world.runner.write("a", "secret");
    expect(await client.frames()).toMatchObject([expired]);
  });

  test("starts no mutation any more", async () => {
    const { world, client } = await signedIn();
    world.clock.set(world.clock.now() + 60_000);
    client.mutate(0, "a", 1);
    expect(await client.frames()).toMatchObject([expired]);
    expect(world.runner.mutations).toEqual([]);
  });

  test("starts nothing that waited for its turn, even if somebody else has signed in since", async () => {
    const { world, client } = await signedIn();
    let open = () => {};
    world.runner.gate = new Promise((resolve) => (open = resolve));
    client.mutate(0, "a", 1);
    client.mutate(1, "a", 2);
    client.authenticate("sam", 1);
    // Not `frames()`: the update waits behind the mutation that is held up.
    await new Promise((resolve) => setImmediate(resolve));
    world.clock.set(world.clock.now() + 60_000);
    open();
    expect((await client.frames()).at(-1)).toMatchObject({ type: "AuthError" });
    expect(world.runner.mutations).toHaveLength(1);
  });

  test("goes on under a token that came in time", async () => {
    const { world, client } = await signedIn();
    await world.clock.advance(50_000);
    client.authenticate(`ana@${world.clock.now() + 60_000}`, 1);
    await client.frames();
    await world.clock.advance(30_000);
    world.runner.write("a", 1);
    expect(results(await client.frames())).toEqual({ 0: [1, "ana"] });
  });
});
