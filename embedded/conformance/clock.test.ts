import type { ConvexClient } from "convex/browser";
import { expect, test } from "vitest";
import { ManualClock } from "../clock.ts";
import { api } from "./fixture/convex/_generated/api.js";
import { Correspondence } from "./correspondence.ts";
import { FlakyLine } from "./flakySocket.ts";
import { Fixture, reconnectNow } from "./harness.ts";
import { SOUND } from "./history.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

async function clockedFixture() {
  const clock = new ManualClock();
  const fixture = await Fixture.start({ clock });
  const said = new Correspondence();
  const line = new FlakyLine();
  const client = fixture.client({ webSocketConstructor: line.constructorForClient });
  await said.watch("Ana", client);
  return { clock, fixture, said, line, client };
}

/** Five entries without waiting in between, so that some share a moment. */
async function sendFive(said: Correspondence, client: ConvexClient, when: string): Promise<void> {
  const calls = [1, 2, 3, 4, 5].map((number) => said.send("Ana", client, `${when} ${number}`));
  expect(await Promise.all(calls)).toEqual([null, null, null, null, null]);
}

const JUMPS: [string, number][] = [
  ["an hour back", -HOUR_MS],
  ["a day ahead", DAY_MS],
  ["back to the true time", 0],
];

test("order and creation times rise strictly while the server's clock jumps (G3, F08)", async () => {
  const { clock, said, client } = await clockedFixture();
  const start = clock.now();
  await sendFive(said, client, "before");
  for (const [when, offset] of JUMPS) {
    clock.set(start + offset);
    await sendFive(said, client, when);
  }
  expect(client.connectionState().connectionCount).toBe(1);
  expect(await said.verdict(client)).toEqual(SOUND);
  expect(await said.entries(client)).toHaveLength(20);
});

test("a client that saw the time ahead may come back after the clock has returned (F08)", async () => {
  const { clock, fixture, said, line, client } = await clockedFixture();
  const start = clock.now();
  clock.set(start + DAY_MS);
  await sendFive(said, client, "ahead");
  clock.set(start);
  line.cut();
  await sendFive(said, client, "after a lost line");
  await fixture.restart();
  reconnectNow(client);
  await sendFive(said, client, "after a restart");
  const greetings = line.sent.filter(({ type }) => type === "Connect");
  expect(greetings.length).toBeGreaterThanOrEqual(3);
  expect(greetings.at(-1)).toHaveProperty("maxObservedTimestamp");
  expect(line.received.values.filter(({ type }) => type === "FatalError")).toEqual([]);
  expect(await said.verdict(client)).toEqual(SOUND);
});

test("a sign-in that a jump ahead had ended counts again once the clock has returned (F08)", async () => {
  const { clock, fixture } = await clockedFixture();
  const start = clock.now();
  const ana = fixture.http(await fixture.issuer.sign("ana", { now: start }));
  expect(await ana.query(api.identity.myNotes, {})).toEqual([]);
  clock.set(start + DAY_MS);
  await expect(ana.query(api.identity.myNotes, {})).rejects.toThrow(/TokenExpired/);
  clock.set(start);
  expect(await ana.query(api.identity.myNotes, {})).toEqual([]);
});
