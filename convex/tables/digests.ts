/** Email that goes out: digests, notices, and what settles who gets them. */
import { defineTable } from "convex/server";
import { v } from "convex/values";
import { vDelivery, vDigestState, vEmail } from "../validators";

export const digestsTables = {
  /**
   * How far a person has been mailed a room: no message at or below `seq` is mailed to them (G5).
   * Raised when they take a seat or un-mute the room (old messages are not news) and when a digest
   * is frozen.
   */
  mailedPositions: defineTable({
    roomId: v.id("rooms"),
    userId: v.id("users"),
    seq: v.number(),
    /** Settled without an email (by joining, by un-muting): the position never falls below this. */
    floorSeq: v.optional(v.number()),
  }).index("by_user_and_room", ["userId", "roomId"]),

  /**
   * Rooms with messages that the digest has not yet settled for every seat. At most one row a room;
   * put by postMessage, taken away by the sweep. Keeps the sweep's work proportional to what happened.
   */
  undigestedRooms: defineTable({ roomId: v.id("rooms") }).index("by_roomId", ["roomId"]),

  /**
   * The outbox. At most one queued and one frozen row per (user, room). A frozen row's `email` never
   * changes; `digest/<_id>` is its idempotency key at the provider.
   */
  digests: defineTable({
    userId: v.id("users"),
    roomId: v.id("rooms"),
    state: vDigestState,
    /** "Send now": messages younger than the settling age are taken too. */
    ignoreAge: v.boolean(),
    /** Not attempted before (ms). */
    nextAttemptTime: v.number(),
    attempts: v.number(),
    /** An attempt had no clear answer: the provider may have taken it, so it stays as it is. */
    inDoubt: v.boolean(),
    /** The mailed position before this digest was frozen, to go back to when it is surely not sent. */
    fromSeq: v.optional(v.number()),
    /** The newest message in it. */
    toSeq: v.optional(v.number()),
    /** What of these its reader's level let through: messages after this time (ms), only mentions. */
    sinceTime: v.optional(v.number()),
    mentionsOnly: v.optional(v.boolean()),
    email: v.optional(vEmail),
    frozenTime: v.optional(v.number()),
    sentTime: v.optional(v.number()),
    providerId: v.optional(v.string()),
    /** The Message-ID that the provider gave, in angle brackets. */
    messageId: v.optional(v.string()),
    delivery: v.optional(vDelivery),
    /** Why it failed or was cancelled. */
    reason: v.optional(v.string()),
  })
    .index("by_state_and_nextAttemptTime", ["state", "nextAttemptTime"])
    .index("by_user_and_room_and_state", ["userId", "roomId", "state"])
    .index("by_user_and_state", ["userId", "state"])
    .index("by_user_and_room_and_toSeq", ["userId", "roomId", "toSeq"])
    .index("by_providerId", ["providerId"])
    .index("by_messageId", ["messageId"]),

  /**
   * Emails that are not digests: invitations, explanations. Sent under the key `notice/<_id>`, not
   * covered by mute. The email's text goes when it is sent (an invitation's token is in it).
   */
  notices: defineTable({
    state: v.union(v.literal("queued"), v.literal("sent"), v.literal("failed")),
    email: v.optional(vEmail),
    /** Nothing is sent for an invitation that was answered or revoked meanwhile. */
    invitationId: v.optional(v.id("invitations")),
    /** Whom it tells why their reply was not posted: at most one a day. */
    explainedUserId: v.optional(v.id("users")),
    createdTime: v.number(),
    nextAttemptTime: v.number(),
    attempts: v.number(),
    /** Worth nothing afterwards (ms), so not sent then: a sign-in code. */
    expiresTime: v.optional(v.number()),
    sentTime: v.optional(v.number()),
    delivery: v.optional(vDelivery),
    reason: v.optional(v.string()),
  })
    .index("by_state_and_nextAttemptTime", ["state", "nextAttemptTime"])
    .index("by_explainedUserId_and_createdTime", ["explainedUserId", "createdTime"]),

  /** Whose turn it is to send: one sender at a time, whatever started it. At most one document. */
  digestSender: defineTable({
    /** Until then somebody is sending (ms); a crashed sender's lease runs out by itself. */
    leaseEndTime: v.number(),
    /** Until then nothing is attempted: the provider refused or did not answer. */
    pauseEndTime: v.number(),
  }),

  /** Opaque tokens of the unsubscribe links, bound to (person, room). They open nothing else. */
  unsubscribeTokens: defineTable({
    token: v.string(),
    userId: v.id("users"),
    roomId: v.id("rooms"),
  })
    .index("by_token", ["token"])
    .index("by_user_and_room", ["userId", "roomId"]),
};
