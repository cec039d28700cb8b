import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { WebSocket } from "ws";
import { Correspondence } from "./correspondence.ts";
import { DEPLOYMENT_URL, skipOnDeployment } from "./deployment.ts";
import { afterwards, Fixture, Recorder } from "./harness.ts";
import { SOUND } from "./history.ts";
import type { Entry } from "./history.ts";

const LIST = "correspondence";
/** The live query shows 20 entries: a megabyte each time. */
const TEXT_CHARACTERS = 50_000;
const SENDS = 60;
/** What may wait for one client, in the server and in the kernel together. */
const MOST_WAITING_BYTES = 20 * 2 ** 20;

type Transition = { type: string; modifications: { type: string; value: Entry[] }[] };

/** A client that introduces itself, asks for the list, and then stops reading its socket. */
async function stalledClient(url: string) {
  const socket = new WebSocket(`${url.replace("http", "ws")}/api/1.48.0/sync`);
  afterwards(() => socket.terminate());
  socket.on("error", () => {});
  const frames = new Recorder<Buffer>();
  socket.on("message", frames.push);
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  const args = [{ list: LIST, count: 20 }];
  const add = { type: "Add", queryId: 0, udfPath: "lists:tail", args };
  socket.send(JSON.stringify({ type: "Connect", sessionId: randomUUID(), connectionCount: 0 }));
  socket.send(
    JSON.stringify({
      type: "ModifyQuerySet",
      baseVersion: 0,
      newVersion: 1,
      modifications: [add],
    }),
  );
  await frames.until((frame) => shown(frame) !== null);
  socket.pause();
  return { socket, frames };
}

/** Where the list ends in a Transition with a result of the live query; null for other frames. */
function shown(frame: Buffer): number | null {
  const { type, modifications } = JSON.parse(frame.toString()) as Transition;
  if (type !== "Transition" || modifications.length === 0) return null;
  return modifications[0]!.value.at(-1)?.position ?? 0;
}

async function busyRoom() {
  const fixture = await Fixture.start();
  const said = new Correspondence(LIST);
  const sender = fixture.client();
  await said.watch("Sam", sender);
  const stalled = await stalledClient(fixture.url);
  for (let number = 1; number <= SENDS; number += 1) {
    await said.send("Sam", sender, `${number} ${"x".repeat(TEXT_CHARACTERS)}`);
  }
  return { fixture, said, sender, stalled };
}

test("a client that stops reading costs little, and sees the end when it reads on (F23, G12)", async () => {
  const { said, sender, stalled } = await busyRoom();
  expect(await said.verdict(sender)).toEqual(SOUND);
  const before = stalled.frames.values.length;
  stalled.socket.resume();
  await stalled.frames.until((frame) => shown(frame) === SENDS);
  const waiting = stalled.frames.values.slice(before);
  const bytes = waiting.reduce((sum, frame) => sum + frame.length, 0);
  expect(bytes).toBeLessThan(MOST_WAITING_BYTES);
  const ends = waiting.map(shown).filter((end) => end !== null);
  expect(ends).toEqual(ends.toSorted((a, b) => a - b));
});

test("a client that has taken nothing for 120 s is dropped while others go on (F23, G12)", async () => {
  if (DEPLOYMENT_URL !== null) skipOnDeployment("it makes two minutes pass");
  const { fixture, said, sender } = await busyRoom();
  const { sync } = fixture.backend;
  expect(sync.socketCount).toBe(2);
  for (let beat = 1; beat <= 25; beat += 1) {
    sync.beat();
    await said.send("Sam", sender, `beat ${beat}`);
    if (beat === 20) expect(sync.socketCount).toBe(2);
  }
  await expect.poll(() => sync.socketCount).toBe(1);
  expect(sender.connectionState().connectionCount).toBe(1);
  expect(await said.verdict(sender)).toEqual(SOUND);
});
