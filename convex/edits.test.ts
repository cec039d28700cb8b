/** Rows 13 and 14: editing one's own message, and what it said before. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "./_generated/api";
import { sendDigests } from "./digests.setup";
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

const MINUTE_MS = 60_000;

let t: Backend;
let people: Awaited<ReturnType<typeof makePeople>>;
let roomId: string;

beforeEach(async () => {
  vi.useFakeTimers({ now: Date.UTC(2026, 2, 2, 9) });
  t = await startBackend();
  people = await makePeople(t);
  roomId = await makeRoom(people.ana, [people.sam, people.carla]);
});
afterEach(() => {
  vi.useRealTimers();
});

const edit = (person: Person, messageId: string, text: string, room = roomId) =>
  person.as.mutation(api.messages.edit, { roomId: room, messageId, text });
const historyOf = async (person: Person, messageId: string) =>
  await person.as.query(api.messages.history, { roomId, messageId });

describe("editing", () => {
  test("gives everybody the new text with the time, and only staff what it said before", async () => {
    const { ana, sam, carla } = people;
    const { messageId } = await send(carla, roomId, "teh first");
    vi.advanceTimersByTime(MINUTE_MS);
    await edit(carla, messageId, "the first");
    vi.advanceTimersByTime(MINUTE_MS);
    await edit(carla, messageId, "the second");
    for (const person of [ana, carla]) {
      const [message] = await messagesOf(person, roomId);
      expect(message).toMatchObject({ text: "the second", editedTime: Date.now() });
      expect(message?.hasHistory).toBe(person === ana);
    }
    expect(await historyOf(sam, messageId)).toEqual([
      { text: "the first", writtenTime: Date.now() - MINUTE_MS },
      { text: "teh first", writtenTime: Date.now() - 2 * MINUTE_MS },
    ]);
    expect(await codeOf(historyOf(carla, messageId))).toBe("FORBIDDEN");
  });

  test("is a client's for 15 minutes and no longer, and staff's at any time", async () => {
    const { ana, carla } = people;
    const carlas = await send(carla, roomId, "one");
    const anas = await send(ana, roomId, "two");
    vi.advanceTimersByTime(15 * MINUTE_MS - 1);
    await edit(carla, carlas.messageId, "in time");
    vi.advanceTimersByTime(1);
    expect(await codeOf(edit(carla, carlas.messageId, "late"))).toBe("FORBIDDEN");
    vi.advanceTimersByTime(1_000 * MINUTE_MS);
    await edit(ana, anas.messageId, "much later");
    expect((await messagesOf(ana, roomId)).map(({ text }) => text)).toEqual([
      "much later",
      "in time",
    ]);
  });

  test("is offered where it works, to a client until the time is over", async () => {
    const { ana, carla } = people;
    await send(ana, roomId, "one");
    const before = Date.now();
    await send(carla, roomId, "two");
    const offers = async (person: Person) =>
      (await messagesOf(person, roomId)).map(({ canEdit, editEndTime }) => [canEdit, editEndTime]);
    expect((await offers(carla))[0]).toEqual([true, before + 15 * MINUTE_MS]);
    expect((await offers(carla))[1]?.[0]).toBe(false);
    expect(await offers(ana)).toEqual([
      [false, null],
      [true, null],
    ]);
    await ana.as.mutation(api.rooms.setArchived, { roomId, archived: true });
    expect((await offers(ana)).map(([canEdit]) => canEdit)).toEqual([false, false]);
  });

  test("makes nothing unread, changes no seq and no order of rooms, and mails nothing again", async () => {
    const { ana, carla } = people;
    const { messageId, seq } = await send(ana, roomId, "before");
    await carla.as.mutation(api.readPositions.markRead, { roomId, seq });
    const [listed] = await carla.as.query(api.rooms.list, {});
    vi.advanceTimersByTime(MINUTE_MS);
    await edit(ana, messageId, "after");
    const [now] = await carla.as.query(api.rooms.list, {});
    expect(now).toEqual({ ...listed, preview: { ...listed?.preview, text: "after" } });
    expect((await sendDigests(t)).filter(({ to }) => to === carla.email)).toEqual([]);
  });

  test("before a digest is frozen changes what it says", async () => {
    const { ana } = people;
    const { messageId } = await send(ana, roomId, "the old words");
    await edit(ana, messageId, "the new words");
    const texts = (await sendDigests(t)).map(({ text }) => text);
    expect(texts).toHaveLength(2);
    for (const text of texts) {
      expect(text).toContain("the new words");
      expect(text).not.toContain("the old words");
    }
  });

  test.each([
    ["", "MESSAGE_EMPTY"],
    ["a".repeat(10_001), "MESSAGE_TOO_LONG"],
    ["nul\u0000", "INVALID_TEXT"],
  ] as const)("refuses %j with %s, as sending does", async (text, code) => {
    const { messageId } = await send(people.carla, roomId, "kept");
    expect(await codeOf(edit(people.carla, messageId, text))).toBe(code);
    expect((await messagesOf(people.carla, roomId))[0]).toMatchObject({
      text: "kept",
      editedTime: null,
    });
  });

  test("to the same text is no edit", async () => {
    const { messageId } = await send(people.carla, roomId, "same");
    await edit(people.carla, messageId, "same\n");
    expect((await messagesOf(people.carla, roomId))[0]?.editedTime).toBeNull();
  });

  test("a message of another room, an unknown and a deleted one answers NOT_FOUND", async () => {
    const { ana } = people;
    const { messageId } = await send(ana, roomId, "here");
    const other = await makeRoom(ana, []);
    for (const id of ["nonsense", "", ana.userId]) {
      expect(await codeOf(edit(ana, id, "x")), id).toBe("NOT_FOUND");
    }
    expect(await codeOf(edit(ana, messageId, "x", other))).toBe("NOT_FOUND");
    await ana.as.mutation(api.messages.remove, { roomId, messageId });
    expect(await codeOf(edit(ana, messageId, "x"))).toBe("NOT_FOUND");
  });

  test("never drops an earlier text: after 50 edits the message stays as it is", async () => {
    const { ana } = people;
    const { messageId } = await send(ana, roomId, "version 0");
    for (let version = 1; version <= 50; version += 1) {
      vi.advanceTimersByTime(MINUTE_MS);
      await edit(ana, messageId, `version ${version}`);
    }
    expect(await codeOf(edit(ana, messageId, "one more"))).toBe("INVALID_ARGUMENT");
    const history = await historyOf(ana, messageId);
    expect([history.length, history.at(-1)?.text]).toEqual([50, "version 0"]);
  });

  test("a flood of edits is stopped with RATE_LIMITED (G12)", async () => {
    const { messageId } = await send(people.carla, roomId, "0");
    const outcomes: string[] = [];
    for (let number = 1; number <= 25; number += 1) {
      const outcome = codeOf(edit(people.carla, messageId, `${number}`)).catch(() => "accepted");
      outcomes.push(await outcome);
    }
    expect(outcomes.filter((outcome) => outcome === "RATE_LIMITED")).toHaveLength(5);
  });
});

test("deleting takes the earlier texts along", async () => {
  const { ana, carla } = people;
  const { messageId } = await send(carla, roomId, "secret");
  await edit(carla, messageId, "less secret");
  await ana.as.mutation(api.messages.remove, { roomId, messageId });
  expect(await historyOf(ana, messageId)).toEqual([]);
  expect((await messagesOf(ana, roomId))[0]).toMatchObject({ editedTime: null, hasHistory: false });
  const left = await t.run(async (ctx) => [
    ...(await ctx.db.query("messageEdits").collect()),
    ...(await ctx.db.query("messages").collect()),
  ]);
  expect(JSON.stringify(left)).not.toContain("secret");
});
