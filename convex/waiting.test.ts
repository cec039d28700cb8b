/** Whose turn it is in a client room, how long clients wait, and who gets to know. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import { median, waitedMs } from "./model/waitingTime";
import {
  type Backend,
  type Person,
  codeOf,
  makePeople,
  makeRoom,
  send,
  startBackend,
} from "./test.setup";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** A Wednesday at 10:00 in Berlin, where the firm is. */
const WEDNESDAY_10 = Date.parse("2026-11-18T09:00:00Z");

let t: Backend;
let people: Awaited<ReturnType<typeof makePeople>>;
let roomId: Id<"rooms">;

beforeEach(async () => {
  vi.useFakeTimers();
  vi.setSystemTime(WEDNESDAY_10);
  t = await startBackend();
  people = await makePeople(t);
  roomId = await makeRoom(people.ana, [people.sam, people.carla]);
});
afterEach(() => {
  vi.useRealTimers();
});

const turn = async (person: Person = people.ana) =>
  (await person.as.query(api.waiting.get, { roomId }))?.state ?? null;
const listOf = async (person: Person) => await person.as.query(api.waiting.list, {});
const after = (ms: number) => vi.setSystemTime(Date.now() + ms);

describe("whose turn it is", () => {
  test("follows who wrote last, and keeps the time of the first unanswered message", async () => {
    const { ana, carla } = people;
    expect(await turn()).toBeNull();
    await send(carla, roomId, "A question");
    after(HOUR_MS);
    await send(carla, roomId, "Are you there?");
    expect(await ana.as.query(api.waiting.get, { roomId })).toMatchObject({
      state: "us",
      sinceTime: WEDNESDAY_10,
    });
    await send(ana, roomId, "Yes");
    expect(await turn()).toBe("client");
  });

  test("can be set by hand until the next message says otherwise", async () => {
    const { ana, sam, carla } = people;
    await send(carla, roomId, "Thank you, bye!");
    await sam.as.mutation(api.waiting.set, { roomId, state: "done" });
    expect(await turn()).toBe("done");
    await send(carla, roomId, "One more thing");
    expect(await turn()).toBe("us");
    expect((await listOf(ana)).rooms.map((room) => room.roomId)).toEqual([roomId]);
  });

  test.each(["internal", "announcement"] as const)("is nobody's in %s rooms", async (kind) => {
    const { ana, sam } = people;
    const other = await makeRoom(ana, [sam], { kind });
    await send(ana, other, "Hello");
    expect(await ana.as.query(api.waiting.get, { roomId: other })).toBeNull();
    const call = ana.as.mutation(api.waiting.set, { roomId: other, state: "us" });
    expect(await codeOf(call)).toBe("INVALID_ARGUMENT");
  });

  test("is written only when it changes: a second message of one side touches nothing", async () => {
    const { carla } = people;
    await send(carla, roomId, "1");
    const wait = () => t.run(async (ctx) => await ctx.db.query("roomWaits").collect());
    const before = await wait();
    after(MINUTE_MS);
    await send(carla, roomId, "2");
    expect(await wait()).toEqual(before);
  });
});

describe("the list of rooms that wait for the team", () => {
  test("has the longest wait first, of rooms with a seat, without archived and answered ones", async () => {
    const { ana, sam, carla, omar } = people;
    const later = await makeRoom(ana, [carla], { name: "Later" });
    const answered = await makeRoom(ana, [carla], { name: "Answered" });
    const archived = await makeRoom(ana, [carla], { name: "Archived" });
    const foreign = await makeRoom(sam, [omar], { name: "Foreign" });
    await send(carla, roomId, "first");
    after(MINUTE_MS);
    for (const id of [later, answered, archived]) await send(carla, id, "second");
    await send(omar, foreign, "elsewhere");
    await send(ana, answered, "here you are");
    await ana.as.mutation(api.rooms.setArchived, { roomId: archived, archived: true });
    expect((await listOf(ana)).rooms.map((room) => room.roomId)).toEqual([roomId, later]);
    expect((await listOf(sam)).rooms.map((room) => room.roomId)).toEqual([roomId, foreign]);
  });

  test("tells the median of first replies, within the firm's hours", async () => {
    const { ana, carla } = people;
    expect((await listOf(ana)).firstReply).toEqual({ medianMs: null, count: 0 });
    for (const minutes of [10, 30, 20]) {
      await send(carla, roomId, "?");
      after(minutes * MINUTE_MS);
      await send(ana, roomId, "!");
      await send(ana, roomId, "and one more, which answers nobody");
    }
    expect((await listOf(ana)).firstReply).toEqual({ medianMs: 20 * MINUTE_MS, count: 3 });
  });

  test("is the same for somebody with more seats than one list holds", async () => {
    const { ana, sam, carla, omar } = people;
    await send(omar, await makeRoom(sam, [omar]), "in a room without Ana");
    await send(carla, roomId, "the oldest of all");
    after(MINUTE_MS);
    await t.run(async (ctx) => {
      for (let number = 0; number < 210; number += 1) {
        const id = await ctx.db.insert("rooms", {
          name: `${number}`,
          kind: "client",
          creatorId: ana.userId,
          createdTime: 0,
        });
        await ctx.db.insert("roomHeads", { roomId: id, lastSeq: 0, lastActivityTime: Date.now() });
        const seat = {
          roomId: id,
          userId: ana.userId,
          userKind: "staff",
          emailOff: false,
        } as const;
        await ctx.db.insert("participants", seat);
      }
    });
    const list = await listOf(ana);
    expect(list.rooms.map((room) => room.roomId)).toEqual([roomId]);
    expect(list.isPartial).toBe(false);
  });
});

describe("a client", () => {
  test("is told nothing of it", async () => {
    const { carla } = people;
    await send(carla, roomId, "?");
    expect(await codeOf(carla.as.query(api.waiting.list, {}))).toBe("FORBIDDEN");
    expect(await codeOf(carla.as.query(api.waiting.get, { roomId }))).toBe("FORBIDDEN");
    const rooms = JSON.stringify(await carla.as.query(api.rooms.list, {}));
    const room = JSON.stringify(await carla.as.query(api.rooms.get, { roomId }));
    expect(`${rooms}${room}`).not.toMatch(/wait|sinceTime|firstRepl/i);
  });
});

test("the demo has rooms that wait", async () => {
  const empty = await startBackend();
  await empty.run(async (ctx) => {
    for (const firm of await ctx.db.query("firm").collect()) await ctx.db.delete("firm", firm._id);
  });
  await empty.mutation(internal.seed.seedDemo, {});
  const waits = await empty.run(async (ctx) => await ctx.db.query("roomWaits").collect());
  expect(waits.filter((wait) => wait.state === "us").length).toBeGreaterThan(0);
});

describe("waiting time", () => {
  const hours = { start: 9, end: 18, days: [1, 2, 3, 4, 5] };
  const waited = (from: string, to: string, zone = "Europe/Berlin") =>
    waitedMs(Date.parse(from), Date.parse(to), hours, zone) / MINUTE_MS;

  test("counts the hours in which the firm works, and no night or weekend", () => {
    expect(waited("2026-11-18T09:00Z", "2026-11-18T09:45Z")).toBe(45);
    expect(waited("2026-11-18T16:30Z", "2026-11-19T08:30Z")).toBe(60); // 17:30 to 9:30 next day
    expect(waited("2026-11-20T16:30Z", "2026-11-23T08:30Z")).toBe(60); // over a weekend
    expect(waited("2026-11-21T09:00Z", "2026-11-22T20:00Z")).toBe(0); // only a weekend
  });

  test("keeps to wall clocks over a change of the clocks, in zones on both sides of UTC", () => {
    expect(waited("2026-03-27T16:00Z", "2026-03-30T08:00Z")).toBe(120); // 17:00 CET to 10:00 CEST
    expect(waited("2026-11-18T22:00Z", "2026-11-18T23:30Z", "America/Los_Angeles")).toBe(90);
    expect(waited("2026-11-18T00:00Z", "2026-11-18T01:00Z", "Pacific/Auckland")).toBe(60);
  });

  test("begins at the new nine o'clock on the very day of the change", () => {
    const [from, to] = [Date.parse("2026-03-08T15:00Z"), Date.parse("2026-03-08T17:00Z")];
    const sunday = { ...hours, days: [0] };
    expect(waitedMs(from, to, sunday, "America/Los_Angeles") / MINUTE_MS).toBe(60);
  });

  test("is nothing when it ends before it starts, and bounded when it is ages", () => {
    expect(waited("2026-11-18T10:00Z", "2026-11-18T09:00Z")).toBe(0);
    expect(waited("1970-01-01T00:00Z", "2026-11-18T09:00Z")).toBeLessThan(121 * 9 * 60);
  });

  test("has a median of odd and even numbers, and none of none", () => {
    expect([median([]), median([5]), median([9, 1, 5]), median([4, 1, 9, 2])]).toEqual([
      null,
      5,
      5,
      3,
    ]);
  });
});
