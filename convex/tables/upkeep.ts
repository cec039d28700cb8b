/** What keeps the data itself in order. */
import { defineTable } from "convex/server";
import { v } from "convex/values";
import { vRemoved, vUserKind } from "../validators";

export const upkeepTables = {
  /**
   * How far each migration has come, one row each; written by model/migrations.ts. The rows are the
   * version of the data: one with a name that this version of the code does not know is of a newer.
   */
  migrations: defineTable({
    name: v.string(),
    cursor: v.union(v.string(), v.null()),
    /** Documents looked at so far. */
    looked: v.number(),
    isDone: v.boolean(),
  }).index("by_name", ["name"]),

  /**
   * The firm's rule of how long messages are kept; at most one document, none while they are kept for
   * ever. Apart from `firm`, which every client's list reads. Written by owner and admins.
   */
  retention: defineTable({
    months: v.number(),
    setById: v.id("users"),
    setTime: v.number(),
  }),

  /**
   * Erasures of people and how far each is; written by model/erasures.ts, read by owner and admins. Says
   * whose by id alone; `addresses` are what is still looked for, and empty once it is done.
   */
  erasures: defineTable({
    userId: v.id("users"),
    actorId: v.id("users"),
    kind: vUserKind,
    deletesMessages: v.boolean(),
    successorId: v.optional(v.id("users")),
    addresses: v.array(v.string()),
    /** Counts up at each step, so that of two chains of steps one stops. */
    step: v.number(),
    /** Which of the stages is under way, and where in it. */
    stage: v.number(),
    cursor: v.union(v.string(), v.null()),
    /** Documents looked at so far. */
    looked: v.number(),
    startedTime: v.number(),
    finishedTime: v.optional(v.number()),
  }).index("by_finishedTime", ["finishedTime"]),

  /** The latest run of that rule; at most one document, written by model/retentionRun.ts. */
  retentionRuns: defineTable({
    startedTime: v.number(),
    finishedTime: v.optional(v.number()),
    /** What was written before (ms) goes. */
    beforeTime: v.number(),
    removed: vRemoved,
  }),

  /**
   * Rooms that have lost messages to the rule: those before `beforeTime` (ms). At most one per room;
   * says nothing of notes, since clients read it (G8).
   */
  removals: defineTable({ roomId: v.id("rooms"), beforeTime: v.number() }).index("by_roomId", [
    "roomId",
  ]),
};
