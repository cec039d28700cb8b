import { beforeEach, describe, expect, test } from "vitest";
import { api } from "./_generated/api";
import {
  type Backend,
  codeOf,
  makePeople,
  makeRoom,
  makeStaff,
  messagesOf,
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

describe("sending", () => {
  test("gives each message the next seq, the same order for everybody (G3)", async () => {
    const { ana, carla } = people;
    expect((await send(ana, roomId, "one")).seq).toBe(1);
    expect((await send(carla, roomId, "two")).seq).toBe(2);
    for (const person of [ana, carla]) {
      const seen = await messagesOf(person, roomId);
      expect(seen.map(({ seq, text }) => [seq, text])).toEqual([
        [2, "two"],
        [1, "one"],
      ]);
    }
  });

  test("the same clientMessageId posts once, whatever text or room comes with it (G2)", async () => {
    const { ana, carla } = people;
    const other = await makeRoom(ana, []);
    const first = await send(ana, roomId, "hello", "same-id");
    expect(await send(ana, roomId, "hello again", "same-id")).toEqual(first);
    expect(await send(ana, other, "hello", "same-id")).toEqual(first);
    expect(await messagesOf(ana, roomId)).toHaveLength(1);
    expect(await messagesOf(ana, other)).toHaveLength(0);
    const carlas = await send(carla, roomId, "mine", "same-id");
    expect(carlas.messageId, "the id is the author's own").not.toBe(first.messageId);
  });

  test("a repeated send is answered with the first message, also once the room is archived (G2)", async () => {
    const { ana, carla } = people;
    const first = await send(carla, roomId, "in time", "same-id");
    await ana.as.mutation(api.rooms.setArchived, { roomId, archived: true });
    expect(await send(carla, roomId, "in time", "same-id")).toEqual(first);
    expect(await codeOf(send(carla, roomId, "too late", "other-id"))).toBe("ROOM_ARCHIVED");
    await ana.as.mutation(api.participants.remove, { roomId, userId: carla.userId });
    expect(await codeOf(send(carla, roomId, "in time", "same-id"))).toBe("NOT_FOUND");
  });

  test("a flood is stopped with RATE_LIMITED, and others go on (G12)", async () => {
    const { ana, carla } = people;
    let accepted = 0;
    for (let number = 0; number < 40; number += 1) {
      const outcome = await codeOf(send(carla, roomId, `flood ${number}`)).catch(() => "accepted");
      if (outcome === "accepted") accepted += 1;
      else expect(outcome).toBe("RATE_LIMITED");
    }
    expect(accepted).toBeGreaterThanOrEqual(30);
    expect(accepted).toBeLessThan(40);
    await send(ana, roomId, "still here");
  });

  test.each([
    ["", "MESSAGE_EMPTY"],
    [" \n\t", "MESSAGE_EMPTY"],
    ["\u200b\u2060\ufeff\u00ad", "MESSAGE_EMPTY"],
    ["\u3164\u2800", "MESSAGE_EMPTY"],
    ["a".repeat(10_001), "MESSAGE_TOO_LONG"],
    ["nul\u0000", "INVALID_TEXT"],
    ["bell\u0007", "INVALID_TEXT"],
  ])("refuses %j with %s and stores nothing", async (text, code) => {
    expect(await codeOf(send(people.carla, roomId, text))).toBe(code);
    expect(await messagesOf(people.carla, roomId)).toEqual([]);
  });

  test("takes 10,000 characters counted as code points, and keeps odd ones as they are", async () => {
    const longest = "😀".repeat(10_000);
    await send(people.carla, roomId, longest);
    await send(people.carla, roomId, "شكراً e\u0301 👩‍👩‍👧 a\tb\nc");
    const [second, first] = await messagesOf(people.carla, roomId);
    expect(first?.text).toBe(longest);
    expect(second?.text).toBe("شكراً e\u0301 👩‍👩‍👧 a\tb\nc");
  });

  test("a client writes in a client room, but neither in an announcement nor in an archived one (R8, R14)", async () => {
    const { ana, carla } = people;
    await send(carla, roomId, "hello");
    const news = await makeRoom(ana, [carla], { kind: "announcement" });
    await send(ana, news, "news");
    expect(await codeOf(send(carla, news, "answer"))).toBe("FORBIDDEN");
    await ana.as.mutation(api.rooms.setArchived, { roomId, archived: true });
    expect(await codeOf(send(carla, roomId, "late"))).toBe("ROOM_ARCHIVED");
    expect(await codeOf(send(ana, roomId, "late"))).toBe("ROOM_ARCHIVED");
    await ana.as.mutation(api.rooms.setArchived, { roomId, archived: false });
    await send(carla, roomId, "back");
  });

  test("writes at most five documents, however many sit in the room", async () => {
    const { ana } = people;
    const before = await countDocuments();
    await send(ana, roomId, "hello");
    expect((await countDocuments()) - before).toBeLessThanOrEqual(5);

    async function countDocuments() {
      return await t.run(async (ctx) => {
        const tables = ["messages", "roomHeads", "undigestedRooms", "trimmedTexts"] as const;
        let count = 0;
        for (const table of tables) count += (await ctx.db.query(table).collect()).length;
        return count;
      });
    }
  });
});

describe("the whole history", () => {
  test("is there for somebody added later (R6), and gone for somebody removed (G9)", async () => {
    const { ana, carla, omar } = people;
    await send(carla, roomId, "before");
    expect(await codeOf(messagesOf(omar, roomId))).toBe("NOT_FOUND");
    await ana.as.mutation(api.participants.add, {
      roomId,
      userIds: [omar.userId],
      confirmed: true,
    });
    expect((await messagesOf(omar, roomId)).map(({ text }) => text)).toEqual(["before"]);
    await ana.as.mutation(api.participants.remove, { roomId, userId: omar.userId });
    expect(await codeOf(messagesOf(omar, roomId))).toBe("NOT_FOUND");
  });
});

describe("what a client learns of others (R5)", () => {
  test("is the name and side of an author, no id, address, company or count", async () => {
    const { ana, carla } = people;
    await send(ana, roomId, "hello");
    const [message] = await messagesOf(carla, roomId);
    expect(message?.author).toEqual({ name: "Ana", side: "staff", mine: false, company: null });
    expect(JSON.stringify(message)).not.toContain(ana.userId);
    const room = await carla.as.query(api.rooms.get, { roomId });
    expect(room.kind).toBe("client");
    expect(JSON.stringify([room, await carla.as.query(api.rooms.list, {})])).not.toContain("Sam");
  });

  test("under studio identity every staff author is the firm; staff keep seeing names", async () => {
    const { ana, sam, carla } = people;
    await t.run(async (ctx) => {
      const firm = await ctx.db.query("firm").first();
      if (firm !== null) await ctx.db.patch("firm", firm._id, { studioIdentity: true });
    });
    await send(ana, roomId, "one");
    await send(sam, roomId, "two");
    const names = (await messagesOf(carla, roomId)).map(({ author }) => author.name);
    expect(names).toEqual(["The Firm", "The Firm"]);
    const [preview] = await carla.as.query(api.rooms.list, {});
    expect(preview?.preview?.author).toBe("The Firm");
    expect((await messagesOf(ana, roomId)).map(({ author }) => author.name)).toEqual([
      "Sam",
      "Ana",
    ]);
  });
});

describe("deleting (R12)", () => {
  test("staff delete any message, a client only their own; the text is gone, a tombstone stays", async () => {
    const { ana, sam, carla } = people;
    const fromAna = await send(ana, roomId, "from Ana");
    const fromCarla = await send(carla, roomId, "from Carla");
    const remove = (person: typeof ana, messageId: string) =>
      person.as.mutation(api.messages.remove, { roomId, messageId });
    expect(await codeOf(remove(carla, fromAna.messageId))).toBe("FORBIDDEN");
    await remove(carla, fromCarla.messageId);
    await remove(sam, fromAna.messageId);
    const seenByCarla = await messagesOf(carla, roomId);
    expect(seenByCarla.map(({ text, deletedBy }) => [text, deletedBy])).toEqual([
      [null, null],
      [null, null],
    ]);
    const seenByAna = await messagesOf(ana, roomId);
    expect(seenByAna.map(({ deletedBy }) => deletedBy)).toEqual(["Carla", "Sam"]);
    const stored = await t.run(async (ctx) => await ctx.db.query("messages").collect());
    expect(stored.map(({ text }) => text)).toEqual(["", ""]);
  });

  test("the cross is offered exactly where deleting works", async () => {
    const { ana, carla } = people;
    await send(ana, roomId, "from Ana");
    await send(carla, roomId, "from Carla");
    const crosses = async (person: typeof ana) =>
      (await messagesOf(person, roomId)).map(({ canDelete }) => canDelete);
    expect(await crosses(carla)).toEqual([true, false]);
    expect(await crosses(ana)).toEqual([true, true]);
    await ana.as.mutation(api.rooms.setArchived, { roomId, archived: true });
    expect(await crosses(carla)).toEqual([false, false]);
    expect(await crosses(ana), "staff keep deleting in an archived room").toEqual([true, true]);
  });

  test("a message of another room is not found, also for staff of both", async () => {
    const { ana } = people;
    const other = await makeRoom(ana, []);
    const { messageId } = await send(ana, other, "elsewhere");
    const removal = ana.as.mutation(api.messages.remove, { roomId, messageId });
    expect(await codeOf(removal)).toBe("NOT_FOUND");
    const malformed = ana.as.mutation(api.messages.remove, { roomId, messageId: "nonsense" });
    expect(await codeOf(malformed)).toBe("NOT_FOUND");
  });
});

test("an unknown, malformed and foreign room give one and the same answer (R4)", async () => {
  const { ana, omar } = people;
  const outsider = await makeStaff(t, "Nora");
  const gone = await makeRoom(ana, []);
  await t.run(async (ctx) => {
    const id = ctx.db.normalizeId("rooms", gone);
    if (id !== null) await ctx.db.delete("rooms", id);
  });
  for (const person of [omar, outsider]) {
    for (const id of [roomId, gone, "nonsense", "", ana.userId]) {
      expect(await codeOf(messagesOf(person, id))).toBe("NOT_FOUND");
    }
  }
});
