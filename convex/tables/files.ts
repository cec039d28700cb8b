/** Files, and the ways to their bytes. */
import { defineTable } from "convex/server";
import { v } from "convex/values";
import { vFileKind, vFileRefusal, vFileState } from "../validators";

/** Whose bytes are counted: a client's, and their portal's. */
const vStorageOwner = v.union(v.id("users"), v.id("portals"));

export const filesTables = {
  /**
   * Files and their uploads, bound to uploader and room, and to its messages or its notes, before any
   * byte arrives. `uses` is the number of messages or notes that carry it; the bytes go with the last one. `storageId` and what the bytes say of
   * themselves are there from `ready` on. Files that no message carries are swept after a day.
   */
  files: defineTable({
    roomId: v.id("rooms"),
    uploaderId: v.id("users"),
    state: vFileState,
    name: v.string(),
    /** bytes */
    size: v.number(),
    /** Read from the bytes, never what the sender says. */
    contentType: v.string(),
    kind: vFileKind,
    width: v.optional(v.number()),
    height: v.optional(v.number()),
    storageId: v.optional(v.id("_storage")),
    thumbnailStorageId: v.optional(v.id("_storage")),
    thumbnailType: v.optional(v.string()),
    refusal: v.optional(vFileRefusal),
    /** For the room's notes: no client gets it (row 27), no message carries it. */
    forNotes: v.optional(v.literal(true)),
    /** What it counts in `storageUses` and for whom: a client's alone. Gone with the bytes. */
    counted: v.optional(v.object({ bytes: v.number(), owners: v.array(vStorageOwner) })),
    uses: v.number(),
    createdTime: v.number(),
  })
    .index("by_room_and_forNotes_and_state", ["roomId", "forNotes", "state"])
    .index("by_state_and_createdTime", ["state", "createdTime"])
    .index("by_storageId", ["storageId"])
    .index("by_thumbnailStorageId", ["thumbnailStorageId"]),

  /**
   * How many bytes the files of a client, and of all clients of a portal, have or were announced with
   * (model/storageQuota.ts). At most one row each, none at zero; only uploads of that portal write it.
   */
  storageUses: defineTable({ owner: vStorageOwner, bytes: v.number() }).index("by_owner", [
    "owner",
  ]),

  /** Download links for one person and one file that work for a minute; swept when they are over. */
  fileTickets: defineTable({
    token: v.string(),
    userId: v.id("users"),
    fileId: v.id("files"),
    expiresTime: v.number(),
  })
    .index("by_token", ["token"])
    .index("by_expiresTime", ["expiresTime"]),

  /**
   * How far the sweep has looked through the stored bytes for some that no file names. At most one
   * document; what was stored before `throughTime` and stayed is a file's.
   */
  storageSweeps: defineTable({ throughTime: v.number() }),
};
