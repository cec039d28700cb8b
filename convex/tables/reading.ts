/** Who has read and confirmed what. */
import { defineTable } from "convex/server";
import { v } from "convex/values";

export const readingTables = {
  /**
   * How far a person has read a room. Never falls, never above the head's lastSeq, kept when the
   * seat goes (someone added again has read what they had read). Absent means nothing read.
   */
  readPositions: defineTable({
    roomId: v.id("rooms"),
    userId: v.id("users"),
    seq: v.number(),
    readTime: v.number(),
    /** "Mark unread from here": badges count from this seq on. Email does not look at it. */
    unreadFromSeq: v.optional(v.number()),
  }).index("by_user_and_room", ["userId", "roomId"]),

  /**
   * Each rise of a read position, with its time; for receipts alone (row 29). Append only, one row for
   * each time that somebody has read on.
   */
  readEvents: defineTable({
    roomId: v.id("rooms"),
    userId: v.id("users"),
    seq: v.number(),
    time: v.number(),
    /** On screen, or by answering the email that held it. */
    via: v.union(v.literal("app"), v.literal("email")),
  }).index("by_user_and_room_and_seq", ["userId", "roomId", "seq"]),

  /** Announcements whose readers are asked to confirm them. At most one per message; gone with it. */
  confirmationRequests: defineTable({
    roomId: v.id("rooms"),
    messageId: v.id("messages"),
    seq: v.number(),
  })
    .index("by_messageId", ["messageId"])
    .index("by_room_and_seq", ["roomId", "seq"]),

  /** Who has confirmed an announcement, and when (_creationTime). At most one per (message, person). */
  confirmations: defineTable({
    messageId: v.id("messages"),
    userId: v.id("users"),
  })
    .index("by_message_and_user", ["messageId", "userId"])
    .index("by_userId", ["userId"]),
};
