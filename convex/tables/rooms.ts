/** Rooms: who sits in them, what is new in them, whose turn it is. */
import { defineTable } from "convex/server";
import { v } from "convex/values";
import { vNotify, vRoomKind, vUserKind, vWaitingState } from "../validators";

export const roomsTables = {
  /** Chat rooms. `kind` never changes (R9). The creator always holds a seat. */
  rooms: defineTable({
    name: v.string(),
    kind: vRoomKind,
    creatorId: v.id("users"),
    portalId: v.optional(v.id("portals")),
    /** Absent only in what migration 2 has not reached yet. */
    createdTime: v.optional(v.number()),
    archivedTime: v.optional(v.number()),
  })
    .index("by_creatorId", ["creatorId"])
    .index("by_portalId", ["portalId"]),

  /**
   * Seats. At most one per (room, user). Read by every room door, so deleting the row revokes open
   * screens by itself. Written by the room's creator (and by its holder for `notify`).
   * `userKind` repeats the user's, for "is there a client here?" without a join.
   */
  participants: defineTable({
    roomId: v.id("rooms"),
    userId: v.id("users"),
    userKind: vUserKind,
    /** R13: what of this room is mailed to this person; absent: all, unless `emailOff`. */
    notify: v.optional(vNotify),
    /** How seats said "off" before there was `notify`. Read until migration 1 has taken it away. */
    emailOff: v.optional(v.boolean()),
    /** Kept at the top of this person's list. */
    pinned: v.optional(v.boolean()),
  })
    .index("by_room_and_user", ["roomId", "userId"])
    .index("by_user", ["userId"])
    .index("by_room_and_kind", ["roomId", "userKind"]),

  /**
   * Seats kept for invited contacts (R3): a seat of their own at activation, nothing before. At most
   * one per (room, user), never beside a seat.
   */
  pendingSeats: defineTable({
    roomId: v.id("rooms"),
    userId: v.id("users"),
    reservedById: v.id("users"),
  })
    .index("by_room_and_user", ["roomId", "userId"])
    .index("by_user", ["userId"]),

  /** The one hot document of a room. Exactly one per room; `lastSeq` is its newest message's. */
  roomHeads: defineTable({
    roomId: v.id("rooms"),
    lastSeq: v.number(),
    lastActivityTime: v.number(),
  })
    .index("by_roomId", ["roomId"])
    .index("by_lastActivityTime", ["lastActivityTime"]),

  /**
   * Whose turn it is in a client room, by who wrote last or as staff set it. At most one per room;
   * read by staff only, so that a change of it re-runs nothing of a client's. It is written only
   * when the turn changes: a second message of the same side costs nothing.
   */
  roomWaits: defineTable({
    roomId: v.id("rooms"),
    state: vWaitingState,
    /** Since when (ms): the first message that nobody of the other side has answered. */
    sinceTime: v.number(),
    /** How long the latest first replies of the team took, newest last. */
    firstReplies: v.array(
      v.object({
        time: v.number(),
        /** Within the firm's waiting hours (ms). */
        waitedMs: v.number(),
      }),
    ),
  })
    .index("by_roomId", ["roomId"])
    .index("by_state_and_sinceTime", ["state", "sinceTime"]),

  /** Who writes a message, until when (ms). At most one row per (room, user); by typing.signal only. */
  typing: defineTable({
    roomId: v.id("rooms"),
    userId: v.id("users"),
    userKind: vUserKind,
    endTime: v.number(),
  })
    .index("by_room_and_user", ["roomId", "userId"])
    .index("by_room_and_kind_and_endTime", ["roomId", "userKind", "endTime"]),
};
