import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SyncWorld, TestClient } from "./testing.ts";

const results = TestClient.results;
const PEOPLE = ["ana", "sam", "carla", "omar"];

async function connected(world: SyncWorld, path: string) {
  const clients = PEOPLE.map((name) => {
    const client = world.client().connect();
    client.authenticate(name, 0);
    client.subscribe(0, [0, path, "a"]);
    return client;
  });
  await world.settled();
  return clients;
}

describe("one run for many sockets", () => {
  test("a query that does not look at the caller runs once per commit for all of them", async () => {
    const world = new SyncWorld();
    const clients = await connected(world, "read");
    expect(world.cache.executions).toBe(1);
    world.runner.write("a", 1);
    await world.settled();
    expect(world.cache.executions).toBe(2);
    for (const client of clients) expect(results(await client.frames())[0]).toBe(1);
  });

  test("sockets at the same version are sent the very same bytes", async () => {
    const world = new SyncWorld();
    const clients = await connected(world, "read");
    world.runner.write("a", 1);
    await world.settled();
    const last = clients.map(({ socket }) => socket.raw.at(-1));
    expect(Buffer.isBuffer(last[0])).toBe(true);
    expect(last.every((frame) => frame === last[0])).toBe(true);
  });

  test("a query that looks at the caller runs for each, and each gets their own", async () => {
    const world = new SyncWorld();
    const clients = await connected(world, "readAs");
    expect(world.cache.executions).toBe(PEOPLE.length);
    for (const [index, client] of clients.entries()) {
      expect(results(await client.frames())[0]).toEqual([null, PEOPLE[index]]);
    }
  });

  test("who is shown the same after a run of their own is sent the very same bytes", async () => {
    const world = new SyncWorld();
    const clients = await connected(world, "readAfterAsking");
    const runs = world.cache.executions;
    world.runner.write("a", 1);
    await world.settled();
    expect(world.cache.executions).toBe(runs + PEOPLE.length);
    const last = clients.map(({ socket }) => socket.raw.at(-1));
    expect(last.every((frame) => frame === last[0])).toBe(true);
  });

  test("who is shown something else is not", async () => {
    const world = new SyncWorld();
    const clients = await connected(world, "readAs");
    world.runner.write("a", 1);
    await world.settled();
    const last = clients.map(({ socket }) => String(socket.raw.at(-1)));
    expect(new Set(last).size).toBe(PEOPLE.length);
  });

  test("two sockets of one person share a run that looks at the caller", async () => {
    const world = new SyncWorld();
    for (let tab = 0; tab < 2; tab += 1) {
      const client = world.client().connect();
      client.authenticate("ana", 0);
      client.subscribe(0, [0, "readAs", "a"]);
    }
    await world.settled();
    expect(world.cache.executions).toBe(1);
  });

  test("when the last subscriber has gone, nothing is kept", async () => {
    const world = new SyncWorld();
    const clients = await connected(world, "read");
    expect(world.cache.size).toBe(1);
    for (const { connection } of clients) connection.close(1006, "");
    expect(world.cache.size).toBe(0);
    expect(world.index.entries.size).toBe(0);
  });

  test("a stale run leaves nothing behind when its socket goes or drops the query", async () => {
    const world = new SyncWorld();
    const clients = await connected(world, "readAs");
    world.runner.write("a", 1);
    for (const { connection } of clients.slice(1)) connection.close(1006, "");
    clients[0]!.send({
      type: "ModifyQuerySet",
      baseVersion: 1,
      newVersion: 2,
      modifications: [{ type: "Remove", queryId: 0 }],
    });
    await world.settled();
    expect(world.cache.size).toBe(0);
    expect(world.index.entries.size).toBe(0);
  });

  test("whatever a query looked at before, nobody ever gets a result made for another", async () => {
    const step = fc.oneof(
      fc.record({ write: fc.constantFrom("public", "private", "other") }),
      fc.record({ signIn: fc.nat(3), as: fc.constantFrom(...PEOPLE, "") }),
      fc.record({ join: fc.constantFrom(...PEOPLE, "") }),
      fc.record({ settle: fc.constant(true) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const world = new SyncWorld();
        const people: { client: TestClient; name: string; version: number }[] = [];
        const signIn = (person: (typeof people)[number], name: string) => {
          person.name = name;
          if (name !== "") person.client.authenticate(name, person.version);
          else {
            const baseVersion = person.version;
            person.client.send({ type: "Authenticate", tokenType: "None", baseVersion });
          }
          person.version += 1;
        };
        for (const each of steps) {
          if ("write" in each) world.runner.write("a", each.write);
          else if ("settle" in each) await world.settled();
          else if ("join" in each) {
            const person = { client: world.client().connect(), name: "", version: 0 };
            person.client.subscribe(0, [0, "readSometimes", "a"]);
            signIn(person, each.join);
            people.push(person);
          } else {
            const person = people[each.signIn];
            if (person !== undefined) signIn(person, each.as);
          }
        }
        await world.settled();
        const value = world.runner.values.get("a") ?? null;
        for (const { client, name } of people) {
          const expected = value === "private" ? [value, name === "" ? "nobody" : name] : value;
          const frames = await client.frames();
          expect(results(frames)[0]).toEqual(expected);
        }
      }),
      { numRuns: 200 },
    );
  });
});
