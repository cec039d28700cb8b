/** The firm's rule of how long messages are kept: what is older goes with all that hangs on it. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import { sendDigests } from "./digests.setup";
import { sendFiles, storedIds, upload } from "./files.setup";
import { holdEmail } from "./heldEmails.setup";
import { monthsBefore } from "./model/calendarMonths";
import { beginRun } from "./model/retentionRun";
import { dumpTables } from "./permissions.world";
import {
  type Backend,
  codeOf,
  FIRST_PAGE,
  makePeople,
  makeRoom,
  messagesOf,
  send,
  startBackend,
} from "./test.setup";

const LONG_AGO = Date.UTC(2025, 0, 10, 9);
const NOW = Date.UTC(2026, 2, 2, 9);
const OLD = "Qörvaxil";

let t: Backend;
let people: Awaited<ReturnType<typeof makePeople>>;
let roomId: Id<"rooms">;

beforeEach(async () => {
  vi.useFakeTimers({ now: LONG_AGO });
  t = await startBackend();
  people = await makePeople(t);
  roomId = await makeRoom(people.ana, [people.sam, people.carla]);
});
afterEach(() => {
  vi.useRealTimers();
});

/** A night's run to its end, without the scheduler. */
async function run(): Promise<void> {
  const startedTime = await t.run(async (ctx) => await beginRun(ctx));
  if (startedTime === null) return;
  while (await t.mutation(internal.retention.step, { startedTime })) continue;
}

const setMonths = async (months: number | null) =>
  await people.olga.as.mutation(api.retention.set, { months });

/** Everything that an old message and note can carry, of long ago. */
async function writeOld() {
  const { ana, sam, carla } = people;
  const fileId = await upload(t, carla, roomId, undefined, { name: `${OLD}.png` });
  const { messageId } = await sendFiles(carla, roomId, [fileId], `${OLD} said`);
  await carla.as.mutation(api.messages.edit, { roomId, messageId, text: `${OLD} edited` });
  await ana.as.mutation(api.reactions.set, { roomId, messageId, emoji: "👍", on: true });
  await ana.as.mutation(api.pins.set, { roomId, messageId, pinned: true });
  const note = { roomId, text: `${OLD} noted`, clientNoteId: OLD };
  await ana.as.mutation(api.notes.add, note);
  await sendDigests(t);
  await sam.as.mutation(api.readPositions.markRead, { roomId, seq: 1 });
  const heldId = await holdEmail(t, roomId, carla);
  await t.run(async (ctx) => {
    const inboundId = ctx.db.normalizeId("inboundEmails", heldId)!;
    await ctx.db.patch("inboundEmails", inboundId, { event: OLD, subject: OLD });
    await ctx.db.insert("trimmedTexts", { messageId, text: OLD });
  });
  return { messageId, fileId };
}

describe("once it is set", () => {
  test("nothing older is left in any table or in storage, and what is younger stays", async () => {
    const { ana, carla, sam } = people;
    const { messageId, fileId } = await writeOld();
    const middle = await send(ana, roomId, "old too");
    vi.setSystemTime(NOW);
    const young = await carla.as.mutation(api.messages.send, {
      roomId,
      text: "young",
      clientMessageId: "00000000-0000-4000-8000-00000000aaaa",
      quotedId: messageId,
    });
    await setMonths(12);
    expect(await messagesOf(carla, roomId)).toHaveLength(3);
    await run();
    const dump = await dumpTables(t);
    expect(JSON.stringify(dump)).not.toContain(OLD);
    expect(JSON.stringify(dump)).not.toContain(OLD.toLowerCase());
    for (const table of [
      "messageEdits",
      "reactions",
      "pins",
      "trimmedTexts",
      "heldTexts",
      "notes",
    ]) {
      expect(dump[table], table).toEqual([]);
    }
    for (const table of ["digests", "readEvents", "files"]) expect(dump[table], table).toEqual([]);
    expect(await storedIds(t)).toEqual([]);
    expect((await carla.as.fetch(`/files/${fileId}`)).status).toBe(404);
    const left = await messagesOf(sam, roomId);
    expect(left).toMatchObject([{ text: "young", seq: 3, quote: null }]);
    expect(left[0]?.messageId).toBe(young.messageId);
    const locate = carla.as.query(api.messages.locate, { roomId, messageId: middle.messageId });
    expect(await codeOf(locate)).toBe("NOT_FOUND");
  });

  test("positions, badges and pages stay right, and the next message has the next number", async () => {
    const { ana, sam, carla } = people;
    for (let i = 0; i < 3; i += 1) await send(ana, roomId, "old");
    const between = Date.UTC(2026, 2, 1);
    vi.setSystemTime(between);
    const kept = await ana.as.mutation(api.notes.add, {
      roomId,
      text: "kept",
      clientNoteId: "kept",
    });
    await sam.as.mutation(api.readPositions.markRead, { roomId, seq: 2 });
    vi.setSystemTime(NOW);
    for (let i = 0; i < 2; i += 1) await send(ana, roomId, "young");
    await setMonths(12);
    await run();
    const badge = async (person: typeof sam) =>
      (await person.as.query(api.rooms.list, {})).map(({ unread, readSeq }) => [unread, readSeq]);
    expect(await badge(sam)).toEqual([[2, 2]]);
    expect(await badge(carla)).toEqual([[2, 0]]);
    const around = { roomId, seq: 2, ...FIRST_PAGE };
    const older = await sam.as.query(api.messages.around, { ...around, direction: "older" });
    const newer = await sam.as.query(api.messages.around, { ...around, direction: "newer" });
    expect([older.page, newer.page.map(({ seq }) => seq)]).toEqual([[], [4, 5]]);
    // A note of before the oldest message that is left stands beside that.
    expect(await sam.as.query(api.notes.locate, { roomId, noteId: kept.noteId })).toBe(4);
    expect((await send(carla, roomId, "next")).seq).toBe(6);
    await sam.as.mutation(api.readPositions.markRead, { roomId, seq: 6 });
    expect(await badge(sam)).toEqual([[0, 6]]);
  });

  test("an announcement goes with the question to confirm it and all answers", async () => {
    const { ana, carla } = people;
    const news = await makeRoom(ana, [carla], { kind: "announcement", name: "News" });
    const { messageId } = await send(ana, news, "old news");
    await ana.as.mutation(api.confirmations.ask, { roomId: news, messageId });
    await carla.as.mutation(api.confirmations.confirm, { roomId: news, messageId });
    vi.setSystemTime(NOW);
    await setMonths(12);
    await run();
    const { confirmations, confirmationRequests } = await dumpTables(t);
    expect([confirmations, confirmationRequests]).toEqual([[], []]);
  });

  test("a room that lost messages says so to everybody in it, one that lost notes alone says nothing", async () => {
    const { ana, carla } = people;
    const noted = await makeRoom(ana, [carla], { name: "Noted" });
    await send(ana, roomId, "old");
    await ana.as.mutation(api.notes.add, { roomId: noted, text: "old", clientNoteId: "old" });
    vi.setSystemTime(NOW);
    await setMonths(12);
    await run();
    const removedIn = async (person: typeof ana, id: string) =>
      (await person.as.query(api.rooms.get, { roomId: id })).removedBeforeTime;
    for (const person of [ana, carla]) {
      expect(await removedIn(person, roomId)).toBe(monthsBefore(NOW, 12));
      expect(await removedIn(person, noted)).toBeNull();
    }
    const { page } = await ana.as.query(api.notes.list, { roomId: noted, ...FIRST_PAGE });
    expect(page).toEqual([]);
  });

  test("a run is on record with numbers alone, a run without anything to remove is not", async () => {
    const { olga } = people;
    await writeOld();
    vi.setSystemTime(NOW);
    await setMonths(12);
    await run();
    await run();
    const { page } = await olga.as.query(api.audit.list, FIRST_PAGE);
    const runs = page.filter(({ action }) => action === "retention.run");
    expect(runs).toMatchObject([{ actor: "Olga", roomName: null, person: null }]);
    // Messages, rooms, notes, emails.
    expect(runs[0]?.detail).toMatch(/^1 1 1 \d+$/);
    const { latest } = await olga.as.query(api.retention.get, {});
    expect(latest).toMatchObject({ finishedTime: NOW, removed: { messages: 0, rooms: 0 } });
  });
});

test("nothing goes without the rule, before its run, or when it is taken away meanwhile", async () => {
  await send(people.ana, roomId, "old");
  vi.setSystemTime(NOW);
  await run();
  await setMonths(1);
  const preview = { beforeTime: monthsBefore(NOW, 1) };
  expect(await people.olga.as.query(api.retention.preview, preview)).toEqual({
    messages: 1,
    rooms: 1,
  });
  const begun = await t.run(async (ctx) => await beginRun(ctx));
  await setMonths(null);
  expect(await t.mutation(internal.retention.step, { startedTime: begun! })).toBe(false);
  expect(await messagesOf(people.carla, roomId)).toHaveLength(1);
});

test("the operator's rule stands in the audit log as the owner's deed, and what it would remove is told", async () => {
  await send(people.ana, roomId, "old");
  vi.setSystemTime(NOW);
  const status = async (rule: { months?: number } = {}) =>
    await t.query(internal.retention.status, { now: NOW, ...rule });
  expect(await status()).toEqual({ months: null, latest: null, found: null });
  expect((await status({ months: 1 })).found).toEqual({ messages: 1, rooms: 1 });
  await t.mutation(internal.retention.setByCommand, { months: 240 });
  expect(await status()).toMatchObject({ months: 240, found: { messages: 0, rooms: 0 } });
  const { page } = await people.olga.as.query(api.audit.list, FIRST_PAGE);
  expect(page[0]).toMatchObject({ action: "firm.retention", detail: "240" });
  expect(JSON.stringify(page[0])).toContain("Olga");
  await t.run(async (ctx) => await ctx.db.patch("users", people.olga.userId, { role: "admin" }));
  const orphan = t.mutation(internal.retention.setByCommand, { months: 1 });
  expect(await codeOf(orphan)).toBe("NOT_FOUND");
});

test("a run that another one has replaced stops, and the other one does its work", async () => {
  await send(people.ana, roomId, "old");
  vi.setSystemTime(NOW);
  await setMonths(1);
  const first = await t.run(async (ctx) => await beginRun(ctx));
  vi.setSystemTime(NOW + 1);
  await run();
  expect(await t.mutation(internal.retention.step, { startedTime: first! })).toBe(false);
  expect(await messagesOf(people.carla, roomId)).toEqual([]);
});

test("months are 1 to 240 whole ones, counted by the calendar", async () => {
  for (const months of [0, 241, 1.5, Number.NaN]) {
    expect(await codeOf(setMonths(months))).toBe("INVALID_ARGUMENT");
  }
  expect(monthsBefore(Date.UTC(2026, 4, 31), 3)).toBe(Date.UTC(2026, 1, 28));
  expect(monthsBefore(Date.UTC(2026, 0, 15), 13)).toBe(Date.UTC(2024, 11, 15));
});
