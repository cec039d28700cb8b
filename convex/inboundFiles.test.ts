/** R7, R11: what an emailed reply carries comes into its room, or says in it why not. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { api } from "./_generated/api";
import { pngBytes, storedIds, textBytes } from "./files.setup";
import {
  type AttachmentBytes,
  type Mail,
  lastVerdict,
  receive,
  startInbound,
} from "./inbound.setup";
import { FILE_MAX_BYTES } from "./model/files";
import { messagesOf } from "./test.setup";

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 5, 1, 9) });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

type World = Awaited<ReturnType<typeof startInbound>>;

const reply = async (world: World, mail: Mail, bytes: AttachmentBytes = {}) =>
  await receive(world, mail, undefined, undefined, bytes);
const newest = async ({ people, roomId }: World) => (await messagesOf(people.ana, roomId))[0];

test("a reply brings its picture and its file, judged by their bytes, and staff can open them", async () => {
  const world = await startInbound();
  const attachments = [
    { id: "a", filename: "kiln.png", size: 64 },
    { id: "b", filename: "../plan.pdf", size: 5 },
  ];
  await reply(world, { attachments }, { a: pngBytes(640, 480), b: textBytes("%PDF-1.4 x") });
  const message = await newest(world);
  expect(message).toMatchObject({ text: "Yes, on Monday.", author: { name: "Carla" } });
  expect(message?.attachments).toMatchObject([
    { name: "kiln.png", kind: "image", width: 640, height: 480, size: 64 },
    { name: "plan.pdf", kind: "file", size: 10 },
  ]);
  for (const { fileId } of message?.attachments ?? []) {
    expect((await world.people.sam.as.fetch(`/files/${fileId}`)).status).toBe(200);
    expect((await world.people.omar.as.fetch(`/files/${fileId}`)).status).toBe(404);
  }
});

test("a reply of an attachment alone is a message without text", async () => {
  const world = await startInbound();
  const attachments = [{ id: "a", filename: "kiln.png", size: 64 }];
  await reply(world, { text: "", attachments }, { a: pngBytes() });
  expect(await newest(world)).toMatchObject({ text: "", attachments: [{ name: "kiln.png" }] });
});

test("what is too large, empty, gone or one too many leaves a line that says why", async () => {
  const world = await startInbound();
  const many = Array.from({ length: 11 }, (_, index) => `f${index}`);
  const attachments = [
    { id: "large", filename: "film.mov", size: FILE_MAX_BYTES + 1 },
    { id: "empty", filename: "nothing.txt", size: 0 },
    { id: "gone", filename: "lost.doc", size: 9 },
    ...many.map((id) => ({ id, filename: `${id}.png`, size: 64 })),
  ];
  const bytes = Object.fromEntries(many.map((id) => [id, pngBytes()]));
  await reply(world, { attachments }, { ...bytes, empty: "" });
  const message = await newest(world);
  expect(message?.attachments).toHaveLength(10);
  expect(message?.text?.split("\n").slice(-4)).toEqual([
    "📎 film.mov (20481 KB, too large: the limit is 20 MB)",
    "📎 nothing.txt (0 KB, empty)",
    "📎 lost.doc (1 KB, it could not be fetched)",
    "📎 f10.png (1 KB, a message carries at most 10 files)",
  ]);
});

test("bytes of an email that is neither posted nor held are never stored", async () => {
  const world = await startInbound();
  const attachments = [{ id: "a", filename: "kiln.png", size: 64 }];
  const away = { attachments, headers: { "auto-submitted": "auto-replied" } };
  await reply(world, away, { a: pngBytes() });
  expect(await lastVerdict(world.t)).toBe("ignored AUTOREPLY");
  const unknown = `r${"0".repeat(26)}@in.firm.test`;
  await reply(world, { attachments, to: [unknown], received_for: [unknown] }, { a: pngBytes() });
  expect(await lastVerdict(world.t)).toBe("ignored UNKNOWN_ADDRESS");
  const { roomId, people } = world;
  await people.ana.as.mutation(api.rooms.setArchived, { roomId, archived: true });
  await reply(world, { attachments }, { a: pngBytes() });
  expect(await lastVerdict(world.t)).toBe("refused ROOM_ARCHIVED");
  expect(await storedIds(world.t)).toEqual([]);
});
