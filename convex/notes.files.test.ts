/** Files of notes (rows 27, 28): the staff's alone, in every way that leads to a file's bytes. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { api, internal } from "./_generated/api";
import { pngBytes, sendFiles, store, storedIds, upload } from "./files.setup";
import { UNSENT_KEPT_MS } from "./fileSweeps";
import { codeOf, FIRST_PAGE, makePeople, makeRoom, type Person, startBackend } from "./test.setup";

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 2, 2, 9) });
});
afterEach(() => {
  vi.useRealTimers();
});

async function start() {
  const t = await startBackend();
  const people = await makePeople(t);
  const roomId = await makeRoom(people.ana, [people.sam, people.carla]);
  const uploadForNote = async (person: Person) => {
    const about = { roomId, name: "offer.png", size: 64 };
    const { fileId } = await person.as.mutation(api.files.requestNoteUpload, about);
    const storageId = await store(t, pngBytes());
    const claim = { roomId, fileId, storageId, thumbnailStorageId: null };
    await person.as.mutation(api.files.claim, claim);
    await t.action(internal.fileChecks.check, { fileId });
    return fileId;
  };
  const note = async (person: Person, fileIds: string[], text = "") =>
    await person.as.mutation(api.notes.add, {
      roomId,
      text,
      clientNoteId: fileIds.join(" "),
      fileIds,
    });
  const notesOf = async (person: Person) =>
    (await person.as.query(api.notes.list, { roomId, ...FIRST_PAGE })).page;
  return { t, roomId, uploadForNote, note, notesOf, ...people };
}

test("a note may be a file alone; its text may be edited away, and then come back", async () => {
  const { ana, sam, roomId, uploadForNote, note, notesOf } = await start();
  const fileId = await uploadForNote(ana);
  const { noteId } = await note(ana, [fileId]);
  const shown = { fileId, name: "offer.png", kind: "image", width: 40, height: 30 };
  expect(await notesOf(sam)).toMatchObject([{ text: "", attachments: [shown] }]);
  for (const text of ["words", ""]) {
    await ana.as.mutation(api.notes.edit, { roomId, noteId, text });
    expect(await notesOf(sam)).toMatchObject([{ text, attachments: [shown] }]);
  }
});

test("the staff get its bytes and nobody else: the answer is that of no file", async () => {
  const { t, ana, sam, carla, omar, olga, roomId, uploadForNote, note } = await start();
  const unsent = await uploadForNote(ana);
  const sent = await uploadForNote(ana);
  await note(ana, [sent]);
  expect((await sam.as.fetch(`/files/${sent}`)).status).toBe(200);
  expect((await sam.as.fetch(`/files/${unsent}`)).status, "not sent yet").toBe(404);
  const none = await (await carla.as.fetch("/files/nonsense")).text();
  for (const outsider of [carla.as, omar.as, olga.as, t]) {
    const response = await outsider.fetch(`/files/${sent}`);
    expect([response.status, await response.text()]).toEqual([404, none]);
  }
  for (const person of [ana, carla]) {
    const listed = await person.as.query(api.files.listInRoom, { roomId, ...FIRST_PAGE });
    expect(listed.page, "the room's files are those of messages").toEqual([]);
  }
  const asked = carla.as.mutation(api.files.issueTicket, { roomId, fileId: sent });
  expect(await codeOf(asked)).toBe("NOT_FOUND");
});

test("a note takes no file of messages, a message none of notes, nor another's", async () => {
  const { t, ana, sam, roomId, uploadForNote, note, notesOf } = await start();
  const plain = await upload(t, ana, roomId);
  const noted = await uploadForNote(ana);
  expect(await codeOf(note(ana, [plain]))).toBe("NOT_FOUND");
  expect(await codeOf(sendFiles(ana, roomId, [noted]))).toBe("NOT_FOUND");
  expect(await codeOf(note(sam, [noted]))).toBe("NOT_FOUND");
  expect(await notesOf(ana)).toEqual([]);
});

test("deleted, its bytes are gone; what no note carries goes after a day", async () => {
  const { t, ana, sam, roomId, uploadForNote, note, notesOf } = await start();
  const { noteId } = await note(ana, [await uploadForNote(ana)], "see this");
  await uploadForNote(ana);
  expect(await storedIds(t)).toHaveLength(2);
  await sam.as.mutation(api.notes.remove, { roomId, noteId });
  expect(await notesOf(ana)).toMatchObject([{ text: null, attachments: [] }]);
  expect(await storedIds(t)).toHaveLength(1);
  vi.setSystemTime(Date.now() + UNSENT_KEPT_MS + 1);
  await t.mutation(internal.fileSweeps.sweep, {});
  expect(await storedIds(t)).toEqual([]);
});

test("one that a note carries stays, however long", async () => {
  const { t, ana, uploadForNote, note } = await start();
  await note(ana, [await uploadForNote(ana)]);
  vi.setSystemTime(Date.now() + 2 * UNSENT_KEPT_MS);
  await t.mutation(internal.fileSweeps.sweep, {});
  expect(await storedIds(t)).toHaveLength(1);
});
