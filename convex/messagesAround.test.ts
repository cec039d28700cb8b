/** Opening a room at a message: its place, and the history on both sides of it (row 9). */
import { beforeEach, describe, expect, test } from "vitest";
import { api } from "./_generated/api";
import { type Backend, codeOf, makePeople, makeRoom, startBackend } from "./test.setup";

const ROOM_SIZE = 240;

let t: Backend;
let people: Awaited<ReturnType<typeof makePeople>>;
let roomId: string;

beforeEach(async () => {
  t = await startBackend();
  people = await makePeople(t);
  const id = await makeRoom(people.ana, [people.carla]);
  roomId = id;
  await t.run(async (ctx) => {
    for (let seq = 1; seq <= ROOM_SIZE; seq++) {
      await ctx.db.insert("messages", {
        roomId: id,
        seq,
        authorId: people.ana.userId,
        time: seq,
        text: `Text ${seq}`,
        source: "app",
        clientMessageId: `m-${seq}`,
      });
    }
  });
});

async function messageIdOf(seq: number) {
  const around = { roomId, seq, direction: "older" as const };
  const paginationOpts = { numItems: 1, cursor: null };
  const { page } = await people.ana.as.query(api.messages.around, { ...around, paginationOpts });
  return page[0]!.messageId;
}

describe("the place of a message", () => {
  test("is its seq, for staff and clients alike", async () => {
    const messageId = await messageIdOf(40);
    for (const person of [people.ana, people.carla]) {
      expect(await person.as.query(api.messages.locate, { roomId, messageId })).toBe(40);
    }
  });

  test("is not told through another room, nor for an id that is none", async () => {
    const elsewhere = await makeRoom(people.ana, [people.sam]);
    const messageId = await messageIdOf(40);
    const ask = async (inRoom: string, id: string) =>
      await codeOf(people.ana.as.query(api.messages.locate, { roomId: inRoom, messageId: id }));
    expect(await ask(elsewhere, messageId)).toBe("NOT_FOUND");
    expect(await ask(roomId, "nonsense")).toBe("NOT_FOUND");
    expect(await ask(roomId, people.ana.userId)).toBe("NOT_FOUND");
  });
});

describe("the history around a place", () => {
  async function seqs(direction: "older" | "newer", numItems: number, cursor: string | null) {
    const paginationOpts = { numItems, cursor };
    const args = { roomId, seq: 30, direction, paginationOpts };
    const result = await people.carla.as.query(api.messages.around, args);
    return { ...result, seqs: result.page.map(({ seq }) => seq) };
  }

  test("goes back from the message itself, and on from the one after it: no gap, no double", async () => {
    expect((await seqs("older", 3, null)).seqs).toEqual([30, 29, 28]);
    expect((await seqs("newer", 3, null)).seqs).toEqual([31, 32, 33]);
  });

  test("is paged both ways to the very ends of the room", async () => {
    for (const [direction, expected] of [
      ["older", Array.from({ length: 30 }, (_, i) => 30 - i)],
      ["newer", Array.from({ length: ROOM_SIZE - 30 }, (_, i) => 31 + i)],
    ] as const) {
      const found: number[] = [];
      let cursor: string | null = null;
      for (let isDone = false; !isDone; ) {
        const result = await seqs(direction, 25, cursor);
        found.push(...result.seqs);
        ({ isDone, continueCursor: cursor } = result);
      }
      expect(found).toEqual(expected);
    }
  });

  test("never has more on a page than any list, however much is asked for", async () => {
    expect((await seqs("newer", 1e9, null)).seqs).toHaveLength(200);
  });
});
