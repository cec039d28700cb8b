/** Shared literals and unions. Imports only convex/values, so that every other file may use it. */
import { type Infer, v } from "convex/values";

export const vUserKind = v.union(v.literal("staff"), v.literal("client"));
export type UserKind = Infer<typeof vUserKind>;

export const vStaffRole = v.union(v.literal("owner"), v.literal("admin"), v.literal("member"));
export type StaffRole = Infer<typeof vStaffRole>;

export const vUserState = v.union(
  v.literal("invited"),
  v.literal("active"),
  v.literal("suspended"),
);
export type UserState = Infer<typeof vUserState>;

export const vInvitationState = v.union(
  v.literal("pending"),
  v.literal("accepted"),
  v.literal("revoked"),
);

/** Which messages of a room reach a person as email: all, those that mention them, or none. */
export const vNotifyLevel = v.union(v.literal("all"), v.literal("mentions"), v.literal("off"));
export type NotifyLevel = Infer<typeof vNotifyLevel>;

/** `level` holds, except that until `untilTime` (ms) the room is off. */
export const vNotify = v.object({ level: vNotifyLevel, untilTime: v.optional(v.number()) });
export type Notify = Infer<typeof vNotify>;

/** Hours of the day and days of the week (0 is Sunday) that count for waiting times. */
export const vWaitingHours = v.object({
  start: v.number(),
  end: v.number(),
  days: v.array(v.number()),
});

/** Whose turn it is in a client room. */
export const vWaitingState = v.union(v.literal("us"), v.literal("client"), v.literal("done"));
export type WaitingState = Infer<typeof vWaitingState>;
export type WaitingHours = Infer<typeof vWaitingHours>;

export const vRoomKind = v.union(
  v.literal("client"),
  v.literal("internal"),
  v.literal("announcement"),
);
export type RoomKind = Infer<typeof vRoomKind>;

export const vMessageSource = v.union(v.literal("app"), v.literal("email"));
export type MessageSource = Infer<typeof vMessageSource>;

/**
 * Life of a digest row: queued (chosen by the sweep) -> frozen (checked, rendered, about to be
 * attempted) -> sent | failed (refused for good) ; queued -> cancelled (nothing left to say).
 */
export const vDigestState = v.union(
  v.literal("queued"),
  v.literal("frozen"),
  v.literal("sent"),
  v.literal("failed"),
  v.literal("cancelled"),
);
export type DigestState = Infer<typeof vDigestState>;

/** What the provider is asked to send, byte for byte the same at every attempt. */
export const vEmail = v.object({
  from: v.string(),
  to: v.string(),
  replyTo: v.string(),
  subject: v.string(),
  html: v.string(),
  text: v.string(),
  headers: v.record(v.string(), v.string()),
  /** Come back with the provider's events, also with those that overtake its answer. */
  tags: v.array(v.object({ name: v.string(), value: v.string() })),
});
export type Email = Infer<typeof vEmail>;

/** What the provider said of an email after taking it. */
export const vDelivery = v.union(
  v.literal("delivered"),
  v.literal("delayed"),
  v.literal("bounced"),
  v.literal("complained"),
  v.literal("suppressed"),
);
export type Delivery = Infer<typeof vDelivery>;

/** The languages of the app and of its emails. */
export const vLanguage = v.union(v.literal("en"), v.literal("de"));
export type Language = Infer<typeof vLanguage>;

/**
 * When a person wants their email, by the clock of their time zone: at once every 30 minutes, every two
 * hours, or daily at `hour` (0 to 23); not from `quiet.start` to `quiet.end`; on these days of the week
 * (0 is Sunday).
 */
export const vMailSchedule = v.object({
  interval: v.union(v.literal("30min"), v.literal("2h"), v.literal("daily")),
  hour: v.number(),
  quiet: v.union(v.null(), v.object({ start: v.number(), end: v.number() })),
  days: v.array(v.number()),
});
export type MailSchedule = Infer<typeof vMailSchedule>;

/** What the receiver found of a sender; `absent` where it said nothing that can be trusted. */
const vVerdict = v.union(v.literal("pass"), v.literal("fail"), v.literal("absent"));
/** SPF (RFC 7208), DKIM (RFC 6376) and DMARC (RFC 7489) of a received email. */
export const vAuthentication = v.object({ spf: vVerdict, dkim: vVerdict, dmarc: vVerdict });
export type Authentication = Infer<typeof vAuthentication>;

/**
 * Life of an inbound email: received (stored, nothing decided) -> posted | held (waits for the
 * room's staff) | refused (its writer may not post there) | ignored (a machine, an unknown
 * address) | failed (its text could not be fetched). Held ones end as posted or rejected.
 */
export const vInboundState = v.union(
  v.literal("received"),
  v.literal("posted"),
  v.literal("held"),
  v.literal("refused"),
  v.literal("ignored"),
  v.literal("failed"),
  v.literal("rejected"),
);
export type InboundState = Infer<typeof vInboundState>;

/** What a message may be asked to hold: an image is a file too. */
export const vHas = v.union(v.literal("link"), v.literal("image"), v.literal("file"));

/** What a run of the retention rule has removed; `rooms` are those that lost messages. */
export const vRemoved = v.object({
  rooms: v.number(),
  messages: v.number(),
  notes: v.number(),
  /** Received emails whose text went, and rows of sent ones. */
  emails: v.number(),
});
export type Removed = Infer<typeof vRemoved>;

/** One page of a search, as `search.begin` takes it. Times in ms. */
export const vSearchWish = v.object({
  text: v.string(),
  phrases: v.optional(v.array(v.string())),
  from: v.optional(v.string()),
  inRoom: v.optional(v.string()),
  roomId: v.optional(v.string()),
  has: v.optional(v.array(vHas)),
  before: v.optional(v.number()),
  after: v.optional(v.number()),
  cursor: v.union(v.string(), v.null()),
});
export type SearchWish = Infer<typeof vSearchWish>;

/** `image`: a raster picture that browsers may show in place; everything else is only downloaded. */
export const vFileKind = v.union(v.literal("image"), v.literal("file"));
export type FileKind = Infer<typeof vFileKind>;

/**
 * Life of an upload: uploading (asked for) -> checking (bytes are here) -> ready (may be sent) ->
 * attached (carried by a message) | refused (with a reason; its bytes are gone). What a held email
 * brought is `held` until somebody decides on it: `ready` then, or gone.
 */
export const vFileState = v.union(
  v.literal("uploading"),
  v.literal("checking"),
  v.literal("ready"),
  v.literal("attached"),
  v.literal("refused"),
  v.literal("held"),
);
export type FileState = Infer<typeof vFileState>;

/** What the check of an upload's bytes may find wrong with it. */
export const vFileRefusal = v.union(
  v.literal("FILE_TOO_LARGE"),
  v.literal("FILE_EMPTY"),
  v.literal("FILE_MISSING"),
  v.literal("STORAGE_LIMIT"),
);
export type FileRefusal = Infer<typeof vFileRefusal>;

/** A file as the message that carries it knows it. */
export const vAttachment = v.object({
  fileId: v.id("files"),
  name: v.string(),
  /** bytes */
  size: v.number(),
  contentType: v.string(),
  kind: vFileKind,
  /** Pixels as shown, after the picture's own rotation. */
  width: v.optional(v.number()),
  height: v.optional(v.number()),
  hasThumbnail: v.optional(v.boolean()),
});
export type Attachment = Infer<typeof vAttachment>;

/** What the process that runs the functions says of itself; times in ms, sizes in bytes. */
export const vEngineReport = v.object({
  time: v.number(),
  startTime: v.number(),
  /** Screens that are connected. */
  sockets: v.number(),
  memoryBytes: v.number(),
  freeDiskBytes: v.number(),
  /** Longest time that the process kept everybody waiting, in the last minute. */
  longestStallMs: v.number(),
  /** Runs of functions in the last minute; those that broke; those that took too long. */
  runs: v.number(),
  faults: v.number(),
  slowRuns: v.number(),
});
