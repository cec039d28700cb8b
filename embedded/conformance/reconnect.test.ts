import { describe, expect, test } from "vitest";
import { FlakyLine } from "./flakySocket.ts";
import { api } from "./fixture/convex/_generated/api.js";
import { Fixture, Recorder } from "./harness.ts";

type Message = { type: string; [field: string]: unknown };

const isMutation = (message: Message) => message.type === "Mutation";
const isResponse = (message: Message) => message.type === "MutationResponse";

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

test("an action under way when the line broke is not repeated; its caller is told", async () => {
  const { line, client } = await flakyClient();
  line.beforeReceiving = ({ type }) => type === "ActionResponse";
  const call = client.action(api.counters.incrementTwice, { name: "a" });
  await expect(call).rejects.toThrow(/Connection lost/);
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
