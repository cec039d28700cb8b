/** The notes of client rooms, apart from everything that a client reads (G8). */
import { defineTable } from "convex/server";
import { v } from "convex/values";
import { vAttachment } from "../validators";

export const notesTables = {
  /**
   * Staff-only entries of client rooms (rows 27, 28). (roomId, seq) is unique and dense, a sequence of
   * its own beside the messages'; (authorId, clientNoteId) is unique for ever. Written by
   * model/notes.ts, read behind the doors for notes only: no query of a client comes near them, so a
   * note re-runs nothing of theirs (G8). A deleted one keeps its row, empty.
   */
  notes: defineTable({
    roomId: v.id("rooms"),
    seq: v.number(),
    authorId: v.id("users"),
    /** When it was written (ms). */
    time: v.number(),
    text: v.string(),
    clientNoteId: v.string(),
    editedTime: v.optional(v.number()),
    deletedTime: v.optional(v.number()),
    deletedById: v.optional(v.id("users")),
    /** As a message's; gone when deleted. An index of their own, which no client's search asks. */
    searchText: v.optional(v.string()),
    /** At most ten; each counts as one use of its file, which has `forNotes`. */
    attachments: v.optional(v.array(vAttachment)),
  })
    .index("by_room_and_seq", ["roomId", "seq"])
    .index("by_time", ["time"])
    .index("by_author_and_clientNoteId", ["authorId", "clientNoteId"])
    .searchIndex("search_text", { searchField: "searchText", filterFields: ["roomId"] }),

  /** The hot document of a room's notes; none before the first. Apart from roomHeads, for G8. */
  noteHeads: defineTable({
    roomId: v.id("rooms"),
    lastSeq: v.number(),
    lastActivityTime: v.number(),
  }).index("by_roomId", ["roomId"]),

  /** How far a staff participant has read a room's notes. Never falls; absent means nothing read. */
  noteReadPositions: defineTable({
    roomId: v.id("rooms"),
    userId: v.id("users"),
    seq: v.number(),
  }).index("by_user_and_room", ["userId", "roomId"]),
};
