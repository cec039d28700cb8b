/** Staff notes (rows 27, 28): their own order, own read position, and nothing of a message's effects. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import { sendDigests } from "./digests.setup";
import { dumpTables } from "./permissions.world";
import {
  type Backend,
  codeOf,
  FIRST_PAGE,
  makePeople,
  makeRoom,
  type Person,
  send,
  startBackend,
} from "./test.setup";

let t: Backend;
let people: Awaited<ReturnType<typeof makePeople>>;
let roomId: Id<"rooms">;
let written = 0;

beforeEach(async () => {
  vi.useFakeTimers({ now: Date.UTC(2026, 2, 2, 9) });
  t = await startBackend();
  people = await makePeople(t);
  roomId = await makeRoom(people.ana, [people.sam, people.carla]);
});
afterEach(() => {
  vi.useRealTimers();
});

async function note(person: Person, text: string, clientNoteId = `note ${(written += 1)}`) {
  return await person.as.mutation(api.notes.add, { roomId, text, clientNoteId });
}

async function notesOf(person: Person) {
  return (await person.as.query(api.notes.list, { roomId, ...FIRST_PAGE })).page;
}

const unreadOf = async (person: Person) => await person.as.query(api.notes.unreadRooms, {});

describe("a note", () => {
  test("is for the room's staff, with its author, newest first", async () => {
    await note(people.ana, "They pay late");
    await note(people.sam, " Noted\n");
    expect(await notesOf(people.ana)).toMatchObject([
      { seq: 2, text: " Noted", author: { name: "Sam", mine: false }, clientNoteId: null },
      { seq: 1, text: "They pay late", author: { name: "Ana", mine: true }, canEdit: true },
    ]);
    expect(await codeOf(notesOf(people.carla))).toBe("NOT_FOUND");
  });

  test("sent again with its id is one note, also when the room was archived since", async () => {
    const first = await note(people.ana, "Once", "same id");
    await people.ana.as.mutation(api.rooms.setArchived, { roomId, archived: true });
    expect(await note(people.ana, "Twice", "same id")).toEqual(first);
    expect(await note(people.sam, "x", "other id").catch(() => "refused")).toBe("refused");
    expect(await notesOf(people.sam)).toHaveLength(1);
  });

  test("changes nothing but the tables of notes and its writer's allowance (G8)", async () => {
    await send(people.carla, roomId, "hello");
    const before = await dumpTables(t);
    const { noteId } = await note(people.ana, "quiet");
    await people.ana.as.mutation(api.notes.edit, { roomId, noteId, text: "quieter" });
    await people.sam.as.mutation(api.notes.markRead, { roomId, seq: 1 });
    await people.sam.as.mutation(api.notes.remove, { roomId, noteId });
    const after = await dumpTables(t);
    const changed = Object.keys(after).filter(
      (table) => JSON.stringify(after[table]) !== JSON.stringify(before[table]),
    );
    expect(changed.sort()).toEqual(["auditEvents", "noteHeads", "noteReadPositions", "notes"]);
  });

  test("is mailed to nobody", async () => {
    await note(people.ana, "not for the inbox");
    await t.mutation(internal.digests.sweep, { ignoreAge: true });
    expect(await sendDigests(t)).toEqual([]);
  });

  test.each([
    ["", "MESSAGE_EMPTY"],
    ["\u200b", "MESSAGE_EMPTY"],
    ["\0", "INVALID_TEXT"],
    ["a".repeat(10_001), "MESSAGE_TOO_LONG"],
  ])("of %j is refused with %s, new or edited", async (text, code) => {
    const { noteId } = await note(people.ana, "good");
    expect(await codeOf(note(people.ana, text))).toBe(code);
    const edit = people.ana.as.mutation(api.notes.edit, { roomId, noteId, text });
    expect(await codeOf(edit)).toBe(code);
  });

  test("has an id of 1 to 100 characters from its writer", async () => {
    expect(await codeOf(note(people.ana, "x", ""))).toBe("INVALID_ARGUMENT");
    expect(await codeOf(note(people.ana, "x", "a".repeat(101)))).toBe("INVALID_ARGUMENT");
  });

  test("comes with too many notes at once: refused with a time to wait, but messages go on", async () => {
    for (let index = 0; index < 30; index += 1) await note(people.ana, "x");
    expect(await codeOf(note(people.ana, "x"))).toBe("RATE_LIMITED");
    await send(people.ana, roomId, "still possible");
    await note(people.sam, "so is another's note");
  });
});

describe("editing and deleting", () => {
  test("an edited note says when it was edited; the same text again changes nothing", async () => {
    const { noteId } = await note(people.ana, "a");
    await people.ana.as.mutation(api.notes.edit, { roomId, noteId, text: "a" });
    expect(await notesOf(people.sam)).toMatchObject([{ editedTime: null, canEdit: false }]);
    await people.ana.as.mutation(api.notes.edit, { roomId, noteId, text: "b" });
    expect(await notesOf(people.sam)).toMatchObject([{ text: "b", editedTime: Date.now() }]);
  });

  test("leaves a tombstone with who did it, in no table a trace of the text, and nothing to edit", async () => {
    const { noteId } = await note(people.ana, "Regrettable");
    await people.sam.as.mutation(api.notes.remove, { roomId, noteId });
    await people.sam.as.mutation(api.notes.remove, { roomId, noteId });
    expect(await notesOf(people.ana)).toMatchObject([
      { text: null, deletedBy: "Sam", deletedTime: Date.now(), canEdit: false, canDelete: false },
    ]);
    expect(JSON.stringify(await dumpTables(t))).not.toContain("Regrettable");
    const edit = people.ana.as.mutation(api.notes.edit, { roomId, noteId, text: "back" });
    expect(await codeOf(edit)).toBe("NOT_FOUND");
  });

  test("takes no note of another room in the place of a second id", async () => {
    const { noteId } = await note(people.ana, "here");
    const message = await send(people.ana, roomId, "hello");
    const other = await makeRoom(people.sam, [], { name: "Other" });
    for (const foreign of [noteId, message.messageId, "nonsense", ""]) {
      const args = { roomId: other, noteId: foreign };
      expect(await codeOf(people.sam.as.mutation(api.notes.remove, args))).toBe("NOT_FOUND");
      const edit = people.sam.as.mutation(api.notes.edit, { ...args, text: "x" });
      expect(await codeOf(edit)).toBe("NOT_FOUND");
    }
    expect(await notesOf(people.ana)).toMatchObject([{ text: "here" }]);
  });
});

describe("unread notes", () => {
  test("are those of others after one's position; own and deleted ones are not", async () => {
    const { noteId } = await note(people.ana, "new");
    expect(await unreadOf(people.ana)).toEqual([]);
    expect(await unreadOf(people.sam)).toEqual([roomId]);
    await people.ana.as.mutation(api.notes.remove, { roomId, noteId });
    expect(await unreadOf(people.sam)).toEqual([]);
  });

  test("end with reading; the position never falls and ends at the newest note", async () => {
    await note(people.ana, "one");
    const read = async (seq: number) =>
      await people.sam.as.mutation(api.notes.markRead, { roomId, seq });
    await read(99);
    expect(await people.sam.as.query(api.notes.readPosition, { roomId })).toBe(1);
    await read(0);
    expect(await people.sam.as.query(api.notes.readPosition, { roomId })).toBe(1);
    expect(await unreadOf(people.sam)).toEqual([]);
    await note(people.ana, "two");
    expect(await unreadOf(people.sam)).toEqual([roomId]);
    for (const seq of [-1, 0.5, Number.NaN])
      expect(await codeOf(read(seq))).toBe("INVALID_ARGUMENT");
  });

  test("count in no badge and move no room (G8)", async () => {
    const before = await people.sam.as.query(api.rooms.list, {});
    vi.setSystemTime(Date.now() + 60_000);
    await note(people.ana, "new");
    expect(await people.sam.as.query(api.rooms.list, {})).toEqual(before);
  });
});
