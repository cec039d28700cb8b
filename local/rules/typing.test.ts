/** Typing and presence re-run nobody's message list or room list (over stock clients' sockets). */
import { afterAll, beforeAll, expect, test } from "vitest";
import { api } from "../../convex/_generated/api";
import { FIRST_PAGE, makePeople, makeRoom, send } from "../../convex/test.setup";
import { EngineBackend } from "./engineBackend.ts";

let engine: EngineBackend;
beforeAll(async () => {
  engine = await EngineBackend.start();
}, 60_000);
afterAll(async () => await engine.close());

test("a signal reaches the typing line, and no list of messages or rooms", async () => {
  const t = await engine.startWorld();
  const { ana, sam, carla } = await makePeople(t);
  const roomId = await makeRoom(ana, [sam, carla], { name: "Website" });
  await send(ana, roomId, "one");
  const runs = { messages: 0, rooms: 0, room: 0 };
  let typing = "";
  const clients = ["carla", "sam"].map((name) => engine.connect(name));
  const stops = clients.flatMap((client, index) => [
    client.onUpdate(api.messages.list, { roomId, ...FIRST_PAGE }, () => (runs.messages += 1)),
    client.onUpdate(api.rooms.list, {}, () => (runs.rooms += 1)),
    client.onUpdate(api.rooms.get, { roomId }, () => (runs.room += 1)),
    client.onUpdate(api.typing.list, { roomId }, (answer) => {
      if (index === 0) typing = JSON.stringify(answer);
    }),
  ]);
  await expect.poll(() => ({ ...runs })).toEqual({ messages: 2, rooms: 2, room: 2 });
  await engine.clock.advance(1_000); // what is signalled at the message's own moment belongs to it
  await ana.as.mutation(api.typing.signal, { roomId });
  await expect.poll(() => typing).toMatch(/"endTime":\s*[1-9]/);
  await ana.as.mutation(api.presence.beat, {});
  await carla.as.mutation(api.presence.beat, {});
  // The next message is the proof that all frames before it have come.
  await send(ana, roomId, "two");
  await expect.poll(() => runs.messages).toBe(4);
  expect(runs.room).toBeLessThanOrEqual(4);
  expect(runs.rooms).toBeLessThanOrEqual(4);
  for (const stop of stops) stop();
});
