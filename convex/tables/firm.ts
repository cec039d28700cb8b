/** The firm, its record of deeds, and how fast its people may go. */
import { defineTable } from "convex/server";
import { v } from "convex/values";
import { vWaitingHours } from "../validators";

export const firmTables = {
  /** The business that runs this deployment. Exactly one document once it is set up. */
  firm: defineTable({
    name: v.string(),
    /** "#rrggbb" */
    accentColor: v.string(),
    /** IANA name; the zone of everybody without one of their own. */
    timeZone: v.string(),
    /** On: clients see every staff author as the firm, in the app and in email. */
    studioIdentity: v.boolean(),
    /** A small data: URI (PNG or WebP). */
    logo: v.optional(v.string()),
    waitingHours: v.optional(vWaitingHours),
  }),

  /** Who did what to whom, and when (_creationTime). Append only; read by owner and admins. */
  auditEvents: defineTable({
    actorId: v.id("users"),
    action: v.string(),
    roomId: v.optional(v.id("rooms")),
    userId: v.optional(v.id("users")),
    detail: v.optional(v.string()),
  }).index("by_roomId", ["roomId"]),

  /** Token buckets per person and kind of deed (G12): `value` were left at `ts` (ms). */
  rateLimits: defineTable({
    name: v.string(),
    key: v.optional(v.string()),
    value: v.number(),
    ts: v.number(),
  }).index("name", ["name", "key"]),
};
