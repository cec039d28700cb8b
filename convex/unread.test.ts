/** What is unread, previewed and first in the list: for each person by their own read position. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import { type Person, makePeople, makeRoom, send, startBackend } from "./test.setup";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

let people: Awaited<ReturnType<typeof makePeople>>;
let roomId: Id<"rooms">;

beforeEach(async () => {
  vi.useFakeTimers();
  people = await makePeople(await startBackend());
  roomId = await makeRoom(people.ana, [people.sam, people.carla], { name: "First" });
});
afterEach(() => {
  vi.useRealTimers();
});

async function roomOf(person: Person, id = roomId) {
  const room = (await person.as.query(api.rooms.list, {})).find((one) => one.roomId === id);
  if (room === undefined) throw new Error("The room is not in the list");
  return room;
}
const unreadOf = async (person: Person) => (await roomOf(person)).unread;
const markRead = (person: Person, seq: number) =>
  person.as.mutation(api.readPositions.markRead, { roomId, seq });

describe("the number of unread messages", () => {
  test("counts those of others after the read position, and nobody else's reading", async () => {
    const { ana, sam, carla } = people;
    for (const text of ["1", "2", "3"]) await send(ana, roomId, text);
    await markRead(sam, 3);
    expect([await unreadOf(carla), await unreadOf(sam)]).toEqual([3, 0]);
    await markRead(carla, 2);
    expect(await unreadOf(carla)).toBe(1);
  });

  test("counts neither one's own messages nor deleted ones", async () => {
    const { ana, carla } = people;
    const { messageId } = await send(ana, roomId, "1");
    await send(carla, roomId, "2");
    await send(ana, roomId, "3");
    expect([await unreadOf(carla), await unreadOf(ana)]).toEqual([2, 1]);
    await ana.as.mutation(api.messages.remove, { roomId, messageId });
    expect(await unreadOf(carla)).toBe(1);
  });

  test("is not changed by posting: what came before one's own message stays unread", async () => {
    const { ana, carla } = people;
    await send(ana, roomId, "1");
    await send(carla, roomId, "2");
    expect(await unreadOf(carla)).toBe(1);
    expect((await roomOf(carla)).readSeq).toBe(0);
  });

  test("never grows by marking an older message read", async () => {
    const { ana, carla } = people;
    for (const text of ["1", "2", "3"]) await send(ana, roomId, text);
    await markRead(carla, 3);
    await markRead(carla, 1);
    expect([await unreadOf(carla), (await roomOf(carla)).readSeq]).toEqual([0, 3]);
  });

  test("stops at 100, which is shown as 99+", async () => {
    const { ana, carla } = people;
    const sendMany = async (count: number) => {
      for (let index = 0; index < count; index += 1) {
        vi.setSystemTime(Date.now() + MINUTE_MS);
        await send(ana, roomId, "hello");
      }
    };
    await sendMany(99);
    expect(await unreadOf(carla)).toBe(99);
    await sendMany(3);
    expect(await unreadOf(carla)).toBe(100);
  });

  test("is a dot without a number in a muted room", async () => {
    const OFF = { level: "off", untilTime: null };
    const { ana, carla } = people;
    await carla.as.mutation(api.participants.setNotify, { roomId, level: "off" });
    expect(await roomOf(carla)).toMatchObject({ unread: 0, hasUnread: false, notify: OFF });
    await send(ana, roomId, "1");
    expect(await roomOf(carla)).toMatchObject({ unread: 0, hasUnread: true, notify: OFF });
    expect(await roomOf(people.sam)).toMatchObject({ unread: 1, notify: { level: "all" } });
  });
});

describe("the preview", () => {
  test("is the newest message, and is empty when that one is deleted", async () => {
    const { ana, carla } = people;
    expect((await roomOf(carla)).preview).toBeNull();
    await send(ana, roomId, "older");
    const { messageId } = await send(carla, roomId, "Xylocanary");
    expect((await roomOf(carla)).preview).toMatchObject({ text: "Xylocanary", mine: true });
    expect((await roomOf(ana)).preview).toMatchObject({ text: "Xylocanary", mine: false });
    await carla.as.mutation(api.messages.remove, { roomId, messageId });
    for (const person of [ana, carla]) {
      expect(JSON.stringify(await roomOf(person))).not.toContain("Xylocanary");
      expect((await roomOf(person)).preview).toMatchObject({ text: null });
    }
  });
});

describe("the order of the list", () => {
  test("is by last message, and is moved neither by reading nor by muting", async () => {
    const { ana, carla } = people;
    vi.setSystemTime(Date.now() + HOUR_MS);
    const second = await makeRoom(ana, [carla], { name: "Second" });
    vi.setSystemTime(Date.now() + HOUR_MS);
    await send(ana, second, "hello");
    vi.setSystemTime(Date.now() + HOUR_MS);
    await send(ana, roomId, "hello");
    vi.setSystemTime(Date.now() + HOUR_MS);
    const names = async () => (await carla.as.query(api.rooms.list, {})).map(({ name }) => name);
    expect(await names()).toEqual(["First", "Second"]);
    await carla.as.mutation(api.readPositions.markRead, { roomId: second, seq: 1 });
    await carla.as.mutation(api.participants.setNotify, { roomId: second, level: "off" });
    expect(await names()).toEqual(["First", "Second"]);
    await send(ana, second, "newer");
    expect(await names()).toEqual(["Second", "First"]);
  });
});
