/** The check of uploaded bytes: an action, since only actions read them. */
import { v } from "convex/values";
import { internal } from "./_generated/api";
import { internalAction, internalMutation, internalQuery } from "./functions";
import { refuseUpload, settleUpload } from "./model/files";
import { fileFacts, HEAD_BYTES } from "./model/fileTypes";
import { vFileKind } from "./validators";

const THUMBNAIL_LARGEST_SIDE = 800;

/** Reads the head of a claimed upload and settles what it is. Nothing when it is gone or settled. */
export const check = internalAction({
  args: { fileId: v.id("files") },
  returns: v.null(),
  handler: async (ctx, { fileId }) => {
    const bytes = await ctx.runQuery(internal.fileChecks.bytesToCheck, { fileId });
    if (bytes === null) return null;
    const blob = await ctx.storage.get(bytes.storageId);
    const facts = blob === null ? null : await fileFacts(await headOf(blob));
    const { thumbnailStorageId } = bytes;
    const thumbnail =
      thumbnailStorageId === null ? null : await ctx.storage.get(thumbnailStorageId);
    const thumbnailType = thumbnail === null ? null : await thumbnailTypeOf(thumbnail);
    await ctx.runMutation(internal.fileChecks.settle, { fileId, facts, thumbnailType });
    return null;
  },
});

async function headOf(blob: Blob): Promise<Uint8Array> {
  return new Uint8Array(await blob.slice(0, HEAD_BYTES).arrayBuffer());
}

/** Null for bytes that are no small picture. */
async function thumbnailTypeOf(blob: Blob): Promise<string | null> {
  const { kind, contentType, width, height } = await fileFacts(await headOf(blob));
  const isSmall = Math.max(width ?? 0, height ?? 0) <= THUMBNAIL_LARGEST_SIDE;
  return kind === "image" && isSmall ? contentType : null;
}

/** Where the bytes of an upload lie that is being checked; null for any other. */
export const bytesToCheck = internalQuery({
  args: { fileId: v.id("files") },
  returns: v.union(
    v.null(),
    v.object({
      storageId: v.id("_storage"),
      thumbnailStorageId: v.union(v.id("_storage"), v.null()),
    }),
  ),
  handler: async (ctx, { fileId }) => {
    const file = await ctx.db.get("files", fileId);
    if (file?.state !== "checking" || file.storageId === undefined) return null;
    return { storageId: file.storageId, thumbnailStorageId: file.thumbnailStorageId ?? null };
  },
});

/** Records what the check found; `facts` is null when the bytes were gone. */
export const settle = internalMutation({
  args: {
    fileId: v.id("files"),
    facts: v.union(
      v.null(),
      v.object({
        kind: vFileKind,
        contentType: v.string(),
        width: v.union(v.number(), v.null()),
        height: v.union(v.number(), v.null()),
      }),
    ),
    thumbnailType: v.union(v.string(), v.null()),
  },
  returns: v.null(),
  handler: async (ctx, { fileId, facts, thumbnailType }) => {
    const file = await ctx.db.get("files", fileId);
    if (file?.state !== "checking") return null;
    if (facts === null) await refuseUpload(ctx, file, "FILE_MISSING");
    else await settleUpload(ctx, file, { ...facts, thumbnailType });
    return null;
  },
});
