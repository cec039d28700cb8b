/** Row 17: reactions, what each side sees of them, and what they leave alone. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "./_generated/api";
import { sendDigests } from "./digests.setup";
import { isEmoji } from "./model/emoji";
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
let messageId: string;

beforeEach(async () => {
  vi.useFakeTimers({ now: Date.UTC(2026, 2, 2, 9) });
  t = await startBackend();
  people = await makePeople(t);
  roomId = await makeRoom(people.ana, [people.sam, people.carla]);
  ({ messageId } = await send(people.ana, roomId, "hello"));
});
afterEach(() => {
  vi.useRealTimers();
});

const react = (person: Person, emoji: string, on = true, id = messageId) =>
  person.as.mutation(api.reactions.set, { roomId, messageId: id, emoji, on });
const seenBy = async (person: Person) => (await messagesOf(person, roomId))[0]!.reactions;
const rows = async () => await t.run(async (ctx) => await ctx.db.query("reactions").collect());

describe("a reaction", () => {
  test("is an emoji and 'mine' to a client, without a count; staff see the count and who", async () => {
    const { ana, sam, carla } = people;
    await react(sam, "👍");
    await react(carla, "👍");
    await react(ana, "🎉");
    expect(await seenBy(carla)).toEqual([
      { emoji: "👍", mine: true, count: null },
      { emoji: "🎉", mine: false, count: null },
    ]);
    expect(await seenBy(ana)).toEqual([
      { emoji: "👍", mine: false, count: 2 },
      { emoji: "🎉", mine: true, count: 1 },
    ]);
    const who = { roomId, messageId, emoji: "👍" };
    expect((await ana.as.query(api.reactions.who, who)).sort()).toEqual(["Carla", "Sam"]);
    expect(await codeOf(carla.as.query(api.reactions.who, who))).toBe("FORBIDDEN");
  });

  test("by one more person changes nothing that a client gets", async () => {
    const { ana, sam, carla } = people;
    await react(ana, "👍");
    const before = JSON.stringify(await messagesOf(carla, roomId));
    await react(sam, "👍");
    expect(JSON.stringify(await messagesOf(carla, roomId))).toBe(before);
  });

  test("put on or taken off twice is there once, or gone", async () => {
    const { carla } = people;
    await react(carla, "👍");
    await react(carla, "👍");
    expect(await rows()).toHaveLength(1);
    await react(carla, "👍", false);
    await react(carla, "👍", false);
    expect(await seenBy(carla)).toEqual([]);
    expect(await rows()).toEqual([]);
  });

  test("makes nothing unread, moves no room in the list and mails nothing", async () => {
    const { ana, sam, carla } = people;
    await carla.as.mutation(api.readPositions.markRead, { roomId, seq: 1 });
    await sam.as.mutation(api.readPositions.markRead, { roomId, seq: 1 });
    const before = await carla.as.query(api.rooms.list, {});
    vi.advanceTimersByTime(60_000);
    await react(ana, "👍");
    expect(await carla.as.query(api.rooms.list, {})).toEqual(before);
    expect(await sendDigests(t)).toEqual([]);
  });

  test("is taken from clients in an announcement room, and from nobody in an archived one", async () => {
    const { ana, carla } = people;
    const news = await makeRoom(ana, [carla], { kind: "announcement" });
    const sent = await send(ana, news, "news");
    const args = { roomId: news, messageId: sent.messageId, emoji: "👍", on: true };
    await carla.as.mutation(api.reactions.set, args);
    await ana.as.mutation(api.rooms.setArchived, { roomId: news, archived: true });
    for (const person of [ana, carla]) {
      for (const on of [true, false]) {
        const late = person.as.mutation(api.reactions.set, { ...args, on });
        expect(await codeOf(late)).toBe("ROOM_ARCHIVED");
      }
    }
  });

  test("is of at most 20 kinds; a known kind still goes", async () => {
    const kinds = Array.from({ length: 20 }, (_, index) => String.fromCodePoint(0x1f600 + index));
    for (const emoji of kinds) await react(people.sam, emoji);
    expect(await codeOf(react(people.ana, "🎉"))).toBe("INVALID_ARGUMENT");
    await react(people.ana, kinds[0]!);
    expect(await seenBy(people.ana)).toHaveLength(20);
  });

  test("to a deleted message, or one of another room, answers NOT_FOUND", async () => {
    const { ana } = people;
    const other = await makeRoom(ana, []);
    const foreign = await send(ana, other, "elsewhere");
    expect(await codeOf(react(ana, "👍", true, foreign.messageId))).toBe("NOT_FOUND");
    await ana.as.mutation(api.messages.remove, { roomId, messageId });
    expect(await codeOf(react(ana, "👍"))).toBe("NOT_FOUND");
  });

  test("in a flood is stopped with RATE_LIMITED (G12)", async () => {
    const outcomes: string[] = [];
    for (let number = 0; number < 65; number += 1) {
      const outcome = codeOf(react(people.carla, "👍", number % 2 === 0)).catch(() => "accepted");
      outcomes.push(await outcome);
    }
    expect(outcomes.filter((outcome) => outcome === "RATE_LIMITED")).toHaveLength(5);
  });
});

test("deleting a message takes its reactions: from screens at once, their rows in runs", async () => {
  const { ana } = people;
  await react(ana, "👍");
  await t.run(async (ctx) => {
    const [row] = await ctx.db.query("reactions").collect();
    if (row === undefined) throw new Error("There is a reaction");
    const { _id, _creationTime, ...rest } = row;
    for (let number = 0; number < 1_100; number += 1) {
      await ctx.db.insert("reactions", { ...rest, emoji: `kind ${number}` });
    }
  });
  await ana.as.mutation(api.messages.remove, { roomId, messageId });
  expect(await seenBy(ana)).toEqual([]);
  expect((await rows()).length).toBe(601);
  await t.finishAllScheduledFunctions(vi.runAllTimers);
  expect(await rows()).toEqual([]);
});

test.each(["👍", "👍🏽", "❤️", "❤", "👩‍👩‍👧‍👦", "🏳️‍🌈", "🇪🇺", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "1️⃣", "👩🏻‍❤️‍💋‍👨🏿"])(
  "%s is one emoji",
  (emoji) => {
    expect(isEmoji(emoji)).toBe(true);
  },
);

test.each([
  "",
  "a",
  "1",
  "👍👍",
  "👍 ",
  "👍a",
  "\u200d",
  "🏽",
  "<b>",
  "🇪",
  "\ud83d",
  "👍".repeat(40),
])("%j is not one emoji", async (text) => {
  expect(isEmoji(text)).toBe(false);
  expect(await codeOf(react(people.carla, text))).toBe("INVALID_ARGUMENT");
});
