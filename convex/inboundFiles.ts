/** What the fetching of attachments (model/inboundFiles.ts) asks and tells the database. */
import { v } from "convex/values";
import { vReceivedEmail } from "./email/receivedEmail";
import { internalMutation, internalQuery } from "./functions";
import { insertReadyFile } from "./model/files";
import { heldBytesLeft } from "./model/heldFiles";
import { decideInbound } from "./model/inbound";
import { isStorageFull } from "./model/storageQuota";
import { vFileKind } from "./validators";

/**
 * Where a received email would be posted or held, and as whose; null when it would be neither. How many
 * bytes of files may come along: those of held ones are bounded for the room.
 */
export const place = internalQuery({
  args: { inboundId: v.id("inboundEmails"), email: vReceivedEmail },
  returns: v.union(
    v.null(),
    v.object({
      roomId: v.id("rooms"),
      userId: v.id("users"),
      fetchAttempts: v.number(),
      heldBytesLeft: v.union(v.number(), v.null()),
    }),
  ),
  handler: async (ctx, { inboundId, email }) => {
    const inbound = await ctx.db.get("inboundEmails", inboundId);
    if (inbound?.state !== "received") return null;
    const decision = await decideInbound(ctx, inbound, email);
    const { state, room, user } = decision;
    if (state === "refused" || state === "ignored") return null;
    if (room === undefined || user === undefined) return null;
    return {
      roomId: room._id,
      userId: user._id,
      fetchAttempts: inbound.fetchAttempts,
      heldBytesLeft: state === "held" ? await heldBytesLeft(ctx, room._id) : null,
    };
  },
});

/**
 * Takes stored and checked bytes into a room, as the file of the person who emailed them. Null where
 * they have no space left: the bytes are gone then.
 */
export const register = internalMutation({
  args: {
    roomId: v.id("rooms"),
    uploaderId: v.id("users"),
    name: v.string(),
    size: v.number(),
    storageId: v.id("_storage"),
    kind: vFileKind,
    contentType: v.string(),
    width: v.union(v.number(), v.null()),
    height: v.union(v.number(), v.null()),
  },
  returns: v.union(v.id("files"), v.null()),
  handler: async (ctx, file) => {
    const uploader = await ctx.db.get("users", file.uploaderId);
    if (uploader !== null && (await isStorageFull(ctx, uploader, file.size))) {
      await ctx.storage.delete(file.storageId);
      return null;
    }
    return await insertReadyFile(ctx, file);
  },
});
