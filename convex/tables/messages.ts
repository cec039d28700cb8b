/** Messages, and what hangs on one of them. */
import { defineTable } from "convex/server";
import { v } from "convex/values";
import { vAttachment, vMessageSource } from "../validators";

export const messagesTables = {
  /**
   * Entries of a room. (roomId, seq) is unique and dense; (authorId, clientMessageId) is unique for
   * ever (G2). Inserted only by model/messages.appendMessages. A deleted one keeps its row, empty.
   */
  messages: defineTable({
    roomId: v.id("rooms"),
    seq: v.number(),
    authorId: v.id("users"),
    /** When it was written (ms); order is by seq, never by time. */
    time: v.number(),
    text: v.string(),
    source: vMessageSource,
    clientMessageId: v.string(),
    /** People of the room whose tokens stand in the text, by staff only (model/mentions). */
    mentions: v.optional(v.array(v.id("users"))),
    mentionsTeam: v.optional(v.boolean()),
    deletedTime: v.optional(v.number()),
    deletedById: v.optional(v.id("users")),
    /** True when an emailed message has a trimmed rest in `trimmedTexts`. */
    trimmed: v.optional(v.boolean()),
    /** When its author last changed the text (ms); the earlier ones are in `messageEdits`. */
    editedTime: v.optional(v.number()),
    /** Which of the staff let this email in, where its sender was not known. */
    acceptedById: v.optional(v.id("users")),
    /** Of an email: who else got it and has no seat in the room (lower-case addresses), for staff. */
    copiedTo: v.optional(v.array(v.string())),
    /** The folded words of the text (model/searchTerms.ts); part of no view, gone when deleted. */
    searchText: v.optional(v.string()),
    /** The message of the same room that this one answers. It may be deleted meanwhile. */
    quotedId: v.optional(v.id("messages")),
    /** How often each emoji stands in `reactions`, in the order of first use; at most 20 kinds. */
    reactions: v.optional(v.array(v.object({ emoji: v.string(), count: v.number() }))),
    /** Set while there is a row in `pins`. */
    pinnedTime: v.optional(v.number()),
    pinnedById: v.optional(v.id("users")),
    /** R7, at most ten; each counts as one use of its file. */
    attachments: v.optional(v.array(vAttachment)),
  })
    .index("by_room_and_seq", ["roomId", "seq"])
    .index("by_time", ["time"])
    .index("by_room_and_author", ["roomId", "authorId"])
    .index("by_author_and_clientMessageId", ["authorId", "clientMessageId"])
    .searchIndex("search_text", { searchField: "searchText", filterFields: ["roomId"] }),

  /**
   * Earlier texts of an edited message, one row per edit, for staff only. Written by editMessage, at
   * most 50 a message; all of them go when the message is deleted.
   */
  messageEdits: defineTable({
    messageId: v.id("messages"),
    /** What it said before. */
    text: v.string(),
    /** When it began to say that (ms). */
    writtenTime: v.number(),
  }).index("by_messageId", ["messageId"]),

  /** What was cut off an emailed message (quotes, signature). For its author and staff only. */
  trimmedTexts: defineTable({ messageId: v.id("messages"), text: v.string() }).index(
    "by_messageId",
    ["messageId"],
  ),

  /**
   * Who put which emoji on which message; at most one row per (message, emoji, user). `roomId` and
   * `seq` repeat the message's, so that a page finds its reader's own ones in one range.
   */
  reactions: defineTable({
    roomId: v.id("rooms"),
    messageId: v.id("messages"),
    seq: v.number(),
    userId: v.id("users"),
    emoji: v.string(),
  })
    .index("by_userId", ["userId"])
    .index("by_message_and_emoji_and_user", ["messageId", "emoji", "userId"])
    .index("by_room_and_user_and_seq", ["roomId", "userId", "seq"]),

  /** The pinned messages of a room, in the order of pinning; at most 50, none of them deleted. */
  pins: defineTable({ roomId: v.id("rooms"), messageId: v.id("messages") })
    .index("by_roomId", ["roomId"])
    .index("by_messageId", ["messageId"]),
};
