/**
 * Files (R7): asked for, uploaded to storage, claimed, checked by their bytes, then carried by a
 * message. They are read through `GET /files/…` (downloads.ts) and in no other way (G10).
 */
import { paginationOptsValidator } from "convex/server";
import { type Infer, v } from "convex/values";
import { internal } from "./_generated/api";
import type { Doc, Id } from "./_generated/dataModel";
import type { MutationCtx } from "./_generated/server";
import { appError } from "./errors";
import { roomMutation, roomNotesMutation, roomQuery } from "./functions";
import {
  type FileUse,
  THUMBNAIL_MAX_BYTES,
  deleteBytes,
  deleteFile,
  insertUpload,
  isStorageTaken,
  refuseUpload,
  requireBearableSize,
  requireOwnFile,
  requireReadableFile,
  sizeRefusal,
  toAttachment,
} from "./model/files";
import { requireFirm } from "./model/firm";
import { bounded, vPaginated } from "./model/pagination";
import { canPost, canWriteNote } from "./model/permissions";
import { requireWithinRate } from "./model/rateLimits";
import { requireAllowed, roomFacts } from "./model/rooms";
import { giveSpaceBack, isStorageFull, takeSpace } from "./model/storageQuota";
import { newToken } from "./model/tokens";
import { toRoomFileView, vRoomFileView } from "./model/roomFiles";
import { userLookup } from "./model/users";
import { toAttachmentView, vAttachmentView } from "./model/views";
import { vFileRefusal, vFileState } from "./validators";

/** A download link works that long (ms): it is clicked at once. */
const TICKET_MS = 60 * 1000;

/** Where the bytes of an announced file and its thumbnail go. */
const vUploadOffer = v.object({
  fileId: v.id("files"),
  uploadUrl: v.string(),
  thumbnailUploadUrl: v.string(),
});

/**
 * Row 12: announces a file (`size` in bytes) and gives two addresses to POST its bytes and its
 * thumbnail to, within an hour. Errors: NOT_FOUND, FORBIDDEN, ROOM_ARCHIVED, FILE_EMPTY,
 * FILE_TOO_LARGE, INVALID_ARGUMENT, RATE_LIMITED, STORAGE_LIMIT (clients).
 */
export const requestUpload = roomMutation({
  args: { name: v.string(), size: v.number() },
  returns: vUploadOffer,
  handler: async (ctx, { name, size }) => {
    requireAllowed(canPost(ctx.viewer, roomFacts(ctx.room)));
    requireBearableSize(size);
    await requireWithinRate(ctx, "upload", ctx.viewer._id);
    if (ctx.viewer.kind === "client") {
      await requireWithinRate(ctx, "clientUpload", ctx.viewer._id);
    }
    return await offerUpload(ctx, { name, size }, "messages");
  },
});

/**
 * Row 28: as requestUpload, for a file of the room's notes: no message can carry it, no client gets it.
 * Errors: as requestUpload, NOTES_NOT_HERE.
 */
export const requestNoteUpload = roomNotesMutation({
  args: { name: v.string(), size: v.number() },
  returns: vUploadOffer,
  handler: async (ctx, { name, size }) => {
    requireAllowed(canWriteNote(roomFacts(ctx.room)));
    requireBearableSize(size);
    await requireWithinRate(ctx, "upload", ctx.viewer._id);
    return await offerUpload(ctx, { name, size }, "notes");
  },
});

async function offerUpload(
  ctx: MutationCtx & { viewer: Doc<"users">; room: Doc<"rooms"> },
  about: { name: string; size: number },
  use: FileUse,
): Promise<Infer<typeof vUploadOffer>> {
  const space = await takeSpace(ctx, ctx.viewer, about.size);
  const upload = { roomId: ctx.room._id, uploaderId: ctx.viewer._id, ...about, ...space };
  return {
    fileId: await insertUpload(ctx, upload, use),
    uploadUrl: await ctx.storage.generateUploadUrl(),
    thumbnailUploadUrl: await ctx.storage.generateUploadUrl(),
  };
}

/**
 * Row 12: says where storage put the bytes; the check of them starts, and `upload` tells its outcome.
 * Bytes that are gone or already another file's make a refused file (FILE_MISSING), whoever stored
 * them; so do more bytes than were announced and have space (STORAGE_LIMIT). Again with the same id starts a check again that got lost. Errors: NOT_FOUND, FORBIDDEN,
 * ROOM_ARCHIVED, INVALID_ARGUMENT (a file that is past this).
 */
export const claim = roomMutation({
  args: {
    fileId: v.string(),
    storageId: v.string(),
    thumbnailStorageId: v.union(v.string(), v.null()),
  },
  returns: v.null(),
  handler: async (ctx, args) => {
    requireAllowed(canPost(ctx.viewer, roomFacts(ctx.room)));
    const file = await requireOwnFile(ctx, ctx.room._id, ctx.viewer._id, args.fileId);
    const storageId = ctx.db.system.normalizeId("_storage", args.storageId);
    const isRepeated = file.state === "checking" && file.storageId === storageId;
    if (file.state !== "uploading" && !isRepeated) {
      throw appError("INVALID_ARGUMENT", "This upload is already settled.");
    }
    if (!isRepeated) await bindBytes(ctx, file, storageId, args.thumbnailStorageId);
    return null;
  },
});

async function bindBytes(
  ctx: MutationCtx & { viewer: Doc<"users"> },
  file: Doc<"files">,
  storageId: Id<"_storage"> | null,
  thumbnailIdText: string | null,
): Promise<void> {
  const stored = storageId === null ? null : await ctx.db.system.get("_storage", storageId);
  if (storageId === null || stored === null || (await isStorageTaken(ctx, storageId))) {
    await refuseUpload(ctx, file, "FILE_MISSING");
    return;
  }
  const thumbnail = await freeThumbnail(ctx, thumbnailIdText, storageId);
  const bytes = stored.size + (thumbnail?.size ?? 0);
  const more = bytes - (file.counted?.bytes ?? 0);
  const isFull = await isStorageFull(ctx, ctx.viewer, more);
  const refusal = sizeRefusal(stored.size) ?? (isFull ? "STORAGE_LIMIT" : null);
  if (refusal !== null) {
    await deleteBytes(ctx, thumbnail?._id);
    await refuseUpload(ctx, { ...file, size: stored.size, storageId }, refusal);
    return;
  }
  await giveSpaceBack(ctx, file);
  await ctx.db.patch("files", file._id, {
    ...(await takeSpace(ctx, ctx.viewer, bytes)),
    state: "checking",
    size: stored.size,
    storageId,
    ...(thumbnail === null ? {} : { thumbnailStorageId: thumbnail._id }),
  });
  await ctx.scheduler.runAfter(0, internal.fileChecks.check, { fileId: file._id });
}

/** A thumbnail is a nicety: an odd one is left to the sweep. */
async function freeThumbnail(
  ctx: MutationCtx,
  idText: string | null,
  storageId: Id<"_storage">,
): Promise<{ _id: Id<"_storage">; size: number } | null> {
  const id = idText === null ? null : ctx.db.system.normalizeId("_storage", idText);
  if (id === null || id === storageId) return null;
  const stored = await ctx.db.system.get("_storage", id);
  if (stored === null || stored.size > THUMBNAIL_MAX_BYTES) return null;
  return (await isStorageTaken(ctx, id)) ? null : stored;
}

/** How far one's own upload is; `file` is there once it may be sent. Error: NOT_FOUND. */
export const upload = roomQuery({
  args: { fileId: v.string() },
  returns: v.object({
    state: vFileState,
    refusal: v.union(vFileRefusal, v.null()),
    file: v.union(vAttachmentView, v.null()),
  }),
  handler: async (ctx, args) => {
    const file = await requireOwnFile(ctx, ctx.room._id, ctx.viewer._id, args.fileId);
    const isSendable = file.state === "ready" || file.state === "attached";
    return {
      state: file.state,
      refusal: file.refusal ?? null,
      file: isSendable ? toAttachmentView(toAttachment(file)) : null,
    };
  },
});

/** Gives up an upload of one's own that no message carries. Errors: NOT_FOUND. */
export const discard = roomMutation({
  args: { fileId: v.string() },
  returns: v.null(),
  handler: async (ctx, args) => {
    const file = await requireOwnFile(ctx, ctx.room._id, ctx.viewer._id, args.fileId);
    if (file.uses === 0) await deleteFile(ctx, file);
    return null;
  },
});

/** Row 10: a token for a link to this file, for this person, for a minute. Errors: NOT_FOUND, RATE_LIMITED. */
export const issueTicket = roomMutation({
  args: { fileId: v.string() },
  returns: v.string(),
  handler: async (ctx, args) => {
    const file = await requireReadableFile(ctx, ctx.room._id, ctx.viewer, args.fileId);
    await requireWithinRate(ctx, "ticket", ctx.viewer._id);
    const token = newToken();
    await ctx.db.insert("fileTickets", {
      token,
      userId: ctx.viewer._id,
      fileId: file._id,
      expiresTime: Date.now() + TICKET_MS,
    });
    return token;
  },
});

/**
 * Row 10: the files that messages of the room carry, newest first, each with the author who sent it.
 * Uploads that nobody has sent are in nobody's list, nor are files of notes. Error: NOT_FOUND.
 */
export const listInRoom = roomQuery({
  args: { paginationOpts: paginationOptsValidator },
  returns: vPaginated(vRoomFileView),
  handler: async (ctx, { paginationOpts }) => {
    const result = await ctx.db
      .query("files")
      .withIndex("by_room_and_forNotes_and_state", (q) =>
        // Those of notes lie in a range of their own, so that they re-run nothing here (G8).
        q.eq("roomId", ctx.room._id).eq("forNotes", undefined).eq("state", "attached"),
      )
      .order("desc")
      .paginate(bounded(paginationOpts));
    const firm = await requireFirm(ctx);
    const getUser = userLookup(ctx);
    const page = [];
    for (const file of result.page) {
      const author = await getUser(file.uploaderId);
      page.push(toRoomFileView(file, { reader: ctx.viewer, author, firm }));
    }
    return { ...result, page };
  },
});
