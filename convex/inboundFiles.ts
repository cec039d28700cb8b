/** What the fetching of attachments (model/inboundFiles.ts) asks and tells the database. */
import { v } from "convex/values";
import { vReceivedEmail } from "./email/receivedEmail";
import { internalMutation, internalQuery } from "./functions";
import { insertReadyFile } from "./model/files";
import { decideInbound } from "./model/inbound";
import { vFileKind } from "./validators";

/** Where a received email would be posted and as whose; null when it would not be. */
export const place = internalQuery({
  args: { inboundId: v.id("inboundEmails"), email: vReceivedEmail },
  returns: v.union(
    v.null(),
    v.object({ roomId: v.id("rooms"), userId: v.id("users"), fetchAttempts: v.number() }),
  ),
  handler: async (ctx, { inboundId, email }) => {
    const inbound = await ctx.db.get("inboundEmails", inboundId);
    if (inbound?.state !== "received") return null;
    const decision = await decideInbound(ctx, inbound, email);
    if (decision.state !== "post") return null;
    const { fetchAttempts } = inbound;
    return { roomId: decision.room._id, userId: decision.user._id, fetchAttempts };
  },
});

/** Takes stored and checked bytes into a room, as the file of the person who emailed them. */
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
  returns: v.id("files"),
  handler: async (ctx, file) => await insertReadyFile(ctx, file),
});
