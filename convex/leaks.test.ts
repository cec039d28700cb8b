/**
 * R4, R5, G7: what a client can receive names nobody who has not written to them, and does not
 * change with the number or the doings of those people.
 */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "./_generated/api";
import { canariesIn } from "./canaries.setup";
import { sendDigests } from "./digests.setup";
import {
  HIDDEN_AVATAR,
  WORDS,
  answersTo,
  canariesOf,
  startHiddenWorld,
  withoutIds,
} from "./leaks.setup";
import { MATRIX } from "./permissions.matrix";
import { registeredFunctions } from "./registered.setup";
import { makeStaff, send } from "./test.setup";

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 2, 2, 9) });
});
afterEach(() => {
  vi.useRealTimers();
});

test("the search for canaries finds them in every encoding", () => {
  const hidings = [
    WORDS[0]!,
    WORDS[0]!.toUpperCase(),
    encodeURIComponent(`x ${WORDS[0]} y`),
    JSON.stringify({ a: [WORDS[0]] }),
    [...WORDS[0]!].toReversed().join(""),
    `${toHex(WORDS[0]!)}00`,
    ...["", "a", "ab", "abc"].map((before) => toBase64(`${before}${WORDS[0]} after`)),
  ];
  for (const hiding of hidings) expect(canariesIn(hiding, WORDS), hiding).toEqual([WORDS[0]]);
  expect(canariesIn("Carla, Sam and some words", WORDS)).toEqual([]);

  function toHex(text: string): string {
    return [...new TextEncoder().encode(text)].map((byte) => byte.toString(16)).join("");
  }
  function toBase64(text: string): string {
    return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
  }
});

describe("people who never wrote", () => {
  test("stand in the answers to staff, so that there is something to find", async () => {
    const hiddenWorld = await startHiddenWorld(5);
    const roomId = hiddenWorld.world.rooms.client!;
    const paginationOpts = { numItems: 50, cursor: null };
    const seen = await hiddenWorld.writer.as.query(api.participants.list, {
      roomId,
      paginationOpts,
    });
    expect(canariesIn(JSON.stringify(seen), WORDS)).toEqual(WORDS);
  });

  test.each(["query", "mutation", "action"] as const)(
    "are in no answer of any %s",
    async (type) => {
      const hiddenWorld = await startHiddenWorld(5);
      const canaries = await canariesOf(hiddenWorld);
      expect(canaries.length).toBeGreaterThan(30);
      const answers = await answersTo(hiddenWorld, type);
      expect(answers.length).toBeGreaterThanOrEqual(5);
      for (const [asked, answer] of answers) {
        expect(canariesIn(JSON.stringify(answer), canaries), asked).toEqual([]);
      }
    },
  );

  test("every public query is among those asked", () => {
    const asked = new Set(MATRIX.map(({ name }) => name as string));
    const queries = registeredFunctions.filter(
      ({ isPublic, type }) => isPublic && type === "query",
    );
    expect(queries.filter(({ name }) => !asked.has(name))).toEqual([]);
  });

  test("no id of another table than rooms, messages and files is given to a client", async () => {
    const answers = JSON.stringify(await answersTo(await startHiddenWorld(5), "query"));
    const tables = [...answers.matchAll(/\b0{8,}\d+([a-zA-Z]\w*)/g)].map(([, table]) => table);
    expect(new Set(tables)).toEqual(new Set(["messages", "rooms", "files"]));
  });

  test("are in no email to a client, nor on the page that its footer leads to", async () => {
    const hiddenWorld = await startHiddenWorld(5);
    const canaries = await canariesOf(hiddenWorld);
    const emails = await sendDigests(hiddenWorld.t);
    const toClient = emails.filter(({ to }) => to.includes(hiddenWorld.carla.email));
    expect(toClient.length).toBeGreaterThanOrEqual(2);
    for (const email of toClient) {
      expect(canariesIn(JSON.stringify(email), canaries), email.subject).toEqual([]);
      const link = /https:\/\/app\.test(\/unsubscribe[^\s"<>]*)/.exec(email.text)?.[1];
      expect(link).toBeDefined();
      const page = await hiddenWorld.t.fetch(link ?? "");
      expect(page.status).toBe(200);
      expect(canariesIn(await page.text(), canaries)).toEqual([]);
    }
  });
});

describe("the number of people in a room", () => {
  test("changes no byte of what a client gets: 1 hidden or 5", async () => {
    const few = await answersTo(await startHiddenWorld(1), "query");
    const many = await answersTo(await startHiddenWorld(5), "query");
    expect(withoutIds(many)).toBe(withoutIds(few));
  });

  test("changes no byte of an email to a client", async () => {
    const emailsOf = async (size: number) => {
      const hiddenWorld = await startHiddenWorld(size);
      const emails = await sendDigests(hiddenWorld.t);
      const toClient = emails.filter(({ to }) => to.includes(hiddenWorld.carla.email));
      expect(toClient).not.toEqual([]);
      return withoutTokens(withoutIds(toClient));
    };
    expect(await emailsOf(5)).toBe(await emailsOf(1));
  });
});

/** Reply addresses and unsubscribe tokens are random. */
function withoutTokens(text: string): string {
  return text
    .replace(/[a-z0-9-]{20,}(?=@inbound)/g, "address")
    .replace(/(token=)[\w-]+/g, "$1token");
}

describe("the doings of silent people", () => {
  test("change no byte of what a client gets: reading, muting, coming, going, failing", async () => {
    const hiddenWorld = await startHiddenWorld(5);
    const { t, hidden, world, carla } = hiddenWorld;
    const creator = hidden[0]!;
    const newcomer = await makeStaff(t, "Newcomer");
    const before = JSON.stringify(await answersTo(hiddenWorld, "query"));
    vi.setSystemTime(Date.now() + 60_000);
    for (const person of hidden) {
      const roomId = world.rooms.client!;
      await person.as.mutation(api.readPositions.markRead, { roomId, seq: 3 });
      await person.as.mutation(api.participants.setNotify, { roomId, level: "off" });
      await person.as.mutation(api.users.setEmailMuted, { muted: true });
      await expect(send(person, roomId, "")).rejects.toThrow();
    }
    const roomId = world.rooms.client!;
    const { userId } = newcomer;
    await creator.as.mutation(api.participants.add, { roomId, userIds: [userId] });
    await creator.as.mutation(api.participants.remove, { roomId, userId: hidden[1]!.userId });
    await t.run(
      async (ctx) => await ctx.db.patch("users", hidden[2]!.userId, { state: "suspended" }),
    );
    await t.mutation(internal.digests.sweep, { ignoreAge: true });
    expect(JSON.stringify(await answersTo(hiddenWorld, "query"))).toBe(before);
    await send(newcomer, roomId, "now I write");
    const after = JSON.stringify(await answersTo(hiddenWorld, "query"));
    expect(after, "the comparison sees a change").not.toBe(before);
    expect(after).toContain("Newcomer");
    expect(after).not.toContain(carla.userId);
  });

  test("a message that somebody silent reacted to and pinned does not name or count them", async () => {
    const few = await startHiddenWorld(1);
    const many = await startHiddenWorld(5);
    for (const { world, hidden } of [few, many]) {
      const about = { roomId: world.rooms.client!, messageId: world.messageOf("ana", "client")! };
      await hidden[0]!.as.mutation(api.pins.set, { ...about, pinned: true });
      for (const person of hidden) {
        await person.as.mutation(api.reactions.set, { ...about, emoji: "👍", on: true });
      }
    }
    const answers = withoutIds(await answersTo(many, "query"));
    expect(answers).toContain('{"count":null,"emoji":"👍","mine":false}');
    expect(canariesIn(answers, await canariesOf(many))).toEqual([]);
    expect(answers).toBe(withoutIds(await answersTo(few, "query")));
  });

  test("a message deleted by somebody silent does not name them", async () => {
    const hiddenWorld = await startHiddenWorld(5);
    const canaries = await canariesOf(hiddenWorld);
    const { world, hidden } = hiddenWorld;
    const roomId = world.rooms.client!;
    const messageId = world.messageOf("ana", "client")!;
    await hidden[0]!.as.mutation(api.messages.remove, { roomId, messageId });
    const answers = JSON.stringify(await answersTo(hiddenWorld, "query"));
    expect(answers).toContain('"text":null');
    expect(canariesIn(answers, canaries)).toEqual([]);
  });
});

describe("an author", () => {
  test("of another company is a name without a company, an id or an address", async () => {
    const { carla, world, hidden } = await startHiddenWorld(5);
    const other = hidden[4]!;
    const roomId = world.rooms.client!;
    await send(other, roomId, "from the other company");
    const page = await carla.as.query(api.messages.list, {
      roomId,
      paginationOpts: { numItems: 1, cursor: null },
    });
    expect(page.page[0]?.author).toEqual({
      avatar: expect.stringContaining(HIDDEN_AVATAR),
      name: other.name,
      side: "client",
      mine: false,
      company: null,
    });
    expect(
      canariesIn(JSON.stringify(page), [other.email, other.userId, `${other.name} & Co`]),
    ).toEqual([]);
  });

  test("keeps the clientMessageId to themselves", async () => {
    const { carla, world, writer } = await startHiddenWorld(1);
    const roomId = world.rooms.client!;
    await send(writer, roomId, "hello", "0badc0de-0000-4000-8000-0000feedface");
    const answer = await carla.as.query(api.messages.list, {
      roomId,
      paginationOpts: { numItems: 5, cursor: null },
    });
    expect(canariesIn(JSON.stringify(answer), ["0000feedface"])).toEqual([]);
  });
});
