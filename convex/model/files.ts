/**
 * Files: from the wish to upload one to the last message that carries it. A file is bound to its
 * uploader and room before any byte arrives; a storage id that a client sends proves nothing.
 */
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { appError, notFound } from "../errors";
import type { Attachment, FileKind, FileRefusal } from "../validators";
import { cleanFileName } from "./fileNames";
import { giveSpaceBack, takeSpace } from "./storageQuota";

/** Edge 14. A deployment's HTTP actions answer with no more than that. */
export const FILE_MAX_BYTES = 20 * 1024 * 1024;
export const FILES_PER_MESSAGE = 10;
/** A thumbnail is at most 400 px a side; a larger one is not one. */
export const THUMBNAIL_MAX_BYTES = 256 * 1024;

/** What is wrong with a size in bytes, or null. */
export function sizeRefusal(size: number): FileRefusal | null {
  if (size === 0) return "FILE_EMPTY";
  return size <= FILE_MAX_BYTES ? null : "FILE_TOO_LARGE";
}

/** Errors: FILE_EMPTY, FILE_TOO_LARGE; INVALID_ARGUMENT for what is no size. */
export function requireBearableSize(size: number): void {
  if (!Number.isInteger(size) || size < 0) {
    throw appError("INVALID_ARGUMENT", "A size is a whole number of bytes.");
  }
  const refusal = sizeRefusal(size);
  if (refusal === "FILE_EMPTY") throw appError(refusal, "This file is empty.");
  if (refusal === "FILE_TOO_LARGE") throw appError(refusal, "A file has at most 20 MB.");
}

/** Which of a room's entries may carry a file. */
export type FileUse = "messages" | "notes";

/** A file whose bytes are still to come. `name` may be anything; `size` is what the sender says. */
export async function insertUpload(
  ctx: MutationCtx,
  upload: Pick<Doc<"files">, "roomId" | "uploaderId" | "name" | "size" | "counted">,
  use: FileUse = "messages",
): Promise<Id<"files">> {
  return await ctx.db.insert("files", {
    ...upload,
    ...(use === "notes" ? { forNotes: true } : {}),
    name: cleanFileName(upload.name),
    state: "uploading",
    contentType: "application/octet-stream",
    kind: "file",
    uses: 0,
    createdTime: Date.now(),
  });
}

/** A file whose bytes are stored and checked already: one that came by email, or the demo's. Error: STORAGE_LIMIT. */
export async function insertReadyFile(
  ctx: MutationCtx,
  file: Pick<Doc<"files">, "roomId" | "uploaderId" | "name" | "size" | "contentType" | "kind"> & {
    storageId: Id<"_storage">;
    width: number | null;
    height: number | null;
    thumbnail?: { storageId: Id<"_storage">; type: string } | null;
  },
): Promise<Id<"files">> {
  const { width, height, thumbnail = null, ...rest } = file;
  const uploader = await ctx.db.get("users", file.uploaderId);
  return await ctx.db.insert("files", {
    ...rest,
    ...(uploader === null ? {} : await takeSpace(ctx, uploader, file.size)),
    ...(thumbnail === null
      ? {}
      : { thumbnailStorageId: thumbnail.storageId, thumbnailType: thumbnail.type }),
    name: cleanFileName(file.name),
    ...(width === null ? {} : { width }),
    ...(height === null ? {} : { height }),
    state: "ready",
    uses: 0,
    createdTime: Date.now(),
  });
}

/**
 * A file that this very person uploads, or has uploaded, for this very room; NOT_FOUND for every
 * other, unknown or malformed id, and for what an email brought that is held as theirs.
 */
export async function requireOwnFile(
  ctx: QueryCtx,
  roomId: Id<"rooms">,
  uploaderId: Id<"users">,
  fileIdText: string,
): Promise<Doc<"files">> {
  const fileId = ctx.db.normalizeId("files", fileIdText);
  const file = fileId === null ? null : await ctx.db.get("files", fileId);
  if (file === null || file.roomId !== roomId || file.uploaderId !== uploaderId) throw notFound();
  if (file.state === "held") throw notFound();
  return file;
}

/**
 * A file that the room's participant may download: one that a message carries (to staff also one of
 * a note), or their own upload.
 * NOT_FOUND for every other, unknown or malformed id.
 */
export async function requireReadableFile(
  ctx: QueryCtx,
  roomId: Id<"rooms">,
  reader: Doc<"users">,
  fileIdText: string,
): Promise<Doc<"files">> {
  const fileId = ctx.db.normalizeId("files", fileIdText);
  const file = fileId === null ? null : await ctx.db.get("files", fileId);
  if (file === null || file.roomId !== roomId || !isReadable(file, reader)) throw notFound();
  return file;
}

/**
 * Whether a participant of its room may have the bytes: those of an unsent upload are its sender's,
 * those of notes and of held emails the staff's.
 */
export function isReadable(file: Doc<"files">, reader: Doc<"users">): boolean {
  if (file.forNotes === true && reader.kind !== "staff") return false;
  if (file.state === "held") return reader.kind === "staff";
  return file.state === "attached" || (file.state === "ready" && file.uploaderId === reader._id);
}

/** What the check of a file's bytes found. */
export type CheckedFile = {
  kind: FileKind;
  contentType: string;
  width: number | null;
  height: number | null;
  /** The content type of a good thumbnail; null without one. */
  thumbnailType: string | null;
};

/** Makes a checked upload ready to be sent. A thumbnail goes unless it and its picture are good. */
export async function settleUpload(
  ctx: MutationCtx,
  file: Doc<"files">,
  checked: CheckedFile,
): Promise<void> {
  const { kind, contentType, width, height, thumbnailType } = checked;
  const { thumbnailStorageId, _id, _creationTime: _time, ...rest } = file;
  const hasThumbnail = kind === "image" && thumbnailType !== null;
  if (!hasThumbnail) await deleteBytes(ctx, thumbnailStorageId);
  await ctx.db.replace("files", _id, {
    ...rest,
    state: "ready",
    kind,
    contentType,
    ...(width === null ? {} : { width }),
    ...(height === null ? {} : { height }),
    ...(hasThumbnail && thumbnailStorageId !== undefined
      ? { thumbnailStorageId, thumbnailType }
      : {}),
  });
}

/** Keeps the row, so that its uploader learns why, and lets go of the bytes. */
export async function refuseUpload(
  ctx: MutationCtx,
  file: Doc<"files">,
  refusal: FileRefusal,
): Promise<void> {
  const {
    storageId,
    thumbnailStorageId,
    counted: _space,
    _id,
    _creationTime: _time,
    ...rest
  } = file;
  await giveSpaceBack(ctx, file);
  await deleteBytes(ctx, storageId);
  await deleteBytes(ctx, thumbnailStorageId);
  await ctx.db.replace("files", _id, { ...rest, state: "refused", refusal });
}

/**
 * Counts the files as used by one more message or note and gives what that keeps of them, in their
 * order: one write each. Errors: TOO_MANY_FILES, NOT_FOUND (not this person's for this room and use),
 * FILE_NOT_READY, INVALID_ARGUMENT for the same file twice.
 */
export async function attachFiles(
  ctx: MutationCtx,
  roomId: Id<"rooms">,
  uploaderId: Id<"users">,
  fileIds: string[],
  use: FileUse = "messages",
): Promise<Attachment[]> {
  if (fileIds.length > FILES_PER_MESSAGE) {
    throw appError("TOO_MANY_FILES", `A message carries at most ${FILES_PER_MESSAGE} files.`);
  }
  if (new Set(fileIds).size < fileIds.length) {
    throw appError("INVALID_ARGUMENT", "A message carries a file once.");
  }
  const attachments: Attachment[] = [];
  for (const fileId of fileIds) {
    const file = await requireOwnFile(ctx, roomId, uploaderId, fileId);
    if ((file.forNotes === true) !== (use === "notes")) throw notFound();
    if (file.state !== "ready" && file.state !== "attached") {
      throw appError("FILE_NOT_READY", "This file is not uploaded yet.");
    }
    await ctx.db.patch("files", file._id, { state: "attached", uses: file.uses + 1 });
    attachments.push(toAttachment(file));
  }
  return attachments;
}

/** What a message keeps of a file that it carries. */
export function toAttachment(file: Doc<"files">): Attachment {
  const { _id: fileId, name, size, contentType, kind, width, height } = file;
  return {
    fileId,
    name,
    size,
    contentType,
    kind,
    ...(width === undefined ? {} : { width }),
    ...(height === undefined ? {} : { height }),
    ...(file.thumbnailStorageId === undefined ? {} : { hasThumbnail: true }),
  };
}

/** One message or note less carries the file; its bytes go with the last. */
export async function releaseFile(ctx: MutationCtx, fileId: Id<"files">): Promise<void> {
  const file = await ctx.db.get("files", fileId);
  if (file === null) return;
  if (file.uses > 1) await ctx.db.patch("files", fileId, { uses: file.uses - 1 });
  else await deleteFile(ctx, file);
}

/** Removes a file and its bytes. */
export async function deleteFile(ctx: MutationCtx, file: Doc<"files">): Promise<void> {
  await deleteBytes(ctx, file.storageId);
  await deleteBytes(ctx, file.thumbnailStorageId);
  await giveSpaceBack(ctx, file);
  await ctx.db.delete("files", file._id);
}

/** Removes stored bytes, if they are there. */
export async function deleteBytes(
  ctx: MutationCtx,
  storageId: Id<"_storage"> | undefined,
): Promise<void> {
  if (storageId === undefined) return;
  if ((await ctx.db.system.get("_storage", storageId)) !== null) {
    await ctx.storage.delete(storageId);
  }
}

/** Whether a file, or the thumbnail of one, already stands on these bytes. */
export async function isStorageTaken(ctx: QueryCtx, storageId: Id<"_storage">): Promise<boolean> {
  const file = await ctx.db
    .query("files")
    .withIndex("by_storageId", (q) => q.eq("storageId", storageId))
    .first();
  if (file !== null) return true;
  const thumbnail = await ctx.db
    .query("files")
    .withIndex("by_thumbnailStorageId", (q) => q.eq("thumbnailStorageId", storageId))
    .first();
  return thumbnail !== null;
}
