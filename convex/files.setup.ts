/** Files in tests: small real ones, and the way of an upload as the app goes it. */
import { api, internal } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import type { Backend, Person } from "./test.setup";

/** A PNG's signature and header: what its size is read from (PNG, 5.2 and 11.2.2). */
export function pngBytes(width = 40, height = 30): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(64);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);
  bytes.set(new TextEncoder().encode("IHDR"), 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  bytes.set([8, 6, 0, 0, 0], 24);
  view.setUint32(33, 0);
  bytes.set(new TextEncoder().encode("IDAT"), 37);
  return bytes;
}

export function textBytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

/** Puts bytes into storage, as a POST to an upload address does; whoever has the id may claim it. */
export async function store(t: Backend, bytes: BlobPart, type = "text/html") {
  return await t.run(async (ctx) => await ctx.storage.store(new Blob([bytes], { type })));
}

export type UploadOptions = { name?: string; thumbnail?: BlobPart; size?: number };

/** Asks, stores and claims; the check has run when it resolves. Gives the file's id. */
export async function upload(
  t: Backend,
  person: Person,
  roomId: string,
  bytes: BlobPart = pngBytes(),
  { name = "photo.png", thumbnail, size = 64 }: UploadOptions = {},
): Promise<Id<"files">> {
  const { fileId } = await person.as.mutation(api.files.requestUpload, { roomId, name, size });
  const storageId = await store(t, bytes);
  const thumbnailStorageId = thumbnail === undefined ? null : await store(t, thumbnail);
  await person.as.mutation(api.files.claim, { roomId, fileId, storageId, thumbnailStorageId });
  await t.action(internal.fileChecks.check, { fileId });
  return fileId;
}

let sends = 0;

/** Sends files, with a text unless it is left empty. */
export async function sendFiles(person: Person, roomId: string, fileIds: string[], text = "") {
  const clientMessageId = `00000000-0000-4000-a000-${String((sends += 1)).padStart(12, "0")}`;
  return await person.as.mutation(api.messages.send, { roomId, text, clientMessageId, fileIds });
}

/** What is stored just now. */
export async function storedIds(t: Backend): Promise<Id<"_storage">[]> {
  return await t.run(async (ctx) =>
    (await ctx.db.system.query("_storage").take(100)).map(({ _id }) => _id),
  );
}
