/** R14, row 22: search finds what the viewer may see, and nothing else. */
import { beforeEach, describe, expect, test } from "vitest";
import { api } from "./_generated/api";
import { sendFiles, upload } from "./files.setup";
import { migrate } from "./migrations.setup";
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

beforeEach(async () => {
  t = await startBackend();
  people = await makePeople(t);
  roomId = await makeRoom(people.ana, [people.sam, people.carla], { name: "Café Löwe" });
});

type Query = Partial<(typeof api.search.begin)["_args"]>;

const begin = async (person: Person, text: string, query: Query = {}) =>
  await person.as.mutation(api.search.begin, { text, cursor: null, ...query });

async function search(person: Person, text: string, query: Query = {}) {
  const searchId = await begin(person, text, query);
  return await person.as.query(api.search.messages, { searchId });
}

/** The texts found, as marked: "the ⟦kiln⟧". */
async function found(person: Person, text: string, query: Query = {}) {
  const { groups } = await search(person, text, query);
  return groups.flatMap(({ hits }) =>
    hits.map(({ snippet }) => snippet.map((s) => (s.isHit ? `⟦${s.text}⟧` : s.text)).join("")),
  );
}

describe("what is found", () => {
  test("is every word at its beginning, whatever its case and accents, newest first", async () => {
    await send(people.ana, roomId, "The KILN is cold");
    await send(people.carla, roomId, "Résumé of the kilns: Große Öfen");
    expect(await found(people.ana, "kiln")).toEqual([
      "Résumé of the ⟦kiln⟧s: Große Öfen",
      "The ⟦KILN⟧ is cold",
    ]);
    expect(await found(people.ana, "resume GROSSE kiln")).toEqual([
      "⟦Résumé⟧ of the ⟦kiln⟧s: ⟦Große⟧ Öfen",
    ]);
    expect(await found(people.ana, "kiln nothing"), "all words").toEqual([]);
    expect(await found(people.ana, "iln"), "not the middle of a word").toEqual([]);
  });

  test("can be written without spaces between words", async () => {
    await send(people.ana, roomId, "明日、東京タワーで会いましょう。");
    await send(people.ana, roomId, "พรุ่งนี้เจอกันที่ร้าน");
    expect(await found(people.ana, "東京タワー")).toEqual(["明日、⟦東京タワー⟧で会いましょう。"]);
    expect(await found(people.ana, "京")).toHaveLength(1);
    expect(await found(people.ana, "京都")).toEqual([]);
    expect(await found(people.ana, "ร้าน")).toHaveLength(1);
  });

  test("has a composed letter when it was typed as two, and the other way round", async () => {
    await send(people.ana, roomId, "Cafe\u0301 au lait");
    expect(await found(people.ana, "café")).toEqual(["⟦Cafe\u0301⟧ au lait"]);
    expect(await found(people.ana, "cafe")).toHaveLength(1);
  });

  test("is shown by its surroundings when it stands in a long text", async () => {
    await send(people.ana, roomId, `${"word ".repeat(300)}needle ${"after ".repeat(300)}`);
    const [snippet = ""] = await found(people.ana, "needle");
    expect(snippet.length).toBeLessThan(220);
    expect(snippet).toMatch(/^… .*⟦needle⟧.* …$/);
  });

  test("follows an edit, and is gone with a deletion", async () => {
    const { messageId } = await send(people.ana, roomId, "about the kiln");
    await people.ana.as.mutation(api.messages.edit, { roomId, messageId, text: "about ovens" });
    expect(await found(people.ana, "kiln")).toEqual([]);
    expect(await found(people.ana, "ovens")).toHaveLength(1);
    await people.ana.as.mutation(api.messages.remove, { roomId, messageId });
    expect(await found(people.ana, "ovens")).toEqual([]);
    const stored = await t.run(async (ctx) => await ctx.db.get("messages", messageId));
    expect(stored).toMatchObject({ searchText: "" });
  });

  test("marks archived rooms, and still looks into them", async () => {
    await send(people.carla, roomId, "kiln");
    await people.ana.as.mutation(api.rooms.setArchived, { roomId, archived: true });
    const { groups } = await search(people.carla, "kiln");
    expect(groups).toMatchObject([{ room: { name: "Café Löwe", archived: true } }]);
  });

  test("is also a room by its name", async () => {
    expect((await search(people.carla, "lowe")).rooms).toMatchObject([{ roomId }]);
    expect((await search(people.omar, "lowe")).rooms).toEqual([]);
  });

  test("includes what was written before there was a search", async () => {
    const { messageId } = await send(people.ana, roomId, "old kiln");
    await t.run(
      async (ctx) => await ctx.db.patch("messages", messageId, { searchText: undefined }),
    );
    await migrate(t);
    expect(await found(people.ana, "kiln")).toEqual(["old ⟦kiln⟧"]);
  });
});

test("words in quotation marks are found side by side alone", async () => {
  await send(people.ana, roomId, "the blue kiln");
  await send(people.ana, roomId, "the kiln is blue");
  expect(await found(people.ana, "blue kiln", { phrases: ["Blue Kiln"] })).toHaveLength(1);
  expect(await found(people.ana, "blue kiln")).toHaveLength(2);
});

test("a file is found by its name and kind, as part of its message, until that is deleted", async () => {
  const name = "Grundriss_Küche.png";
  const fileId = await upload(t, people.carla, roomId, undefined, { name });
  const { messageId } = await sendFiles(people.carla, roomId, [fileId]);
  expect(await found(people.ana, "kuche")).toEqual(["Grundriss_⟦Küche⟧.png"]);
  expect(await found(people.ana, "grundriss", { has: ["image"] })).toHaveLength(1);
  expect(await found(people.ana, "", { has: ["file", "link"] })).toEqual([]);
  expect(await found(people.omar, "kuche")).toEqual([]);
  await people.carla.as.mutation(api.messages.remove, { roomId, messageId });
  expect(await found(people.ana, "kuche")).toEqual([]);
});

describe("filters", () => {
  beforeEach(async () => {
    await send(people.sam, roomId, "kiln by Sam, see https://kiln.example");
    await send(people.carla, roomId, "kiln by Carla");
  });

  test("from: takes part of a name, or me", async () => {
    expect(await found(people.ana, "kiln", { from: "cárl" })).toEqual(["⟦kiln⟧ by Carla"]);
    expect(await found(people.carla, "kiln", { from: "me" })).toEqual(["⟦kiln⟧ by Carla"]);
    expect(await found(people.ana, "kiln", { from: "me" })).toEqual([]);
  });

  test("from: does not know staff by name where clients see the firm", async () => {
    const firm = await t.run(async (ctx) => (await ctx.db.query("firm").first())!._id);
    await t.run(async (ctx) => await ctx.db.patch("firm", firm, { studioIdentity: true }));
    expect(await found(people.carla, "by", { from: "sam" })).toEqual([]);
    expect(await found(people.carla, "by", { from: "firm" })).toHaveLength(1);
    expect(JSON.stringify(await search(people.carla, "by"))).not.toContain('"Sam"');
  });

  test("in:, has: and dates narrow it down, also without a word", async () => {
    const other = await makeRoom(people.ana, [], { name: "Other" });
    await send(people.ana, other, "kiln elsewhere");
    expect(await found(people.ana, "kiln", { inRoom: "other" })).toHaveLength(1);
    expect(await found(people.ana, "", { inRoom: "OTHER" })).toEqual(["kiln elsewhere"]);
    expect(await found(people.ana, "kiln", { has: ["link"] })).toHaveLength(1);
    const [newest] = await messagesOf(people.ana, other);
    const after = newest!.time;
    expect(await found(people.ana, "kiln", { before: after - 10_000 })).toEqual([]);
    expect((await found(people.ana, "kiln", { after })).length).toBeGreaterThan(0);
  });
});

describe("nothing is found", () => {
  test("in rooms without a seat, nor by their id, nor after losing it", async () => {
    await send(people.carla, roomId, "secret kiln");
    for (const person of [people.omar, people.olga]) {
      expect(await search(person, "kiln")).toEqual({ rooms: [], groups: [], cursor: null });
      expect((await search(person, "kiln", { roomId })).groups).toEqual([]);
    }
    expect((await search(people.carla, "kiln", { roomId })).groups).toHaveLength(1);
    const carlaId = people.carla.userId;
    await people.ana.as.mutation(api.participants.remove, { roomId, userId: carlaId });
    expect((await search(people.carla, "kiln", { roomId })).groups).toEqual([]);
  });

  test("by a name or an id that the viewer's text does not show (R5)", async () => {
    const both = await people.ana.as.mutation(api.rooms.create, {
      name: "Both",
      kind: "client",
      participantIds: [people.carla.userId, people.omar.userId],
      confirmed: true,
    });
    await send(people.ana, both, `ask <@${people.omar.userId}> about the kiln`);
    expect(await found(people.carla, "kiln")).toEqual(["ask @someone about the ⟦kiln⟧"]);
    expect(await found(people.sam, "kiln")).toEqual([]);
    for (const text of ["omar", people.omar.userId]) {
      expect(await found(people.carla, text)).toEqual([]);
    }
  });

  test("by what has no word in it, however odd; and too much is refused with a code", async () => {
    await send(people.ana, roomId, "kiln [a-z]+ AND (x OR y) 🎂 100%");
    for (const text of ["", "   ", "🎂", "%%", "*", "()[]", '"', "--"]) {
      expect(await search(people.ana, text)).toMatchObject({ groups: [], cursor: null });
    }
    expect(await found(people.ana, '"a-z" AND OR*')).toHaveLength(1);
    expect(await found(people.ana, "NEAR(kiln x)")).toEqual([]);
    for (const text of ["\u0000", "kiln\u0007", "\ud800"]) {
      expect(await codeOf(search(people.ana, text))).toBe("INVALID_TEXT");
    }
    const phrases = Array.from({ length: 8_000 }, () => "");
    expect(await codeOf(search(people.ana, "x", { phrases }))).toBe("INVALID_ARGUMENT");
    expect(await codeOf(search(people.ana, "x".repeat(10_000)))).toBe("INVALID_ARGUMENT");
    expect(await codeOf(search(people.ana, "x", { cursor: "nonsense" }))).toBe("INVALID_ARGUMENT");
  });
});

test("many rooms come by pages, each room once, the latest active first", async () => {
  const names = Array.from({ length: 25 }, (_, i) => `Room ${i}`);
  for (const name of names) {
    const id = await makeRoom(people.sam, [people.ana], { name });
    for (const writer of [people.sam, people.ana]) await send(writer, id, "kiln");
  }
  const seen: string[] = [];
  let cursor: string | null = null;
  expect((await search(people.sam, "kiln")).cursor).not.toBeNull();
  do {
    const page = await search(people.sam, "kiln", { cursor });
    seen.push(...page.groups.map(({ room }) => room.name));
    ({ cursor } = page);
  } while (cursor !== null);
  expect(new Set(seen)).toEqual(new Set(names));
  expect(seen).toHaveLength(names.length);
});

describe("notes", () => {
  const note = async (text: string, clientNoteId = text) =>
    await people.ana.as.mutation(api.notes.add, { roomId, text, clientNoteId });

  test("are found by the room's staff among its messages, and by nobody else (G8)", async () => {
    await send(people.carla, roomId, "the kiln");
    const { noteId } = await note(`kiln margin, <@${people.sam.userId}>`);
    expect(new Set(await found(people.sam, "kiln"))).toEqual(
      new Set(["the ⟦kiln⟧", "⟦kiln⟧ margin, @Sam"]),
    );
    const { groups } = await search(people.sam, "margin sam", { from: "ana" });
    expect(groups).toMatchObject([{ hits: [{ noteId, messageId: null }] }]);
    for (const person of [people.carla, people.omar, people.olga]) {
      for (const query of [{}, { roomId }, { from: "ana" }, { inRoom: "lowe" }]) {
        expect(await found(person, "margin", query)).toEqual([]);
        expect(JSON.stringify(await search(person, "", query))).not.toContain(noteId);
      }
    }
    expect(await found(people.carla, "kiln")).toEqual(["the ⟦kiln⟧"]);
  });

  test("follow an edit, are gone with a deletion, and are found from before the search", async () => {
    const { noteId } = await note("kiln margin");
    await people.ana.as.mutation(api.notes.edit, { roomId, noteId, text: "oven margin" });
    expect(await found(people.ana, "kiln")).toEqual([]);
    await t.run(async (ctx) => await ctx.db.patch("notes", noteId, { searchText: undefined }));
    await migrate(t);
    expect(await found(people.ana, "oven")).toHaveLength(1);
    await people.ana.as.mutation(api.notes.remove, { roomId, noteId });
    expect(await found(people.ana, "oven")).toEqual([]);
    const stored = await t.run(async (ctx) => await ctx.db.get("notes", noteId));
    expect(stored).toMatchObject({ text: "", searchText: "" });
  });

  test("have a place beside the message before them", async () => {
    const { noteId: first } = await note("first");
    const place = async (noteId: string) =>
      await people.ana.as.query(api.notes.locate, { roomId, noteId });
    expect(await place(first)).toBeNull();
    for (let i = 0; i < 6; i++) await send(people.ana, roomId, "more");
    await t.run(async (ctx) => {
      for await (const { _id, seq } of ctx.db.query("messages")) {
        await ctx.db.patch("messages", _id, { time: seq * 10 });
      }
      await ctx.db.patch("notes", first, { time: 45 });
    });
    expect(await place(first)).toBe(4);
    await t.run(async (ctx) => await ctx.db.patch("notes", first, { time: 1 }));
    expect(await place(first)).toBe(1);
  });
});

describe("a search that was begun", () => {
  test("is answered to its own person alone, and looked for anew each time", async () => {
    const searchId = await begin(people.carla, "kiln");
    await send(people.ana, roomId, "kiln");
    const ask = (person: Person, id: string) =>
      person.as.query(api.search.messages, { searchId: id });
    expect((await ask(people.carla, searchId)).groups).toHaveLength(1);
    for (const id of [searchId, "nonsense", people.ana.userId]) {
      expect(await codeOf(ask(people.ana, id))).toBe("NOT_FOUND");
    }
  });

  test("is forgotten when five more were begun, whoever else searches", async () => {
    const first = await begin(people.carla, "kiln");
    await begin(people.omar, "kiln");
    const later: string[] = [];
    for (let i = 0; i < 5; i++) later.push(await begin(people.carla, "kiln"));
    const kept = await t.run(async (ctx) => await ctx.db.query("searches").collect());
    const kepts = kept.filter(({ userId }) => userId === people.carla.userId);
    expect(kepts.map(({ _id }) => _id)).toEqual(later);
    expect(await codeOf(people.carla.as.query(api.search.messages, { searchId: first }))).toBe(
      "NOT_FOUND",
    );
  });

  test("in a flood is stopped with RATE_LIMITED, of this person alone (G12)", async () => {
    for (let i = 0; i < 40; i++) await begin(people.carla, "kiln");
    expect(await codeOf(begin(people.carla, "kiln"))).toBe("RATE_LIMITED");
    expect((await search(people.ana, "kiln")).groups).toEqual([]);
  });
});
