/** R7, rows 10 and 12: how a file comes into a room, what it may be, and when its bytes go. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "./_generated/api";
import { sendDigests } from "./digests.setup";
import { pngBytes, sendFiles, store, storedIds, textBytes, upload } from "./files.setup";
import { FILE_MAX_BYTES } from "./model/files";
import { codeOf, makePeople, makeRoom, messagesOf, send, startBackend } from "./test.setup";

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
  return { t, roomId, ...people };
}

describe("a file that is sent", () => {
  test("stands in the message with its cleaned name, size and what its bytes say", async () => {
    const { t, roomId, carla, ana } = await start();
    const name = "C:\\Users\\carla\\kiln\u202egnp.exe.png";
    const fileId = await upload(t, carla, roomId, pngBytes(640, 480), {
      name,
      thumbnail: pngBytes(40, 30),
    });
    await sendFiles(carla, roomId, [fileId], "the kiln");
    const [seen] = await messagesOf(ana, roomId);
    expect(seen).toMatchObject({ text: "the kiln", author: { name: "Carla" } });
    expect(seen?.attachments).toEqual([
      {
        fileId,
        name: "kilngnp.exe.png",
        size: 64,
        contentType: "image/png",
        kind: "image",
        width: 640,
        height: 480,
        hasThumbnail: true,
      },
    ]);
  });

  test("needs no text beside it, while a message with neither is refused", async () => {
    const { t, roomId, carla } = await start();
    const fileId = await upload(t, carla, roomId);
    await sendFiles(carla, roomId, [fileId], " \n ");
    expect((await messagesOf(carla, roomId))[0]).toMatchObject({ text: "" });
    expect(await codeOf(sendFiles(carla, roomId, []))).toBe("MESSAGE_EMPTY");
  });

  test("is sent once, however often the send is repeated (G2)", async () => {
    const { t, roomId, carla } = await start();
    const fileIds = [await upload(t, carla, roomId)];
    const args = { roomId, text: "", clientMessageId: "same", fileIds };
    const first = await carla.as.mutation(api.messages.send, args);
    expect(await carla.as.mutation(api.messages.send, args)).toEqual(first);
    expect(await messagesOf(carla, roomId)).toHaveLength(1);
    const file = await t.run(async (ctx) => await ctx.db.get("files", fileIds[0]!));
    expect(file).toMatchObject({ state: "attached", uses: 1 });
  });

  test("costs one write beside those of a text", async () => {
    const { t, roomId, carla } = await start();
    await send(carla, roomId, "before");
    const fileIds = [await upload(t, carla, roomId), await upload(t, carla, roomId)];
    const dump = async () =>
      await t.run(async (ctx) => [
        ...(await ctx.db.query("files").take(9)),
        ...(await ctx.db.query("messages").take(9)),
        ...(await ctx.db.query("roomHeads").take(9)),
        ...(await ctx.db.query("undigestedRooms").take(9)),
        ...(await ctx.db.query("rateLimits").take(9)),
      ]);
    const before = new Set((await dump()).map((document) => JSON.stringify(document)));
    await sendFiles(carla, roomId, fileIds);
    const written = (await dump()).filter((document) => !before.has(JSON.stringify(document)));
    expect(written).toHaveLength(5); // two files, the message, the head, the rate limit
  });

  test("shows in both room lists as what it is", async () => {
    const { t, roomId, carla, ana } = await start();
    await sendFiles(carla, roomId, [await upload(t, carla, roomId)]);
    const [room] = await ana.as.query(api.rooms.list, {});
    expect(room?.preview).toMatchObject({
      text: "",
      files: { count: 1, kind: "image", name: "photo.png" },
    });
  });
});

test("an email names files, links into the room, and loads nothing", async () => {
  const { t, roomId, carla, ana } = await start();
  const name = 'kiln <b>&"plan".png';
  await sendFiles(ana, roomId, [await upload(t, ana, roomId, pngBytes(), { name })]);
  const emails = await sendDigests(t);
  const email = emails.find(({ to }) => to === carla.email);
  expect(email?.text).toContain("kiln _b_&_plan_.png (1 KB): https://app.test/open/");
  expect(email?.html).toContain("kiln _b_&amp;_plan_.png (1 KB)");
  expect(email?.html).not.toMatch(/<img|\/files\//);
});

describe("what a file is", () => {
  const kinds: [string, Uint8Array<ArrayBuffer>, object][] = [
    ["a PNG", pngBytes(), { kind: "image", contentType: "image/png" }],
    ["40 megapixels", pngBytes(8000, 5000), { kind: "image" }],
    ["more than 40 megapixels", pngBytes(8000, 5001), { kind: "file", width: null }],
    ["a bomb of 50,000 x 50,000", pngBytes(50_000, 50_000), { kind: "file", width: null }],
    ["more than 12,000 px a side", pngBytes(12_001, 10), { kind: "file" }],
    ["a PNG without a size", pngBytes(0, 30), { kind: "file" }],
    ["a PNG cut off in its header", pngBytes().slice(0, 18), { kind: "file" }],
    ["SVG", textBytes('<svg xmlns="http://www.w3.org/2000/svg"/>'), { kind: "file" }],
    ["SVG as XML", textBytes('<?xml version="1.0"?><svg/>'), { kind: "file" }],
    ["HTML", textBytes("<!doctype html><script>1</script>"), { kind: "file" }],
    ["a text", textBytes("hello"), { kind: "file", contentType: "application/octet-stream" }],
    [
      "a GIF that is a page as well",
      textBytes("GIF89a\x10\x00\x10\x00<script>alert(1)</script>"),
      { kind: "file", contentType: "application/octet-stream" },
    ],
    ["a program", textBytes("MZ\x90\0\x03" + "\0".repeat(80)), { kind: "file" }],
  ];
  test.each(kinds)(
    "%s is judged by its bytes, not by its name or type",
    async (_, bytes, facts) => {
      const { t, roomId, carla } = await start();
      const fileId = await upload(t, carla, roomId, bytes, { name: "photo.jpg.png" });
      const { file } = await carla.as.query(api.files.upload, { roomId, fileId });
      expect(file).toMatchObject({ name: "photo.jpg.png", hasThumbnail: false, ...facts });
      expect(file?.contentType).not.toMatch(/html|svg|xml/);
    },
  );

  test("a thumbnail that is no small picture goes, and the file stays", async () => {
    const { t, roomId, carla } = await start();
    for (const thumbnail of [textBytes("<svg/>"), pngBytes(4_000, 10)]) {
      const fileId = await upload(t, carla, roomId, pngBytes(), { thumbnail });
      const { file } = await carla.as.query(api.files.upload, { roomId, fileId });
      expect(file).toMatchObject({ kind: "image", hasThumbnail: false });
    }
    expect(await storedIds(t)).toHaveLength(2);
  });
});

describe("limits", () => {
  test.each([
    [0, "FILE_EMPTY"],
    [FILE_MAX_BYTES + 1, "FILE_TOO_LARGE"],
    [-1, "INVALID_ARGUMENT"],
    [Number.NaN, "INVALID_ARGUMENT"],
  ])("an announced size of %d is refused with %s", async (size, code) => {
    const { roomId, carla } = await start();
    const asked = { roomId, name: "a", size };
    expect(await codeOf(carla.as.mutation(api.files.requestUpload, asked))).toBe(code);
    const largest = { ...asked, size: FILE_MAX_BYTES };
    await expect(carla.as.mutation(api.files.requestUpload, largest)).resolves.toBeDefined();
  });

  test("bytes that are more or fewer than announced count as they are, and refused ones go", async () => {
    const { t, roomId, carla } = await start();
    const bytes = [new Uint8Array(0), new Uint8Array(FILE_MAX_BYTES + 1)];
    for (const [index, refusal] of ["FILE_EMPTY", "FILE_TOO_LARGE"].entries()) {
      const fileId = await upload(t, carla, roomId, bytes[index]!);
      const answer = await carla.as.query(api.files.upload, { roomId, fileId });
      expect(answer).toEqual({ state: "refused", refusal, file: null });
      expect(await codeOf(sendFiles(carla, roomId, [fileId]))).toBe("FILE_NOT_READY");
    }
    expect(await storedIds(t)).toEqual([]);
  });

  test("a message carries ten files, not eleven, and none twice", async () => {
    const { t, roomId, carla } = await start();
    const fileIds: string[] = [];
    for (let index = 0; index < 11; index += 1) fileIds.push(await upload(t, carla, roomId));
    expect(await codeOf(sendFiles(carla, roomId, fileIds))).toBe("TOO_MANY_FILES");
    const twice = [fileIds[0]!, fileIds[0]!];
    expect(await codeOf(sendFiles(carla, roomId, twice))).toBe("INVALID_ARGUMENT");
    await sendFiles(carla, roomId, fileIds.slice(1));
    expect((await messagesOf(carla, roomId))[0]?.attachments).toHaveLength(10);
  });

  test("a flood of uploads is stopped with the time to wait (G12)", async () => {
    const { roomId, carla, sam } = await start();
    const ask = { roomId, name: "a", size: 1 };
    for (let index = 0; index < 40; index += 1) {
      await carla.as.mutation(api.files.requestUpload, ask);
    }
    const flood = carla.as.mutation(api.files.requestUpload, ask);
    expect(await codeOf(flood)).toBe("RATE_LIMITED");
    await expect(sam.as.mutation(api.files.requestUpload, ask)).resolves.toBeDefined();
  });
});

describe("an upload is its uploader's and its room's", () => {
  test("a file of another person or room, or none at all, cannot be sent, seen or given up", async () => {
    const { t, roomId, carla, sam, ana } = await start();
    const otherRoom = await makeRoom(ana, [carla]);
    const sams = await upload(t, sam, roomId);
    const elsewhere = await upload(t, carla, otherRoom);
    for (const fileId of [sams, elsewhere, "nonsense", roomId, ""]) {
      const about = { roomId, fileId };
      expect(await codeOf(sendFiles(carla, roomId, [fileId]))).toBe("NOT_FOUND");
      expect(await codeOf(carla.as.query(api.files.upload, about))).toBe("NOT_FOUND");
      expect(await codeOf(carla.as.mutation(api.files.discard, about))).toBe("NOT_FOUND");
      expect(await codeOf(carla.as.mutation(api.files.issueTicket, about))).toBe("NOT_FOUND");
      const claim = { ...about, storageId: "none", thumbnailStorageId: null };
      expect(await codeOf(carla.as.mutation(api.files.claim, claim))).toBe("NOT_FOUND");
    }
    expect(await messagesOf(carla, roomId)).toEqual([]);
  });

  test("a storage id that stands behind another file is refused, and that file keeps its bytes", async () => {
    const { t, roomId, carla, sam } = await start();
    const sams = await upload(t, sam, roomId, pngBytes(), { thumbnail: pngBytes(4, 3) });
    const taken = await storedIds(t);
    for (const storageId of [...taken, "nonsense", sams]) {
      const ask = { roomId, name: "mine.png", size: 64 };
      const { fileId } = await carla.as.mutation(api.files.requestUpload, ask);
      await carla.as.mutation(api.files.claim, {
        roomId,
        fileId,
        storageId,
        thumbnailStorageId: null,
      });
      const answer = await carla.as.query(api.files.upload, { roomId, fileId });
      expect(answer).toMatchObject({ state: "refused", refusal: "FILE_MISSING" });
    }
    expect(await storedIds(t)).toEqual(taken);
  });

  test("a claim that is repeated changes nothing, and a settled upload takes no other bytes", async () => {
    const { t, roomId, carla } = await start();
    const ask = { roomId, name: "a.png", size: 64 };
    const { fileId } = await carla.as.mutation(api.files.requestUpload, ask);
    const storageId = await store(t, pngBytes());
    const claim = { roomId, fileId, storageId, thumbnailStorageId: null };
    await carla.as.mutation(api.files.claim, claim);
    await carla.as.mutation(api.files.claim, claim);
    await t.action(internal.fileChecks.check, { fileId });
    const other = { ...claim, storageId: await store(t, pngBytes()) };
    expect(await codeOf(carla.as.mutation(api.files.claim, other))).toBe("INVALID_ARGUMENT");
  });

  test("one that is given up is gone with its bytes; one that was sent stays", async () => {
    const { t, roomId, carla } = await start();
    const fileId = await upload(t, carla, roomId);
    await carla.as.mutation(api.files.discard, { roomId, fileId });
    expect(await storedIds(t)).toEqual([]);
    const sent = await upload(t, carla, roomId);
    await sendFiles(carla, roomId, [sent]);
    await carla.as.mutation(api.files.discard, { roomId, fileId: sent });
    expect(await storedIds(t)).toHaveLength(1);
  });
});

describe("the bytes", () => {
  test("go with the last message that carries them, not before", async () => {
    const { t, roomId, carla } = await start();
    const fileId = await upload(t, carla, roomId, pngBytes(), { thumbnail: pngBytes(4, 3) });
    const first = await sendFiles(carla, roomId, [fileId]);
    const second = await sendFiles(carla, roomId, [fileId]);
    const remove = async ({ messageId }: { messageId: string }) =>
      await carla.as.mutation(api.messages.remove, { roomId, messageId });
    await remove(first);
    await remove(first);
    expect(await storedIds(t)).toHaveLength(2);
    await remove(second);
    expect(await storedIds(t)).toEqual([]);
    expect(await t.run(async (ctx) => await ctx.db.get("files", fileId))).toBeNull();
    for (const { attachments, text } of await messagesOf(carla, roomId)) {
      expect([attachments, text]).toEqual([[], null]);
    }
    const stored = await t.run(async (ctx) => await ctx.db.query("messages").take(2));
    expect(JSON.stringify(stored)).not.toContain("photo.png");
  });

  test("that nobody sent for a day are swept, whatever became of them; sent ones stay", async () => {
    const { t, roomId, carla } = await start();
    const sent = await upload(t, carla, roomId, pngBytes(), { thumbnail: pngBytes(4, 3) });
    await sendFiles(carla, roomId, [sent]);
    await upload(t, carla, roomId); // ready
    await upload(t, carla, roomId, new Uint8Array(0)); // refused
    await carla.as.mutation(api.files.requestUpload, { roomId, name: "a", size: 1 });
    await store(t, textBytes("never claimed"));
    const sweep = async () => await t.mutation(internal.fileSweeps.sweep, {});
    vi.setSystemTime(Date.now() + 23 * 3_600_000);
    const young = await upload(t, carla, roomId);
    await sweep();
    expect(await storedIds(t)).toHaveLength(5);
    vi.setSystemTime(Date.now() + 2 * 3_600_000);
    await sweep();
    await sweep();
    const files = await t.run(async (ctx) => await ctx.db.query("files").take(9));
    expect(files.map(({ _id }) => _id)).toEqual([sent, young]);
    expect(await storedIds(t)).toHaveLength(3);
  });
});

test("clients send no files where they may not write", async () => {
  const { t, ana, carla } = await start();
  const roomId = await makeRoom(ana, [carla], { kind: "announcement" });
  const ask = { roomId, name: "a", size: 1 };
  expect(await codeOf(carla.as.mutation(api.files.requestUpload, ask))).toBe("FORBIDDEN");
  const fileId = await upload(t, ana, roomId);
  await ana.as.mutation(api.rooms.setArchived, { roomId, archived: true });
  expect(await codeOf(sendFiles(ana, roomId, [fileId]))).toBe("ROOM_ARCHIVED");
});
