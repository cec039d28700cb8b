/** "Mark unread from here": a mark of its own, for badges only. */
import { beforeEach, expect, test } from "vitest";
import { api } from "./_generated/api";
import { sendDigests } from "./digests.setup";
import { type Backend, codeOf, makePeople, makeRoom, send, startBackend } from "./test.setup";

let t: Backend;
let people: Awaited<ReturnType<typeof makePeople>>;
let roomId: string;

beforeEach(async () => {
  t = await startBackend();
  people = await makePeople(t);
  roomId = await makeRoom(people.ana, [people.sam, people.carla]);
  for (const text of ["one", "two", "three"]) await send(people.ana, roomId, text);
  await read(3);
});

const read = (seq: number, keepsMark = false) =>
  people.carla.as.mutation(api.readPositions.markRead, { roomId, seq, keepsMark });
const mark = (seq: number) =>
  people.carla.as.mutation(api.readPositions.markUnread, { roomId, seq });
const badge = async () => {
  const [room] = await people.carla.as.query(api.rooms.list, {});
  return [room?.unread, room?.hasUnread];
};
const position = async () =>
  await t.run(async (ctx) => {
    const all = await ctx.db.query("readPositions").collect();
    return all.find(({ userId }) => userId === people.carla.userId)?.seq;
  });

test("brings the badge back; the read position does not fall and nothing is mailed again", async () => {
  expect(await badge()).toEqual([0, false]);
  await mark(2);
  expect(await badge()).toEqual([2, true]);
  expect((await people.carla.as.query(api.rooms.get, { roomId })).readSeq).toBe(1);
  expect(await position()).toBe(3);
  expect((await sendDigests(t)).filter(({ to }) => to === people.carla.email)).toEqual([]);
});

test("holds during the visit, moves up with what is read in the next one, and goes at the end", async () => {
  await mark(2);
  await send(people.ana, roomId, "four");
  await read(4, true);
  expect(await badge(), "seen in the same visit").toEqual([3, true]);
  await read(2);
  expect(await badge()).toEqual([2, true]);
  await read(4);
  expect(await badge()).toEqual([0, false]);
  await send(people.ana, roomId, "five");
  expect(await badge(), "the mark is gone for good").toEqual([1, true]);
});

test("works where nothing was read, and above the read position", async () => {
  const { sam } = people;
  await sam.as.mutation(api.readPositions.markUnread, { roomId, seq: 2 });
  const [room] = await sam.as.query(api.rooms.list, {});
  expect(room?.unread).toBe(3);
  await send(people.ana, roomId, "four");
  await mark(4);
  await read(4, true);
  expect(await badge()).toEqual([1, true]);
});

test.each([-1, 1.5, Number.NaN])("refuses %s as a seq with INVALID_ARGUMENT", async (seq) => {
  expect(await codeOf(mark(seq))).toBe("INVALID_ARGUMENT");
});
