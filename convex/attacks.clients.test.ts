/** What a client could do to others with rights that they have: names, links, words, replays. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "./_generated/api";
import { canariesIn } from "./canaries.setup";
import { sendFiles, upload } from "./files.setup";
import { shapeOfName } from "./model/nameShapes";
import { outcomeOf } from "./permissions.suite";
import {
  type Backend,
  codeOf,
  FIRST_PAGE,
  makePeople,
  makeRoom,
  makeStaff,
  messagesOf,
  type Person,
  send,
  startBackend,
} from "./test.setup";

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

const rename = (person: Person, name: string) =>
  person.as.mutation(api.users.updateProfile, { name });

describe("a name that looks like one of the team's", () => {
  test.each([
    ["an invisible character", "Ivy Chen\u200b"],
    ["a soft hyphen", "Ivy\u00ad Chen"],
    ["a variation selector", "Ivy Chen\ufe0f"],
    ["full-width letters", "Ｉvy Chen"],
    ["Cyrillic letters", "Іvу Сhеn"],
    ["Greek letters", "Iνy Chεn"],
    ["another letter of the same look", "lvy Chen"],
    ["a digit", "1vy Chen"],
    ["a script letter", "ℐvy Chen"],
    ["a dot upon it", "İvy Chen"],
    ["a full stop", "Ivy Chen."],
    ["no space", "IvyChen"],
    ["of the firm, with a joiner", "The\u2060 Firm"],
  ])("is not for a client: %s", async (_what, name) => {
    const ivy = await makeStaff(t, "Ivy Chen");
    await send(ivy, await makeRoom(ivy, [people.carla]), "hello");
    expect(await codeOf(rename(people.carla, name))).toBe("NAME_NOT_AVAILABLE");
    expect(await people.carla.as.query(api.users.viewer, {})).toMatchObject({ name: "Carla" });
  });

  test("is nobody else's: names that differ to the eye have different shapes", () => {
    const names = [
      "Ivy Chen",
      "Ivo Chen",
      "Ivy Cheng",
      "Ян",
      "Янa",
      "田中",
      "中田",
      "🔥",
      "✨",
      "Sam 2",
      "Sam 3",
    ];
    expect(new Set(names.map(shapeOfName)).size).toBe(names.length);
  });
});

test("a client changes names a few times, then has to wait; staff and time zones don't", async () => {
  const { ana, carla } = people;
  const outcomes: string[] = [];
  for (let index = 0; index < 12; index += 1) {
    const outcome = await outcomeOf(rename(carla, `Carla ${String.fromCharCode(65 + index)}`));
    outcomes.push(outcome.kind === "error" ? outcome.code : outcome.kind);
    await rename(ana, `Ana ${String.fromCharCode(65 + index)}`);
  }
  expect(outcomes.filter((one) => one === "answer")).toHaveLength(10);
  expect(outcomes.slice(10)).toEqual(["RATE_LIMITED", "RATE_LIMITED"]);
  await carla.as.mutation(api.users.updateProfile, { timeZone: "Asia/Tokyo" });
});

test("a flood of links to a file ends in RATE_LIMITED and leaves no row more", async () => {
  const { carla } = people;
  const fileId = await upload(t, carla, roomId);
  await sendFiles(carla, roomId, [fileId]);
  const link = () => outcomeOf(carla.as.mutation(api.files.issueTicket, { roomId, fileId }));
  let given = 0;
  for (let index = 0; index < 130; index += 1) if ((await link()).kind === "answer") given += 1;
  expect(given).toBe(120);
  expect(await link()).toMatchObject({ code: "RATE_LIMITED" });
  expect(await t.run((ctx) => ctx.db.query("fileTickets").collect())).toHaveLength(120);
});

describe("who reads and who confirms (row 29)", () => {
  test("is to a client like a room that never was, whatever is asked about", async () => {
    const { ana, carla } = people;
    const announcement = await makeRoom(ana, [carla], { kind: "announcement" });
    const { messageId } = await send(ana, announcement, "News");
    await ana.as.mutation(api.confirmations.ask, { roomId: announcement, messageId });
    const asks = (room: string, message: string) => [
      carla.as.query(api.receipts.summary, { roomId: room, messageId: message }),
      carla.as.query(api.receipts.forMessage, { roomId: room, messageId: message, ...FIRST_PAGE }),
      carla.as.query(api.confirmations.list, { roomId: room, messageId: message, ...FIRST_PAGE }),
    ];
    const real = await Promise.all(asks(announcement, messageId).map(outcomeOf));
    const none = await Promise.all(asks("none", "none").map(outcomeOf));
    expect(real).toEqual(none);
    expect(real[0]).toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("an id that a client has come by", () => {
  test("of a person is a neutral word in what they write, edit and quote, to everybody", async () => {
    const { ana, olga, omar, carla } = people;
    const typed = `<@${olga.userId}> <@${omar.userId}> <@${ana.userId}> <@you> <@team>`;
    const { messageId } = await send(carla, roomId, typed);
    const answer = { roomId, text: "see above", clientMessageId: "answer", quotedId: messageId };
    await carla.as.mutation(api.messages.send, answer);
    await carla.as.mutation(api.messages.edit, { roomId, messageId, text: `${typed} again` });
    for (const reader of [carla, ana]) {
      const page = await messagesOf(reader, roomId);
      expect(page[1]?.text).toBe("<@someone> <@someone> <@someone> <@someone> <@team> again");
      const canaries = [olga.userId, omar.userId, ana.userId].map(String);
      expect(canariesIn(JSON.stringify(page), canaries)).toEqual([]);
    }
  });

  test("of a message or file of another room can't be quoted, sent, reacted to, located or found", async () => {
    const { ana, sam, carla } = people;
    const foreign = await makeRoom(ana, [sam], { kind: "internal" });
    const { messageId } = await send(ana, foreign, "Zymbrüph is the price");
    const fileId = await upload(t, ana, foreign);
    await sendFiles(ana, foreign, [fileId]);
    const text = { roomId, text: "mine", clientMessageId: "mine" };
    const { as } = carla;
    const calls: [string, () => Promise<unknown>][] = [
      ["quote", () => as.mutation(api.messages.send, { ...text, quotedId: messageId })],
      ["send", () => as.mutation(api.messages.send, { ...text, fileIds: [fileId] })],
      ["react", () => as.mutation(api.reactions.set, { roomId, messageId, emoji: "👍", on: true })],
      ["edit", () => as.mutation(api.messages.edit, { roomId, messageId, text: "x" })],
      ["locate", () => as.query(api.messages.locate, { roomId, messageId })],
      ["confirm", () => as.mutation(api.confirmations.confirm, { roomId, messageId })],
      ["link", () => as.mutation(api.files.issueTicket, { roomId, fileId })],
      ["upload", () => as.query(api.files.upload, { roomId, fileId })],
      ["discard", () => as.mutation(api.files.discard, { roomId, fileId })],
    ];
    for (const [what, call] of calls) {
      expect(await outcomeOf(call()), what).toMatchObject({ code: "NOT_FOUND" });
    }
    for (const room of [undefined, foreign]) {
      const query = {
        text: "zymbruph",
        cursor: null,
        ...(room === undefined ? {} : { roomId: room }),
      };
      const searchId = await as.mutation(api.search.begin, query);
      expect(await as.query(api.search.messages, { searchId })).toEqual({
        rooms: [],
        groups: [],
        cursor: null,
      });
    }
  });
});

describe("somebody who was removed", () => {
  test("gets nothing by a retry of what they had sent but what they knew, and moves nothing", async () => {
    const { ana, carla } = people;
    const sent = { roomId, text: "mine", clientMessageId: "mine" };
    const first = await carla.as.mutation(api.messages.send, sent);
    const { userId } = carla;
    await ana.as.mutation(api.participants.remove, { roomId, userId });
    await send(ana, roomId, "afterwards");
    expect(await codeOf(carla.as.mutation(api.messages.send, sent))).toBe("NOT_FOUND");
    const elsewhere = await makeRoom(ana, [carla]);
    const again = await carla.as.mutation(api.messages.send, { ...sent, roomId: elsewhere });
    expect(again, "the first message, and none elsewhere").toEqual(first);
    expect(await messagesOf(ana, elsewhere)).toEqual([]);
  });
});
