/** Rows 30, 31 and 8: typing and presence, and what clients learn of them. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "./_generated/api";
import { type Backend, makePeople, makeRoom, type Person, send, startBackend } from "./test.setup";

const NOW = Date.UTC(2026, 2, 2, 9);
let t: Backend;
let people: Awaited<ReturnType<typeof makePeople>>;
let roomId: string;

beforeEach(async () => {
  vi.useFakeTimers({ now: NOW });
  t = await startBackend();
  people = await makePeople(t);
  roomId = await makeRoom(people.ana, [people.sam, people.carla]);
  await people.ana.as.mutation(api.participants.add, {
    roomId,
    userIds: [people.omar.userId],
    confirmed: true,
  });
});
afterEach(() => {
  vi.useRealTimers();
});

const signal = (person: Person) => person.as.mutation(api.typing.signal, { roomId });
const seen = (person: Person) => person.as.query(api.typing.list, { roomId });
const NOBODY = { kind: "client", endTime: 0 };

describe("typing", () => {
  test("of staff is a name to staff, and to a client only that somebody of the team writes", async () => {
    const { ana, sam, carla } = people;
    await signal(ana);
    const endTime = NOW + 5_000;
    expect(await seen(sam)).toEqual({
      kind: "staff",
      people: [{ userId: ana.userId, name: "Ana", endTime }],
    });
    expect(await seen(carla), "rounded").toEqual({ kind: "client", endTime: NOW + 6_000 });
    expect(await seen(ana), "of oneself").toEqual({ kind: "staff", people: [] });
  });

  test("of a client is told to staff, and to no other client", async () => {
    const { ana, carla, omar } = people;
    await signal(carla);
    expect(await seen(ana)).toMatchObject({ people: [{ name: "Carla" }] });
    expect(await seen(omar)).toEqual(NOBODY);
    expect(await seen(carla)).toEqual(NOBODY);
  });

  test("writes at most once in 3 seconds, and one row per person and room", async () => {
    const { ana, sam } = people;
    const ends: number[] = [];
    for (const time of [0, 1_000, 2_999, 3_000, 5_999, 6_000]) {
      vi.setSystemTime(NOW + time);
      await signal(ana);
      const answer = (await seen(sam)) as { people: { endTime: number }[] };
      ends.push((answer.people[0]?.endTime ?? 0) - NOW);
    }
    expect(ends).toEqual([5_000, 5_000, 5_000, 8_000, 8_000, 11_000]);
    expect(await t.run((ctx) => ctx.db.query("typing").collect())).toHaveLength(1);
  });

  test("is over when the message is there, and nobody else's is", async () => {
    const { ana, sam, carla } = people;
    await signal(ana);
    await signal(sam);
    await send(ana, roomId, "here it is");
    expect(await seen(sam)).toEqual({ kind: "staff", people: [] });
    expect(await seen(ana)).toMatchObject({ people: [{ name: "Sam" }] });
    vi.setSystemTime(NOW + 3_000);
    await signal(sam);
    await send(carla, roomId, "a client's ends nothing");
    expect(await seen(people.omar)).toEqual({ kind: "client", endTime: NOW + 9_000 });
    await send(sam, roomId, "and mine");
    expect(await seen(carla)).toEqual(NOBODY);
  });

  test("of two of the team at once looks to a client like one (G7)", async () => {
    const { ana, sam, carla } = people;
    /** What Carla is told second by second: Ana writes every 3 seconds, `others` in between. */
    const seenWith = async (others: Person[]) => {
      await t.run(async (ctx) => {
        for await (const { _id } of ctx.db.query("typing")) await ctx.db.delete("typing", _id);
      });
      const answers: unknown[] = [];
      for (let time = 0; time < 12_000; time += 1_000) {
        vi.setSystemTime(NOW + 1_500 + time);
        for (const one of time % 3_000 === 0 ? [ana] : others) await signal(one);
        answers.push(await seen(carla));
      }
      return answers.map((answer) => (answer as typeof NOBODY).endTime - NOW);
    };
    const alone = await seenWith([]);
    const together = await seenWith([sam]);
    expect(changes(alone)).toBe(4);
    expect(changes(together), "no more often").toBeLessThanOrEqual(5);
    expect(together.every((end) => end % 3_000 === 0)).toBe(true);
    await signal(sam);
    await send(ana, roomId, "here it is");
    expect(await seen(carla), "the line of the other ends with it").toEqual(NOBODY);

    function changes(ends: number[]): number {
      return ends.filter((end, index) => end !== ends[index - 1]).length;
    }
  });

  test("goes with the seat", async () => {
    const { ana, sam, carla } = people;
    await signal(sam);
    await signal(carla);
    await ana.as.mutation(api.participants.remove, { roomId, userId: carla.userId });
    expect(await seen(ana)).toMatchObject({ people: [{ name: "Sam" }] });
    await sam.as.mutation(api.participants.leave, { roomId });
    expect(await seen(ana)).toEqual({ kind: "staff", people: [] });
  });
});

describe("presence", () => {
  test("is told to staff of the room by the minute, and written every 30 seconds at most", async () => {
    const { ana, carla } = people;
    const rows = async () => await t.run((ctx) => ctx.db.query("presences").collect());
    vi.setSystemTime(NOW + 10_000);
    await carla.as.mutation(api.presence.beat, {});
    expect(await ana.as.query(api.presence.list, { roomId })).toEqual([
      { userId: carla.userId, seenTime: NOW },
    ]);
    vi.setSystemTime(NOW + 39_999);
    await carla.as.mutation(api.presence.beat, {});
    expect((await rows()).map(({ seenTime }) => seenTime - NOW)).toEqual([10_000]);
    vi.setSystemTime(NOW + 40_000);
    await carla.as.mutation(api.presence.beat, {});
    expect((await rows()).map(({ seenTime }) => seenTime - NOW)).toEqual([40_000]);
  });
});
