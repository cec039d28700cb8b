/** Row 18: pinned messages. */
import { beforeEach, expect, test } from "vitest";
import { api } from "./_generated/api";
import {
  type Backend,
  codeOf,
  makePeople,
  makeRoom,
  messagesOf,
  type Person,
  send,
  startBackend,
} from "./test.setup";

let t: Backend;
let people: Awaited<ReturnType<typeof makePeople>>;
let roomId: string;

beforeEach(async () => {
  t = await startBackend();
  people = await makePeople(t);
  roomId = await makeRoom(people.ana, [people.sam, people.carla]);
});

const pin = (person: Person, messageId: string, pinned = true) =>
  person.as.mutation(api.pins.set, { roomId, messageId, pinned });
const textsOf = async (person: Person) =>
  (await person.as.query(api.pins.list, { roomId })).map(({ text }) => text);

test("staff pin for everybody in the room, the latest pin first; clients read and don't pin", async () => {
  const { ana, sam, carla } = people;
  const one = await send(ana, roomId, "one");
  const two = await send(carla, roomId, "two");
  await pin(sam, two.messageId);
  await pin(ana, one.messageId);
  expect(await textsOf(carla)).toEqual(["one", "two"]);
  expect((await messagesOf(carla, roomId)).map(({ pinned, canPin }) => [pinned, canPin])).toEqual([
    [true, false],
    [true, false],
  ]);
  expect(await codeOf(pin(carla, two.messageId, false))).toBe("FORBIDDEN");
  await pin(ana, two.messageId, false);
  expect(await textsOf(carla)).toEqual(["one"]);
});

test("a pin says nothing of who pinned to a client", async () => {
  const { ana, sam, carla } = people;
  const { messageId } = await send(ana, roomId, "one");
  const before = JSON.stringify((await messagesOf(carla, roomId))[0]);
  await pin(sam, messageId);
  const after = JSON.stringify(await carla.as.query(api.pins.list, { roomId }));
  expect(after).toBe(`[${before.replace('"pinned":false', '"pinned":true')}]`);
});

test("pinning twice is one pin, and a 51st is refused", async () => {
  const { ana } = people;
  const { messageId } = await send(ana, roomId, "one");
  await pin(ana, messageId);
  await pin(ana, messageId);
  expect(await textsOf(ana)).toEqual(["one"]);
  await t.run(async (ctx) => {
    const message = await ctx.db.get("messages", messageId);
    if (message === null) throw new Error("It was sent");
    for (let number = 0; number < 49; number += 1) {
      await ctx.db.insert("pins", { roomId: message.roomId, messageId });
    }
  });
  const another = await send(ana, roomId, "another");
  expect(await codeOf(pin(ana, another.messageId))).toBe("INVALID_ARGUMENT");
});

test("an archived room answers ROOM_ARCHIVED and keeps showing its pins; a foreign message NOT_FOUND", async () => {
  const { ana, carla } = people;
  const { messageId } = await send(ana, roomId, "one");
  const elsewhere = await send(ana, await makeRoom(ana, []), "elsewhere");
  expect(await codeOf(pin(ana, elsewhere.messageId))).toBe("NOT_FOUND");
  await pin(ana, messageId);
  await ana.as.mutation(api.rooms.setArchived, { roomId, archived: true });
  for (const person of [ana, carla]) {
    expect(await codeOf(pin(person, messageId, false))).toBe("ROOM_ARCHIVED");
  }
  expect(await textsOf(carla)).toEqual(["one"]);
});

test("deleting a pinned message takes it out of the pins", async () => {
  const { ana } = people;
  const { messageId } = await send(ana, roomId, "one");
  await pin(ana, messageId);
  await ana.as.mutation(api.messages.remove, { roomId, messageId });
  expect(await textsOf(ana)).toEqual([]);
  expect(await codeOf(pin(ana, messageId))).toBe("NOT_FOUND");
  expect((await messagesOf(ana, roomId))[0]?.pinned).toBe(false);
});
