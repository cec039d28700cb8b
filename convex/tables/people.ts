/** People, and how they come to be in a portal or in the team. */
import { defineTable } from "convex/server";
import { v } from "convex/values";
import {
  vDelivery,
  vInvitationState,
  vLanguage,
  vMailSchedule,
  vStaffRole,
  vUserKind,
  vUserState,
} from "../validators";

export const peopleTables = {
  /**
   * People. Staff have a role and no portal; clients have a portal and no role. The email address
   * is kept lower-case. The sign-in is `tokenIdentifier` (issuer|subject) with Clerk and in the demo, and a
   * row of `sessions` with the built-in way; never the address by itself.
   */
  users: defineTable({
    kind: vUserKind,
    role: v.optional(vStaffRole),
    portalId: v.optional(v.id("portals")),
    name: v.string(),
    email: v.string(),
    /** The `key` of their row in `avatars`: views have it without reading more. */
    avatar: v.optional(v.string()),
    state: vUserState,
    tokenIdentifier: v.optional(v.string()),
    /** The newest change at Clerk that was applied (ms); older ones come late and don't count. */
    clerkTime: v.optional(v.number()),
    /** IANA name. */
    timeZone: v.optional(v.string()),
    /** Of the emails to them; absent means English. */
    language: v.optional(vLanguage),
    /** When email may go to them; absent means every 30 minutes. */
    mailSchedule: v.optional(vMailSchedule),
    /** R13: "mute all email". */
    emailMuted: v.boolean(),
    /** When all email was last switched on again (ms): nothing older is ever mailed. */
    emailSinceTime: v.optional(v.number()),
    /** Why mail to the address stopped: a permanent bounce or a complaint. */
    emailStopped: v.optional(vDelivery),
    /** Since when (ms), and what the provider said of it. */
    emailStoppedTime: v.optional(v.number()),
    emailStoppedReason: v.optional(v.string()),
    /**
     * When the person was erased (ms): a neutral name, no address, no portal or role, suspended for
     * ever. The row stays for what they wrote.
     */
    erasedTime: v.optional(v.number()),
  })
    .index("by_tokenIdentifier", ["tokenIdentifier"])
    .index("by_email", ["email"])
    .index("by_kind_and_name", ["kind", "name"])
    .index("by_portalId", ["portalId"])
    .index("by_role_and_state", ["role", "state"])
    .index("by_emailStoppedTime", ["emailStoppedTime"])
    .searchIndex("search_name", { searchField: "name" }),

  /**
   * Pictures of people, at most one each, small enough to be a document: a change takes the old bytes
   * away in its own transaction. Written by their person (model/avatars.ts), read by `GET /avatars/…`.
   */
  avatars: defineTable({
    userId: v.id("users"),
    /** Names these very bytes in addresses; random, another at each change, no proof of anything. */
    key: v.string(),
    contentType: v.string(),
    /** At most 64 KiB. */
    bytes: v.bytes(),
  })
    .index("by_key", ["key"])
    .index("by_userId", ["userId"]),

  /** One client company's area. Written by staff; its name is shown to staff and to its contacts. */
  portals: defineTable({ name: v.string() })
    .index("by_name", ["name"])
    .searchIndex("search_name", { searchField: "name" }),

  /**
   * Invitations to a portal or to the team. The token is only in the email; here is its SHA-256. Each
   * belongs to a user in state `invited`, whose account it activates once.
   */
  invitations: defineTable({
    userId: v.id("users"),
    invitedById: v.id("users"),
    tokenHash: v.string(),
    /** `expired` is never stored: a pending one past its time is. */
    state: vInvitationState,
    sentTime: v.number(),
    expiresTime: v.number(),
    /** When the page behind the link was first looked at (ms). */
    openedTime: v.optional(v.number()),
    /** Its twin at Clerk, where that is asked to let the address sign up. */
    clerkId: v.optional(v.string()),
    noticeId: v.optional(v.id("notices")),
  })
    .index("by_tokenHash", ["tokenHash"])
    .index("by_userId", ["userId"]),

  /**
   * Further addresses from which a person's replies are taken, beside the one of their account; put by
   * staff who accepted an email. For replies only: nobody signs in with them, nothing is sent to them
   * unasked. Two people may share one: the reply address names the person.
   */
  userAddresses: defineTable({
    userId: v.id("users"),
    /** Lower-case. */
    address: v.string(),
    addedById: v.id("users"),
  }).index("by_user_and_address", ["userId", "address"]),

  /** When a person last had the app on screen (ms). At most one row each; read for staff only. */
  presences: defineTable({ userId: v.id("users"), seenTime: v.number() }).index("by_userId", [
    "userId",
  ]),
};
