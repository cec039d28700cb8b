/** Mentions: stored as ids, read as names by staff, and by clients without anything they may not know. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "./_generated/api";
import { canariesIn } from "./canaries.setup";
import { sendDigests } from "./digests.setup";
import {
  codeOf,
  FIRST_PAGE,
  makeClient,
  makePeople,
  makeRoom,
  makeStaff,
  messagesOf,
  type Person,
  send,
  startBackend,
} from "./test.setup";

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 2, 2, 9) });
});
afterEach(() => {
  vi.useRealTimers();
});

const at = ({ userId }: Person) => `<@${userId}>`;

/** Carla and Vilhelmina (clients of two companies), Ana and the silent Bartholomew (staff). */
async function setUp() {
  const t = await startBackend();
  const people = await makePeople(t);
  const silent = await makeStaff(t, "Bartholomew");
  const other = await makeClient(t, "Vilhelmina");
  const { ana, carla } = people;
  const roomId = await makeRoom(ana, [carla, silent]);
  await ana.as.mutation(api.participants.add, {
    roomId,
    userIds: [other.userId],
    confirmed: true,
  });
  const canaries = [silent, other].flatMap(({ name, email, userId }) => [name, email, userId]);
  return { t, ...people, silent, other, roomId, canaries };
}

const stored = async ({ t }: Awaited<ReturnType<typeof setUp>>) =>
  (await t.run((ctx) => ctx.db.query("messages").order("desc").first()))!;

describe("a mention by staff", () => {
  test("is a name to staff; to clients their own name, the team, or somebody", async () => {
    const { ana, silent, other, carla, roomId, canaries } = await setUp();
    await send(ana, roomId, `${at(silent)}, ${at(carla)} and ${at(other)}: see \`${at(other)}\``);
    const forStaff = (await messagesOf(silent, roomId))[0]!;
    expect(forStaff.text).toContain(at(other));
    expect(forStaff.mentions).toEqual([
      { key: silent.userId, name: "Bartholomew", you: true },
      { key: carla.userId, name: "Carla", you: false },
      { key: other.userId, name: "Vilhelmina", you: false },
    ]);
    const forCarla = (await messagesOf(carla, roomId))[0]!;
    expect(forCarla.text).toBe("<@team>, <@you> and <@someone>: see `<@someone>`");
    expect(forCarla.mentions).toEqual([{ key: "you", name: "Carla", you: true }]);
    expect(canariesIn(JSON.stringify(forCarla), canaries)).toEqual([]);
  });

  test("reads so in the preview of the list and in the email too", async () => {
    const { t, ana, silent, other, carla, roomId, canaries } = await setUp();
    await send(ana, roomId, `**${at(silent)}** ${at(carla)} ${at(other)}`);
    const preview = async (person: Person) =>
      (await person.as.query(api.rooms.list, {}))[0]?.preview?.text;
    expect(await preview(carla)).toBe("@team @Carla @someone");
    expect(await preview(silent)).toBe("@Bartholomew @Carla @Vilhelmina");
    const emails = await sendDigests(t);
    const to = (person: Person) => emails.find((email) => email.to === person.email)!;
    expect(to(carla).text).toContain("@team @Carla @someone");
    expect(to(silent).text).toContain("@Bartholomew @Carla @Vilhelmina");
    expect(to(silent).html).toContain("@Vilhelmina</bdi>");
    expect(canariesIn(JSON.stringify(to(carla)), canaries)).toEqual([]);
  });

  test("names nobody to a client in quotes, pins, searches, emails' quotes and exports", async () => {
    const { t, ana, silent, other, carla, roomId, canaries } = await setUp();
    const words = `plan for ${at(silent)}, ${at(carla)}, ${at(other)}`;
    const { messageId } = await send(ana, roomId, words);
    const answer = { roomId, text: "as said", clientMessageId: "answer", quotedId: messageId };
    await ana.as.mutation(api.messages.send, answer);
    await ana.as.mutation(api.pins.set, { roomId, messageId, pinned: true });
    const search = async (about: { text: string; from?: string }) => {
      const searchId = await carla.as.mutation(api.search.begin, { ...about, cursor: null });
      return await carla.as.query(api.search.messages, { searchId });
    };
    const [quoting] = await messagesOf(carla, roomId);
    expect(quoting?.quote?.text).toBe("plan for @team, @Carla, @someone");
    expect((await messagesOf(silent, roomId))[0]?.quote?.text).toBe(
      "plan for @Bartholomew, @Carla, @Vilhelmina",
    );
    const found = await search({ text: "plan" });
    expect(JSON.stringify(found)).toContain("@someone");
    for (const { name, userId } of [silent, other]) {
      for (const about of [{ text: name }, { text: userId }, { text: "", from: name }]) {
        const { groups, rooms } = await search(about);
        expect([...groups, ...rooms], JSON.stringify(about)).toEqual([]);
      }
    }
    const emails = (await sendDigests(t)).filter(({ to }) => to === carla.email);
    expect(emails[0]?.text).toContain("Ana: plan for @team, @Carla, @someone");
    const received = [
      quoting,
      found,
      emails,
      await carla.as.query(api.pins.list, { roomId }),
      await carla.as.query(api.rooms.list, {}),
      await ana.as.query(api.transcripts.messages, { roomId, edition: "client", ...FIRST_PAGE }),
    ];
    for (const answered of received) {
      expect(canariesIn(JSON.stringify(answered), canaries)).toEqual([]);
    }
  });

  test("of somebody without a seat, or of nobody, is stored as a neutral word", async () => {
    const world = await setUp();
    const { ana, omar, roomId } = world;
    await send(ana, roomId, `${at(omar)} <@${roomId}> <@unknown> <@you>`);
    const message = await stored(world);
    expect(message.text).toBe("<@someone> <@someone> <@someone> <@someone>");
    expect(message.mentions).toBeUndefined();
  });

  test("names at most 20 people", async () => {
    const world = await setUp();
    const { t, ana, roomId } = world;
    const many = await Promise.all(
      Array.from({ length: 21 }, (_, index) => makeStaff(t, `Staff${index}`)),
    );
    await ana.as.mutation(api.participants.add, {
      roomId,
      userIds: many.map(({ userId }) => userId),
    });
    await send(ana, roomId, many.map(at).join(" "));
    const message = await stored(world);
    expect(message.mentions).toHaveLength(20);
    expect(message.text.endsWith("<@someone>")).toBe(true);
  });
});

describe("a mention by a client", () => {
  test("is of the team alone", async () => {
    const world = await setUp();
    const { carla, silent, other, roomId } = world;
    await send(carla, roomId, `@team ${at(silent)} ${at(other)} me@team.example @teams`);
    const message = await stored(world);
    expect(message.text).toBe("<@team> <@someone> <@someone> me@team.example @teams");
    expect(message).toMatchObject({ mentionsTeam: true });
    expect(message.mentions).toBeUndefined();
    expect((await messagesOf(silent, roomId))[0]?.mentions).toEqual([
      { key: "team", name: "team", you: true },
    ]);
    expect((await messagesOf(other, roomId))[0]?.mentions).toEqual([
      { key: "team", name: "team", you: false },
    ]);
  });
});

test("a deleted message mentions nobody", async () => {
  const world = await setUp();
  const { ana, silent, roomId } = world;
  const { messageId } = await send(ana, roomId, `@team ${at(silent)}`);
  await ana.as.mutation(api.messages.remove, { roomId, messageId });
  const message = await stored(world);
  expect(message.mentions).toBeUndefined();
  expect(message.mentionsTeam).toBeUndefined();
  expect((await messagesOf(ana, roomId))[0]).toMatchObject({ text: null, mentions: [] });
});

test("an edited message mentions whom its new text names, and its history reads by name", async () => {
  const world = await setUp();
  const { ana, carla, silent, other, roomId } = world;
  const { messageId } = await send(ana, roomId, `for ${at(silent)}`);
  const text = `for ${at(other)} and @team`;
  await ana.as.mutation(api.messages.edit, { roomId, messageId, text });
  const message = await stored(world);
  expect(message).toMatchObject({ mentions: [other.userId], mentionsTeam: true });
  expect((await messagesOf(carla, roomId))[0]?.text).toBe("for <@someone> and <@team>");
  const history = await ana.as.query(api.messages.history, { roomId, messageId });
  expect(history.map((edit) => edit.text)).toEqual(["for @Bartholomew"]);
});

describe("looking for whom to mention", () => {
  test("finds active participants by the beginning of a word of their name, and not oneself", async () => {
    const { t, ana, carla, silent, roomId } = await setUp();
    const find = async (search: string) =>
      (await ana.as.query(api.mentions.candidates, { roomId, search })).map(({ name }) => name);
    expect(await find("")).toEqual(["Bartholomew", "Carla", "Vilhelmina"]);
    expect(await find("BAR")).toEqual(["Bartholomew"]);
    expect(await find("arla")).toEqual([]);
    expect(await find("Omar"), "who has no seat").toEqual([]);
    await t.run((ctx) => ctx.db.patch("users", silent.userId, { state: "suspended" }));
    expect(await find("Bar")).toEqual([]);
    expect(await codeOf(carla.as.query(api.mentions.candidates, { roomId, search: "" }))).toBe(
      "FORBIDDEN",
    );
  });
});
