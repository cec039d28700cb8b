import type { NoteView } from "./roomNotes";
import type { MessageView, RoomDetails } from "./types";

/** Noon UTC on a Wednesday: times of test messages count from here. */
export const NOON = Date.UTC(2026, 4, 13, 12, 0);
export const MINUTE_MS = 60_000;

type Changes = Partial<Omit<MessageView, "author">> & { author?: Partial<MessageView["author"]> };

/** A stored message for tests: by Ana of the team, one a minute from noon, unless told otherwise. */
export function storedMessage(seq: number, changes: Changes = {}): MessageView {
  const author = { name: "Ana Ruiz", side: "staff" as const, mine: false, company: null };
  return {
    messageId: `message-${seq}` as MessageView["messageId"],
    seq,
    time: NOON + seq * MINUTE_MS,
    text: `Text ${seq}`,
    mentions: [],
    deletedTime: null,
    deletedBy: null,
    source: "app",
    acceptedBy: null,
    copiedTo: [],
    clientMessageId: null,
    canDelete: false,
    trimmed: false,
    editedTime: null,
    hasHistory: false,
    quote: null,
    reactions: [],
    pinned: false,
    canReact: true,
    canPin: false,
    canEdit: false,
    editEndTime: null,
    attachments: [],
    ...changes,
    author: { ...author, ...changes.author },
  };
}

/** A message of the viewer's own, which they may delete. */
export function ownMessage(seq: number, changes: Changes = {}): MessageView {
  return storedMessage(seq, {
    canDelete: true,
    canEdit: true,
    clientMessageId: `client-${seq}`,
    ...changes,
    author: { name: "Carla Diaz", side: "client", mine: true },
  });
}

type ClientDetails = Extract<RoomDetails, { kind: "client" }>;
type StaffDetails = Extract<RoomDetails, { kind: "staff" }>;
type RoomChanges = Partial<ClientDetails["room"]> & { lastSeq?: number; readSeq?: number };

/** A client's view of the room "Acme". */
export function clientRoom({ lastSeq = 0, readSeq = 0, ...room }: RoomChanges = {}): ClientDetails {
  const shown = {
    roomId: "room-acme" as ClientDetails["room"]["roomId"],
    name: "Acme",
    kind: "client" as const,
    archived: false,
    ...room,
  };
  return {
    kind: "client",
    room: shown,
    firmName: "Northwind Studio",
    can: { post: !shown.archived && shown.kind !== "announcement" },
    notify: { level: "all", untilTime: null },
    readSeq,
    lastSeq,
    removedBeforeTime: null,
  };
}

/** The team's view of the same room. */
export function staffRoom(changes: RoomChanges = {}): StaffDetails {
  const { room, notify, readSeq, lastSeq } = clientRoom(changes);
  return {
    kind: "staff",
    room: { ...room, createdTime: NOON },
    portalId: "portal-acme" as StaffDetails["portalId"],
    participantCount: 4,
    clientCount: 1,
    creatorName: "Ana Ruiz",
    viewerIsCreator: true,
    can: { post: !room.archived, rename: true, manageParticipants: true, archive: true },
    notify,
    readSeq,
    lastSeq,
    removedBeforeTime: null,
  };
}

/** A stored note for tests: by Sam of the team, one a minute from noon, unless told otherwise. */
export function storedNote(seq: number, changes: Partial<NoteView> = {}): NoteView {
  return {
    noteId: `note-${seq}` as NoteView["noteId"],
    seq,
    time: NOON + seq * MINUTE_MS,
    text: `Note ${seq}`,
    editedTime: null,
    deletedTime: null,
    deletedBy: null,
    author: { name: "Sam Oak", mine: false },
    clientNoteId: null,
    canEdit: false,
    canDelete: true,
    attachments: [],
    ...changes,
  };
}
