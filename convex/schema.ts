/**
 * The tables. Above each: what it is for, who writes it, who reads it, what always holds.
 * What changes at different rates lives apart, so that a read position re-runs nobody's message
 * list and a message re-runs nobody's participant list.
 */
import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";
import {
  vAuthentication,
  vAttachment,
  vDelivery,
  vDigestState,
  vEmail,
  vFileKind,
  vFileRefusal,
  vFileState,
  vInboundState,
  vLanguage,
  vMailSchedule,
  vMessageSource,
  vNotify,
  vRoomKind,
  vSearchWish,
  vStaffRole,
  vUserKind,
  vUserState,
  vWaitingHours,
  vWaitingState,
  vInvitationState,
} from "./validators";

export default defineSchema({
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
  })
    .index("by_tokenIdentifier", ["tokenIdentifier"])
    .index("by_email", ["email"])
    .index("by_kind_and_name", ["kind", "name"])
    .index("by_portalId", ["portalId"])
    .index("by_role_and_state", ["role", "state"])
    .index("by_emailStoppedTime", ["emailStoppedTime"])
    .searchIndex("search_name", { searchField: "name" }),

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

  /** Chat rooms. `kind` never changes (R9). The creator always holds a seat. */
  rooms: defineTable({
    name: v.string(),
    kind: vRoomKind,
    creatorId: v.id("users"),
    portalId: v.optional(v.id("portals")),
    createdTime: v.number(),
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
    /** How seats said "off" before there was `notify`. Read, and taken away when that is set. */
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
  }).index("by_message_and_user", ["messageId", "userId"]),

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

  /** Who writes a message, until when (ms). At most one row per (room, user); by typing.signal only. */
  typing: defineTable({
    roomId: v.id("rooms"),
    userId: v.id("users"),
    userKind: vUserKind,
    endTime: v.number(),
  })
    .index("by_room_and_user", ["roomId", "userId"])
    .index("by_room_and_kind_and_endTime", ["roomId", "userKind", "endTime"]),

  /** When a person last had the app on screen (ms). At most one row each; read for staff only. */
  presences: defineTable({ userId: v.id("users"), seenTime: v.number() }).index("by_userId", [
    "userId",
  ]),

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

  /**
   * Entries of a room. (roomId, seq) is unique and dense; (authorId, clientMessageId) is unique for
   * ever (G2). Inserted only by model/messages.postMessage. A deleted one keeps its row, empty.
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
    .index("by_author_and_clientMessageId", ["authorId", "clientMessageId"])
    .searchIndex("search_text", { searchField: "searchText", filterFields: ["roomId"] }),

  /**
   * What people search for, the latest five pages of each: asked for by search.begin, which counts
   * them, and read by search.messages, which can't. Nobody but their own person gets to see them.
   */
  searches: defineTable({ userId: v.id("users"), wish: vSearchWish }).index("by_userId", [
    "userId",
  ]),

  /**
   * How far messages from before the search are indexed, in one row, and notes in another; written by
   * searchBackfill.ts.
   */
  searchBackfill: defineTable({
    /** Absent: messages. */
    table: v.optional(v.literal("notes")),
    cursor: v.string(),
    isDone: v.boolean(),
  }),

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
    .index("by_message_and_emoji_and_user", ["messageId", "emoji", "userId"])
    .index("by_room_and_user_and_seq", ["roomId", "userId", "seq"]),

  /** The pinned messages of a room, in the order of pinning; at most 50, none of them deleted. */
  pins: defineTable({ roomId: v.id("rooms"), messageId: v.id("messages") })
    .index("by_roomId", ["roomId"])
    .index("by_messageId", ["messageId"]),

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
    uses: v.number(),
    createdTime: v.number(),
  })
    .index("by_room_and_forNotes_and_state", ["roomId", "forNotes", "state"])
    .index("by_state_and_createdTime", ["state", "createdTime"])
    .index("by_storageId", ["storageId"])
    .index("by_thumbnailStorageId", ["thumbnailStorageId"]),

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

  /** Opaque addresses bound to (person, room); revoked when the person leaves the room. */
  replyAddresses: defineTable({
    token: v.string(),
    userId: v.id("users"),
    roomId: v.id("rooms"),
    revokedTime: v.optional(v.number()),
  })
    .index("by_token", ["token"])
    .index("by_user_and_room", ["userId", "roomId"]),

  /** Opaque tokens of the unsubscribe links, bound to (person, room). They open nothing else. */
  unsubscribeTokens: defineTable({
    token: v.string(),
    userId: v.id("users"),
    roomId: v.id("rooms"),
  })
    .index("by_token", ["token"])
    .index("by_user_and_room", ["userId", "roomId"]),

  /**
   * Received emails, stored before anything is decided. Unique by webhook id, by the provider's email
   * id, and by (Message-ID, reply address). Never deleted by the app.
   */
  inboundEmails: defineTable({
    webhookId: v.string(),
    emailId: v.string(),
    /** The provider's event, as received. */
    event: v.string(),
    state: vInboundState,
    reason: v.optional(v.string()),
    fetchAttempts: v.number(),
    /** When a fetch that never reported back is made again (ms). */
    nextFetchTime: v.number(),
    messageIdHeader: v.optional(v.string()),
    replyToken: v.optional(v.string()),
    from: v.optional(v.string()),
    subject: v.optional(v.string()),
    /** Of held ones: what speaks for the sender, beside the address. */
    authentication: v.optional(vAuthentication),
    /** Who accepted or rejected a held one. */
    settledById: v.optional(v.id("users")),
    userId: v.optional(v.id("users")),
    roomId: v.optional(v.id("rooms")),
    messageId: v.optional(v.id("messages")),
  })
    .index("by_webhookId", ["webhookId"])
    .index("by_emailId", ["emailId"])
    .index("by_messageIdHeader_and_replyToken_and_from", ["messageIdHeader", "replyToken", "from"])
    .index("by_state_and_nextFetchTime", ["state", "nextFetchTime"])
    // eslint-disable-next-line @convex-dev/no-duplicate-indexes -- in the order of arrival, for lists
    .index("by_state", ["state"]),

  /**
   * What held emails say, apart from their rows: lists of them stay small. One per held email, gone
   * once it is accepted (it is a message then) or rejected.
   */
  heldTexts: defineTable({
    inboundId: v.id("inboundEmails"),
    /** What would be posted; empty when only quotes or a signature came. */
    text: v.string(),
    /** What was trimmed off. */
    elided: v.string(),
  }).index("by_inboundId", ["inboundId"]),

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

  /** Webhook deliveries already seen (provider events other than received emails). Never deleted. */
  webhookDeliveries: defineTable({ webhookId: v.string() }).index("by_webhookId", ["webhookId"]),

  /** Who did what to whom, and when (_creationTime). Append only; read by owner and admins. */
  auditEvents: defineTable({
    actorId: v.id("users"),
    action: v.string(),
    roomId: v.optional(v.id("rooms")),
    userId: v.optional(v.id("users")),
    detail: v.optional(v.string()),
  }).index("by_roomId", ["roomId"]),

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

  /** Token buckets per person and kind of deed (G12); the shape that convex-helpers' rateLimit wants. */
  rateLimits: defineTable({
    name: v.string(),
    key: v.optional(v.string()),
    value: v.number(),
    ts: v.number(),
  }).index("name", ["name", "key"]),
});
