/**
 * What each audience may see. Fields are listed, never omitted from a document: what is not named
 * here cannot reach anybody. A client knows another person only as the author of a message that
 * they can read (R5), by name and side, without an id.
 */
import { type Infer, v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import {
  type Attachment,
  vFileKind,
  vLanguage,
  vMailSchedule,
  vMessageSource,
  vNotifyLevel,
  vRoomKind,
  vStaffRole,
  vUserKind,
  vUserState,
} from "../validators";
import {
  canDeleteMessage,
  canEditMessage,
  canPin,
  canReact,
  canSeeTrimmedText,
  CLIENT_EDIT_MS,
  type RoomFacts,
} from "./permissions";
import { notifyOf } from "./notifications";
import type { Person } from "./cast";
import { mentionView, type Mentioned, vMention } from "./mentions";
import { excerptOf, vQuote } from "./quotes";
import { vReaction } from "./reactions";
import { UNKNOWN } from "../text/neutralNames";

/** A file of a message (R7), alike for every reader: never who uploaded it, nor where its bytes lie. */
export const vAttachmentView = v.object({
  fileId: v.id("files"),
  name: v.string(),
  size: v.number(),
  contentType: v.string(),
  kind: vFileKind,
  width: v.union(v.number(), v.null()),
  height: v.union(v.number(), v.null()),
  hasThumbnail: v.boolean(),
});
export type AttachmentView = Infer<typeof vAttachmentView>;

export function toAttachmentView(attachment: Attachment): AttachmentView {
  const { fileId, name, size, contentType, kind } = attachment;
  return {
    fileId,
    name,
    size,
    contentType,
    kind,
    width: attachment.width ?? null,
    height: attachment.height ?? null,
    hasThumbnail: attachment.hasThumbnail ?? false,
  };
}

/**
 * The key of a person's picture, for `GET /avatars/<key>`; absent without one. It is random, so that it
 * tells nobody whose it is, and short: a page of messages repeats it for each author.
 */
export const vAvatar = v.optional(v.string());

/** `{ avatar }` of somebody whom the reader may know, for a view; nothing without a picture. */
export function avatarOf(person: Pick<Doc<"users">, "avatar"> | null): { avatar?: string } {
  return person?.avatar === undefined ? {} : { avatar: person.avatar };
}

export const vMessageView = v.object({
  messageId: v.id("messages"),
  seq: v.number(),
  /** When it was written (ms). */
  time: v.number(),
  /** Null when it was deleted. */
  text: v.union(v.string(), v.null()),
  /** How the tokens in the text are called (text/mentions); none in a deleted message. */
  mentions: v.array(vMention),
  deletedTime: v.union(v.number(), v.null()),
  /** Who deleted it; null for clients, always. */
  deletedBy: v.union(v.string(), v.null()),
  source: vMessageSource,
  /** Who of the staff let this email in, where it came from an unknown address; null for clients. */
  acceptedBy: v.union(v.string(), v.null()),
  /** Who else got this email and has no seat here (addresses); empty for clients, always. */
  copiedTo: v.array(v.string()),
  author: v.object({
    name: v.string(),
    side: vUserKind,
    mine: v.boolean(),
    /** The client's portal; null for staff authors and for client viewers. */
    company: v.union(v.string(), v.null()),
    avatar: vAvatar,
  }),
  /** What it answers, or null. */
  quote: v.union(vQuote, v.null()),
  reactions: v.array(vReaction),
  pinned: v.boolean(),
  /** The viewer's own messages only. */
  clientMessageId: v.union(v.string(), v.null()),
  canDelete: v.boolean(),
  /** When its text was last changed (ms), or null. */
  editedTime: v.union(v.number(), v.null()),
  /** It was edited, and this viewer may see what it said before. */
  hasHistory: v.boolean(),
  canReact: v.boolean(),
  canPin: v.boolean(),
  /** The viewer may change its text, until `editEndTime` (ms; null: without an end). */
  canEdit: v.boolean(),
  editEndTime: v.union(v.number(), v.null()),
  /** There is a trimmed rest of an email that this viewer may open. */
  trimmed: v.boolean(),
  /** Empty when it was deleted. */
  attachments: v.array(vAttachmentView),
});
export type MessageView = Infer<typeof vMessageView>;

type Firm = Pick<Doc<"firm">, "name" | "studioIdentity">;

/** All that a view may depend on of its reader, so that readers of one kind can share it. */
export type Reader = Pick<Doc<"users">, "kind">;

/** An author, as far as their name and picture depend on it. */
type ShownPerson = Pick<Doc<"users">, "name" | "kind" | "avatar">;

/** Under studio identity clients see the firm, not its staff. */
function isBehindFirm(author: ShownPerson, reader: Reader, firm: Firm): boolean {
  return reader.kind === "client" && author.kind === "staff" && firm.studioIdentity;
}

/** How an author is called for a reader. */
export function authorName(author: ShownPerson | null, reader: Reader, firm: Firm): string {
  if (author === null) return UNKNOWN;
  return isBehindFirm(author, reader, firm) ? firm.name : author.name;
}

function authorAvatar(author: ShownPerson | null, reader: Reader, firm: Firm) {
  return author === null || isBehindFirm(author, reader, firm) ? {} : avatarOf(author);
}

export type MessageFacts = {
  reader: Reader;
  /** The reader wrote it. */
  mine: boolean;
  room: RoomFacts;
  firm: Firm;
  /** With their company for staff readers only. */
  author: Person | null;
  deletedBy: Person | null;
  acceptedBy: Person | null;
  /** The reader, where the message names them. */
  you: Mentioned | null;
  /** The people whom the message names. */
  mentioned: Person[];
  /** The message that it answers, its author, and whether the reader wrote it. */
  quoted: Doc<"messages"> | null;
  quotedAuthor: Person | null;
  quotedMine: boolean;
  /** As `you` and `mentioned`, of the message that it answers. */
  quotedYou: Mentioned | null;
  quotedMentioned: Person[];
};

function quoteView(about: MessageFacts): MessageView["quote"] {
  const { quoted, reader, quotedYou, quotedMentioned } = about;
  if (quoted === null) return null;
  const shown = mentionView(quoted, reader, quotedYou, quotedMentioned);
  return {
    messageId: quoted._id,
    seq: quoted.seq,
    author: authorName(about.quotedAuthor, reader, about.firm),
    mine: about.quotedMine,
    text: quoted.deletedTime === undefined ? excerptOf(quoted, shown) : null,
  };
}

/**
 * One message as `reader` may see it, but for `reactions`: their own ones make each reader's view
 * another (messageViews.ts). Companies, `deletedBy` and `acceptedBy` are used for staff only.
 */
export function toMessageView(message: Doc<"messages">, about: MessageFacts): MessageView {
  const { reader, mine, author } = about;
  const isDeleted = message.deletedTime !== undefined;
  const isStaff = reader.kind === "staff";
  const shown = mentionView(message, reader, about.you, about.mentioned);
  return {
    messageId: message._id,
    seq: message.seq,
    time: message.time,
    text: isDeleted ? null : shown.text,
    mentions: isDeleted ? [] : shown.mentions,
    deletedTime: message.deletedTime ?? null,
    deletedBy: isStaff ? (about.deletedBy?.name ?? null) : null,
    source: message.source,
    acceptedBy: isStaff ? (about.acceptedBy?.name ?? null) : null,
    copiedTo: isStaff ? (message.copiedTo ?? []) : [],
    author: {
      name: authorName(author, reader, about.firm),
      side: author?.kind ?? "staff",
      mine,
      company: isStaff ? (author?.company ?? null) : null,
      ...authorAvatar(author, reader, about.firm),
    },
    quote: isDeleted ? null : quoteView(about),
    reactions: [],
    pinned: message.pinnedTime !== undefined,
    canReact: !isDeleted && canReact(reader, about.room) === "allowed",
    canPin: !isDeleted && canPin(reader, about.room) === "allowed",
    clientMessageId: mine ? message.clientMessageId : null,
    editedTime: message.editedTime ?? null,
    hasHistory: isStaff && message.editedTime !== undefined,
    // A query has no clock: the time limit is told apart, and the mutation keeps to it.
    canEdit: !isDeleted && canEditMessage(reader, about.room, { mine, age: 0 }) === "allowed",
    editEndTime: isStaff ? null : message.time + CLIENT_EDIT_MS,
    canDelete: !isDeleted && canDeleteMessage(reader, about.room, { mine }) === "allowed",
    trimmed: message.trimmed === true && canSeeTrimmedText(reader, { mine }),
    attachments: (message.attachments ?? []).map(toAttachmentView),
  };
}

/** One's own level of a room; off before `untilTime` (ms), by the reader's clock. */
export const vNotifyView = v.object({
  level: vNotifyLevel,
  untilTime: v.union(v.number(), v.null()),
});

export function toNotifyView(seat: Doc<"participants">): Infer<typeof vNotifyView> {
  const { level, untilTime = null } = notifyOf(seat);
  return { level, untilTime };
}

export const vRoomListItem = v.object({
  roomId: v.id("rooms"),
  name: v.string(),
  kind: vRoomKind,
  archived: v.boolean(),
  notify: vNotifyView,
  pinned: v.boolean(),
  /** Messages of others after the read position, 0 to 100 (100 means "more than 99"); 0 when the level is off. */
  unread: v.number(),
  /** True also for a room that is off: the grey dot. */
  hasUnread: v.boolean(),
  lastSeq: v.number(),
  readSeq: v.number(),
  lastActivityTime: v.number(),
  preview: v.union(
    v.null(),
    v.object({
      text: v.union(v.string(), v.null()),
      author: v.string(),
      mine: v.boolean(),
      source: vMessageSource,
      /** What the message carries: how many, and the first one's kind and name. */
      files: v.union(v.null(), v.object({ count: v.number(), kind: vFileKind, name: v.string() })),
    }),
  ),
});
export type RoomListItem = Infer<typeof vRoomListItem>;

export const vStaffRoomView = v.object({
  kind: v.literal("staff"),
  room: v.object({
    roomId: v.id("rooms"),
    name: v.string(),
    kind: vRoomKind,
    archived: v.boolean(),
    createdTime: v.number(),
  }),
  /** The client company that the room was made for; null for none. */
  portalId: v.union(v.id("portals"), v.null()),
  participantCount: v.number(),
  /** How many clients sit in it: with none, nobody outside the team reads what is written. */
  clientCount: v.number(),
  creatorName: v.string(),
  viewerIsCreator: v.boolean(),
  can: v.object({
    post: v.boolean(),
    rename: v.boolean(),
    manageParticipants: v.boolean(),
    archive: v.boolean(),
  }),
  notify: vNotifyView,
  readSeq: v.number(),
  lastSeq: v.number(),
  /** Messages before this time (ms) were removed by the firm's rule; null where none were. */
  removedBeforeTime: v.union(v.number(), v.null()),
});

export const vClientRoomView = v.object({
  kind: v.literal("client"),
  room: v.object({
    roomId: v.id("rooms"),
    name: v.string(),
    kind: vRoomKind,
    archived: v.boolean(),
  }),
  firmName: v.string(),
  can: v.object({ post: v.boolean() }),
  notify: vNotifyView,
  readSeq: v.number(),
  lastSeq: v.number(),
  /** Messages before this time (ms) were removed by the firm's rule; null where none were. */
  removedBeforeTime: v.union(v.number(), v.null()),
});

/** Staff only. */
export const vParticipantView = v.object({
  participantId: v.id("participants"),
  userId: v.id("users"),
  name: v.string(),
  avatar: vAvatar,
  kind: vUserKind,
  portalName: v.union(v.string(), v.null()),
  state: vUserState,
  isCreator: v.boolean(),
  isYou: v.boolean(),
  /** Nothing is mailed to them since their address failed. */
  mailStopped: v.boolean(),
});

/** In which language and when one's email comes. */
const vOwnMail = { language: vLanguage, mailSchedule: vMailSchedule };

/** The viewer about themselves. */
export const vViewer = v.union(
  v.object({
    kind: v.literal("staff"),
    userId: v.id("users"),
    name: v.string(),
    avatar: vAvatar,
    email: v.string(),
    role: vStaffRole,
    emailMuted: v.boolean(),
    timeZone: v.string(),
    ...vOwnMail,
  }),
  v.object({
    kind: v.literal("client"),
    name: v.string(),
    avatar: vAvatar,
    email: v.string(),
    portalName: v.string(),
    emailMuted: v.boolean(),
    timeZone: v.string(),
    ...vOwnMail,
  }),
);

/** Staff only: whom one can seat in a room. */
export const vDirectory = v.object({
  /** There are more people than shown: search for them. */
  isPartial: v.boolean(),
  staff: v.array(
    v.object({
      userId: v.id("users"),
      name: v.string(),
      avatar: vAvatar,
      role: vStaffRole,
      state: vUserState,
    }),
  ),
  portals: v.array(
    v.object({
      portalId: v.id("portals"),
      name: v.string(),
      contacts: v.array(
        v.object({
          userId: v.id("users"),
          name: v.string(),
          avatar: vAvatar,
          email: v.string(),
          state: vUserState,
        }),
      ),
    }),
  ),
});
