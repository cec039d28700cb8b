/** G8: what a client can ask for is the same, byte for byte, with notes and without. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { api } from "./_generated/api";
import { answersTo, startHiddenWorld } from "./leaks.setup";
import { send } from "./test.setup";

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 2, 2, 9) });
});
afterEach(() => {
  vi.useRealTimers();
});

test("notes with files written, edited, read and deleted change no answer to a client", async () => {
  const hiddenWorld = await startHiddenWorld(2);
  const { t, world, writer, hidden } = hiddenWorld;
  const roomId = world.rooms.client!;
  const everything = async () =>
    JSON.stringify([
      await answersTo(hiddenWorld, "query"),
      await hiddenWorld.carla.as.query(api.rooms.list, {}),
    ]);
  const before = await everything();
  vi.setSystemTime(Date.now() + 60_000);
  for (let index = 0; index < 3; index += 1) {
    const about = { roomId, name: "offer.pdf", size: 9 };
    const { fileId } = await writer.as.mutation(api.files.requestNoteUpload, about);
    await t.run(async (ctx) => await ctx.db.patch("files", fileId, { state: "ready" }));
    const note = { roomId, text: `note ${index}`, clientNoteId: `${index}`, fileIds: [fileId] };
    const { noteId, seq } = await writer.as.mutation(api.notes.add, note);
    await writer.as.mutation(api.notes.edit, { roomId, noteId, text: "changed" });
    await hidden[0]!.as.mutation(api.notes.markRead, { roomId, seq });
    if (index === 1) await hidden[0]!.as.mutation(api.notes.remove, { roomId, noteId });
  }
  expect(await everything()).toBe(before);
  await send(writer, roomId, "a message");
  expect(await everything(), "the comparison sees a change").not.toBe(before);
});
