/** The built-in sign-in: sessions and codes. */
import { defineTable } from "convex/server";
import { v } from "convex/values";

export const signInTables = {
  /**
   * Sign-ins by the built-in way, one per device. Never changed, since every call of its person reads
   * it: deleting it ends their open screens. Listed to that person only.
   */
  sessions: defineTable({
    userId: v.id("users"),
    /** As the browser names itself, "Firefox on Linux"; nothing relies on it. */
    device: v.string(),
    createdTime: v.number(),
  }).index("by_userId", ["userId"]),

  /**
   * How far a session's refresh token has turned. Exactly one per session; apart from it because this
   * changes every few minutes.
   */
  sessionUses: defineTable({
    sessionId: v.id("sessions"),
    /** Of the newest token given out. */
    generation: v.number(),
    usedTime: v.number(),
  })
    .index("by_sessionId", ["sessionId"])
    .index("by_usedTime", ["usedTime"]),

  /**
   * One-time codes, at most one per address, whether or not somebody has it. `codeHash` is keyed, and
   * empty until a code was mailed, which it is to active people only.
   */
  signInCodes: defineTable({
    email: v.string(),
    codeHash: v.string(),
    triesLeft: v.number(),
    expiresTime: v.number(),
    /** When codes were asked for within the hour (ms). */
    requestTimes: v.array(v.number()),
    noticeId: v.optional(v.id("notices")),
  })
    .index("by_email", ["email"])
    .index("by_expiresTime", ["expiresTime"]),
};
