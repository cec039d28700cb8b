import { describe, expect, test } from "vitest";
import { Correspondence } from "./correspondence.ts";
import { FlakyLine } from "./flakySocket.ts";
import { api } from "./fixture/convex/_generated/api.js";
import { Fixture, Recorder } from "./harness.ts";
import { SOUND } from "./history.ts";

type Message = { type: string; [field: string]: unknown };

const isMutation = (message: Message) => message.type === "Mutation";
const isResponse = (message: Message) => message.type === "MutationResponse";

/** Before a call reaches the server, after it did, and before or after its answer came. */
const BREAKS: ["beforeSending" | "afterSending" | "beforeReceiving", (m: Message) => boolean][] = [
  ["beforeReceiving", ({ type }) => type === "Transition"],
  ["beforeSending", isMutation],
  ["afterSending", isMutation],
  ["beforeReceiving", isResponse],
];

async function flakyClient() {
  const fixture = await Fixture.start();
  const line = new FlakyLine();
  const client = fixture.client({ webSocketConstructor: line.constructorForClient });
  const values = new Recorder<number>();
  client.onUpdate(api.counters.get, { name: "a" }, values.push);
  await values.until((value) => value === 0);
  return { fixture, line, client, values };
}

describe("a mutation is done once when the line breaks", () => {
  test.each<[string, Partial<FlakyLine>]>([
    ["before it is sent", { beforeSending: isMutation }],
    ["right after it is sent", { afterSending: isMutation }],
    ["before its response arrives", { beforeReceiving: isResponse }],
    [
      "between its response and the Transition that shows it",
      {
        beforeReceiving: ({ type, startVersion }) =>
          type === "Transition" && (startVersion as { querySet: number }).querySet > 0,
      },
    ],
  ])("%s", async (_name, rules) => {
    const { line, client, values } = await flakyClient();
    Object.assign(line, rules);
    expect(await client.mutation(api.counters.increment, { name: "a" })).toBe(1);
    expect(line.breaks).toBe(1);
    await values.until((value) => value === 1);
    expect(await client.query(api.counters.get, { name: "a" })).toBe(1);
    const ids = line.sent.filter(isMutation).map(({ requestId }) => requestId);
    expect(new Set(ids)).toEqual(new Set([0]));
  });
});

test("mutations that were under way when the line broke are done once each, in order", async () => {
  const { line, client, values } = await flakyClient();
  line.beforeReceiving = (message) => isResponse(message) && message.requestId === 7;
  const calls = Array.from({ length: 20 }, () =>
    client.mutation(api.counters.increment, { name: "a" }),
  );
  const results = await Promise.all(calls);
  expect(results).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  expect(line.breaks).toBe(1);
  expect(values.last).toBe(20);
});

test("six clients whose lines keep breaking lose, double and reorder nothing (G1, G2, G3, G4)", async () => {
  const fixture = await Fixture.start();
  const said = new Correspondence();
  const lines = await Promise.all(
    Array.from({ length: 6 }, async (_, index) => {
      const line = new FlakyLine();
      const client = fixture.client({ webSocketConstructor: line.constructorForClient });
      await said.watch(`sender ${index}`, client);
      return { line, client, name: `sender ${index}` };
    }),
  );
  const sendInBursts = async ({ line, client, name }: (typeof lines)[number]) => {
    for (const [burst, rule] of BREAKS.entries()) {
      // Each burst breaks elsewhere among its calls, with some of them done and some on the way.
      let passed = 0;
      const [place, applies] = rule;
      line[place] = (message) => applies(message) && ++passed > burst;
      const calls = Array.from({ length: 8 }, (_, call) =>
        said.send(name, client, `${name}, burst ${burst}, call ${call}`),
      );
      expect(await Promise.all(calls)).toEqual(Array.from({ length: 8 }, () => null));
    }
  };
  await Promise.all(lines.map(sendInBursts));
  expect(lines.map(({ line }) => line.breaks)).toEqual(lines.map(() => BREAKS.length));
  expect(await said.verdict(fixture.client())).toEqual(SOUND);
});

test("an action under way when the line broke is not repeated; its caller is told", async () => {
  const { line, client, values } = await flakyClient();
  line.beforeReceiving = ({ type }) => type === "ActionResponse";
  const call = client.action(api.counters.incrementTwice, { name: "a" });
  await expect(call).rejects.toThrow(/Connection lost/);
  await values.until((value) => value === 2);
  expect(await client.query(api.counters.get, { name: "a" })).toBe(2);
});

test("a client that was away catches up with what others did", async () => {
  const { fixture, line, values } = await flakyClient();
  line.cut();
  await fixture.http().mutation(api.counters.increment, { name: "a", by: 5 });
  await values.until((value) => value === 5);
});

test("an orderly restart of the backend costs a connected client nothing", async () => {
  const { fixture, client, values } = await flakyClient();
  await client.mutation(api.counters.increment, { name: "a" });
  const restarted = fixture.restart();
  const call = client.mutation(api.counters.increment, { name: "a" });
  await restarted;
  expect(await call).toBe(2);
  await values.until((value) => value === 2);
});

test("somebody else's request cannot be repeated under another identity", async () => {
  const { fixture, line, client } = await flakyClient();
  line.beforeReceiving = isResponse;
  const token = await fixture.issuer.sign("ana");
  const call = client.mutation(api.identity.addNote, { text: "x" });
  client.setAuth(() => Promise.resolve(token));
  await expect(call).rejects.toThrow();
  const notes = await client.query(api.identity.myNotes, {});
  expect(notes).toEqual([]);
});
