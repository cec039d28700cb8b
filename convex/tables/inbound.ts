/** Email that comes in. */
import { defineTable } from "convex/server";
import { v } from "convex/values";
import { vAuthentication, vInboundState } from "../validators";

export const inboundTables = {
  /** Opaque addresses bound to (person, room); revoked when the person leaves the room. */
  replyAddresses: defineTable({
    token: v.string(),
    userId: v.id("users"),
    roomId: v.id("rooms"),
    revokedTime: v.optional(v.number()),
  })
    .index("by_token", ["token"])
    .index("by_user_and_room", ["userId", "roomId"]),

  /**
   * Received emails, stored before anything is decided. Unique by webhook id, by the provider's email
   * id, and by (Message-ID, reply address). Rows are never deleted, so that an email is not posted
   * twice; one that was forgotten (model/forgetEmails.ts) keeps the ids and the outcome alone.
   */
  inboundEmails: defineTable({
    webhookId: v.string(),
    emailId: v.string(),
    /** The provider's event, as received. */
    event: v.string(),
    state: vInboundState,
    reason: v.optional(v.string()),
    fetchAttempts: v.number(),
    /** When a fetch that never reported back is made again (ms). */
    nextFetchTime: v.number(),
    messageIdHeader: v.optional(v.string()),
    replyToken: v.optional(v.string()),
    from: v.optional(v.string()),
    subject: v.optional(v.string()),
    /** Of held ones: what speaks for the sender, beside the address. */
    authentication: v.optional(vAuthentication),
    /** Who accepted or rejected a held one. */
    settledById: v.optional(v.id("users")),
    userId: v.optional(v.id("users")),
    roomId: v.optional(v.id("rooms")),
    messageId: v.optional(v.id("messages")),
    /** When everything that it said went (ms). */
    forgottenTime: v.optional(v.number()),
  })
    .index("by_webhookId", ["webhookId"])
    .index("by_emailId", ["emailId"])
    .index("by_messageIdHeader_and_replyToken_and_from", ["messageIdHeader", "replyToken", "from"])
    .index("by_state_and_nextFetchTime", ["state", "nextFetchTime"])
    .index("by_forgottenTime", ["forgottenTime"])
    // eslint-disable-next-line @convex-dev/no-duplicate-indexes -- in the order of arrival, for lists
    .index("by_state", ["state"]),

  /**
   * What held emails say, apart from their rows: lists of them stay small. One per held email, gone
   * once it is accepted (it is a message then) or rejected.
   */
  heldTexts: defineTable({
    inboundId: v.id("inboundEmails"),
    /** What would be posted; empty when only quotes or a signature came. */
    text: v.string(),
    /** What was trimmed off. */
    elided: v.string(),
    /** Who else got the email, as a message knows it. */
    copiedTo: v.optional(v.array(v.string())),
    /** What it carries: files in state `held`, at most ten; one may be gone after its time. */
    files: v.optional(
      v.array(v.object({ fileId: v.id("files"), name: v.string(), size: v.number() })),
    ),
  }).index("by_inboundId", ["inboundId"]),

  /** Webhook deliveries already seen (provider events other than received emails). Never deleted. */
  webhookDeliveries: defineTable({ webhookId: v.string() }).index("by_webhookId", ["webhookId"]),
};
