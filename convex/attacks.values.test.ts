/** Strange numbers, texts and names: refused with a code, or kept exactly as they are. */
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import { sendDigests } from "./digests.setup";
import { outcomeOf } from "./permissions.suite";
import { dumpTables } from "./permissions.world";
import {
  type Backend,
  codeOf,
  makePeople,
  makeRoom,
  messagesOf,
  send,
  startBackend,
} from "./test.setup";

let t: Backend;
let people: Awaited<ReturnType<typeof makePeople>>;
let roomId: Id<"rooms">;

beforeAll(() => {
  vi.useFakeTimers();
});
afterAll(() => {
  vi.useRealTimers();
});
beforeEach(async () => {
  t = await startBackend();
  people = await makePeople(t);
  roomId = await makeRoom(people.ana, [people.sam, people.carla]);
});

describe("a message", () => {
  test.each([
    ["an unpaired high surrogate", "a\ud800b", "INVALID_TEXT"],
    ["an unpaired low surrogate", "a\udc00", "INVALID_TEXT"],
    ["NUL", "\0", "INVALID_TEXT"],
    ["a megabyte", "a".repeat(1_000_000), "MESSAGE_TOO_LONG"],
    ["only combining grapheme joiners", "\u034f\u200d\u200c", "MESSAGE_EMPTY"],
    ["only direction marks", "\u200e\u200f\u202a\u202c\u2066\u2069", "MESSAGE_EMPTY"],
    ["only tags", "\u{e0001}\u{e0020}", "MESSAGE_EMPTY"],
  ])("of %s is refused, and nothing is stored", async (_what, text, code) => {
    const before = await dumpTables(t);
    expect(await codeOf(send(people.carla, roomId, text))).toBe(code);
    expect(await dumpTables(t)).toEqual(before);
  });

  test.each([
    ["10,000 combining marks", `e${"\u0301".repeat(9_999)}`],
    ["5,000 lines", `${"a\n".repeat(4_999)}a`],
    ["500 links", "https://a.test/x ".repeat(500).trimEnd()],
    ["bidirectional overrides", "invoice\u202etxt.exe\u202c"],
    ["markup", `<script>alert(1)</script><img src=x onerror="a">`],
    ["property names", "__proto__ constructor toString"],
    ["templates", "{{constructor}} ${process} %s %n &#x6a;avascript:"],
    ["a family in one grapheme", "👩‍👩‍👧‍👦 ❤️‍🔥 🏴󠁧󠁢󠁳󠁣󠁴󠁿"],
    ["noncharacters", "\uffff\ufffe"],
  ])("of %s comes back as it was written", async (_what, text) => {
    await send(people.carla, roomId, text);
    expect((await messagesOf(people.ana, roomId))[0]?.text).toBe(text);
  });

  test("has an id from its sender that is refused when it is empty or very long", async () => {
    const before = await dumpTables(t);
    for (const clientMessageId of ["", "a".repeat(10_000)]) {
      const code = await codeOf(send(people.carla, roomId, "hello", clientMessageId));
      expect(code).toBe("INVALID_ARGUMENT");
    }
    expect(await dumpTables(t)).toEqual(before);
  });
});

test("too many messages in one moment are refused with a time to wait, for their sender only (G12)", async () => {
  const { carla, ana } = people;
  const outcomes = [];
  for (let index = 0; index < 60; index += 1)
    outcomes.push(await outcomeOf(send(carla, roomId, "x")));
  const refused = outcomes.filter(({ kind }) => kind === "error");
  expect(refused.length).toBeGreaterThanOrEqual(20);
  for (const outcome of refused) expect(outcome).toMatchObject({ code: "RATE_LIMITED" });
  const { retryAfter } = JSON.parse((refused[0] as { data: string }).data) as {
    retryAfter: number;
  };
  expect(retryAfter).toBeGreaterThan(0);
  await send(ana, roomId, "not slowed down");
  vi.setSystemTime(Date.now() + retryAfter);
  await send(carla, roomId, "again");
});

describe("a room's name", () => {
  const rename = (name: string) => people.ana.as.mutation(api.rooms.rename, { roomId, name });
  const create = (name: string) =>
    people.ana.as.mutation(api.rooms.create, { kind: "client", name });

  test.each([
    ["nothing", ""],
    ["white space", " \t "],
    ["invisible characters", "\u200b\u2060\ufeff\u3164"],
    ["NUL", "a\0b"],
    ["an unpaired surrogate", "a\ud800"],
    ["5,000 characters", "a".repeat(5_000)],
  ])("of %s is refused by renaming and by creating", async (_what, name) => {
    const before = await dumpTables(t);
    expect(await codeOf(rename(name))).toBe("INVALID_NAME");
    expect(await codeOf(create(name))).toBe("INVALID_NAME");
    expect(await dumpTables(t)).toEqual(before);
  });

  test.each([
    "Łódź & Söhne",
    "🚀",
    "شركة",
    "__proto__",
    "constructor",
    "<b>x</b>",
    "{{name}} %s",
    `a"b'c\\`,
  ])("%s stays as it is", async (name) => {
    await rename(name);
    await create(name);
    const rooms = await people.ana.as.query(api.rooms.list, {});
    expect(rooms.map((room) => room.name)).toEqual([name, name]);
  });

  test.each(["a\r\nBcc: evil@x.test", "a\nb", "a\u2028b", "a\u0085b"])(
    "%j never breaks a line, neither in the room nor in the headers of an email",
    async (name) => {
      await outcomeOf(rename(name));
      const [room] = await people.ana.as.query(api.rooms.list, {});
      expect(room?.name).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
      await send(people.ana, roomId, "hello");
      for (const { subject, from, to, replyTo, headers } of await sendDigests(t)) {
        for (const header of [subject, from, to, replyTo, ...Object.values(headers)]) {
          expect(header).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
        }
        expect(subject.length).toBeLessThanOrEqual(120);
      }
    },
  );

  test("and a message in an email are escaped as text, and load nothing from elsewhere", async () => {
    const hostile = `</td><img src="http://evil.test/x"><script>alert(1)</script>`;
    await rename(hostile.slice(0, 60));
    await send(people.ana, roomId, hostile);
    const [email] = (await sendDigests(t)).filter(({ to }) => to.includes(people.carla.email));
    expect(email?.html).toContain("&lt;script&gt;");
    expect(email?.html).not.toMatch(/<img|<script/i);
    expect(email?.text).toContain(hostile);
  });
});

describe("a number", () => {
  const NUMBERS = [-1, 0.5, 2.5, 1e308, Number.NaN, Number.POSITIVE_INFINITY, -0, 2 ** 53];

  test.each(NUMBERS)(
    "%d as read position passes no last message and lowers nothing",
    async (seq) => {
      for (const text of ["1", "2", "3"]) await send(people.ana, roomId, text);
      for (const [person, atLeast] of [
        [people.carla, 2],
        [people.sam, 0],
      ] as const) {
        const { as } = person;
        if (atLeast > 0) await as.mutation(api.readPositions.markRead, { roomId, seq: atLeast });
        await outcomeOf(as.mutation(api.readPositions.markRead, { roomId, seq }));
        const { readSeq, lastSeq } = await as.query(api.rooms.get, { roomId });
        expect(lastSeq).toBe(3);
        expect([atLeast, 3]).toContain(readSeq);
      }
    },
  );

  const MANY = 1_500;

  test.each([0, -5, 0.5, 1e9, Number.NaN, Number.POSITIVE_INFINITY])(
    "%d as the size of a page is refused or bounded",
    async (numItems) => {
      await insertMessages(MANY);
      const paginationOpts = { numItems, cursor: null };
      const call = people.carla.as.query(api.messages.list, { roomId, paginationOpts });
      const { page } = await call.catch(() => ({ page: [] }));
      expect(page.length).toBeLessThan(MANY);
    },
  );

  async function insertMessages(count: number): Promise<void> {
    await t.run(async (ctx) => {
      for (let seq = 1; seq <= count; seq += 1) {
        await ctx.db.insert("messages", {
          roomId,
          seq,
          authorId: people.ana.userId,
          time: 0,
          text: `${seq}`,
          source: "app",
          clientMessageId: `${seq}`,
        });
      }
    });
  }
});
