import { translated } from "../../language/translated";
import { plural } from "../../lib/plural";
import { lacksClient } from "./lacksClient";
import type { Audience, RoomKind } from "./types";

const english = {
  messageStrings: {
    list: (roomName: string) => `Messages in ${roomName}`,
    keysHint:
      "Arrow keys move between messages, Enter opens the menu of the one in focus, Delete deletes it, Escape goes back to writing.",
    you: "You",
    team: "Team",
    rowLabel: (author: string, time: string) => `${author}, ${time}`,
    viaEmail: "via email",
    viaEmailAccepted: (name: string) => `via email, accepted by ${name}`,
    viaEmailHint: "Written as a reply to an email",
    copied: (addresses: readonly string[]) =>
      `Also sent by email to ${addresses.join(", ")}, not in this room.`,
    copiedHint: "A copy gives nobody a seat: what you answer here does not reach them.",
    showRest: "Show the rest of the email",
    hideRest: "Hide the rest",
    restLoading: "Loading the rest of the email…",
    restNone: "There is nothing more.",
    restNote: "Only the author and the team can open this part: quoted text and signature.",
    showMore: "Show more",
    showLess: "Show less",
    deleted: "Message deleted",
    deletedBy: (name: string) => `${name} deleted this message`,
    newMessages: (count: number) => plural(count, "new message", "new messages"),
    unreadAbove: (count: string, since: string | null) =>
      since === null ? `${count} unread` : `${count} unread since ${since}`,
    markRead: "Mark as read",
    jumpToLatest: "Jump to the latest message",
    newBelow: (count: number) => `${count} new`,
    start: "Start of the conversation",
    removedBefore: (date: string) =>
      `Messages before ${date} were removed by the firm's retention rule`,
    createdBy: (name: string, date: string) => `Created by ${name} on ${date}`,
    emptyTitle: "No messages yet",
    emptyHint: "Send a message to start the conversation.",
    emptyReadOnly: "Nothing has been written here.",
    loadingOlder: "Loading older messages",
    announceNote: (author: string) => `New note from ${author}`,
    announceOne: (author: string) => `New message from ${author}`,
    announceMany: (count: number) => `${count} new messages`,
    pane: (roomName: string) => `Room ${roomName}`,
    kinds: {
      client: "Client room",
      internal: "Internal room, staff only",
      announcement: "Announcements",
    },
    archived: "Archived",
    readOnly: "Read only",
    participants: (count: number) => plural(count, "participant", "participants"),
  },
  deleteStrings: {
    action: (message: string) => `Delete message from ${message}`,
    tooltip: "Delete",
  },
  sendStrings: {
    askToConfirm: "Ask its readers to confirm",
    placeholder: "Write a message",
    label: (roomName: string) => `Message to ${roomName}`,
    sending: "Sending",
    sent: "Sent",
    notSent: "Not sent",
    retry: "Retry",
    edit: "Edit",
    discard: "Delete",
    copy: "Copy text",
    copied: "Copied",
    tooLong: (over: number) => `${plural(over, "character", "characters")} too many`,
    left: (left: number) => `${plural(left, "character", "characters")} left`,
    enterSends: "Enter sends, Shift+Enter starts a new line",
    ctrlEnterSends: "Ctrl+Enter sends, Enter starts a new line",
    keptDraft: "Your draft is kept on this device:",
    archived: "This room is archived. Nothing new can be written here.",
    onlyTeam: (firm: string) => `Only the ${firm} team can post here.`,
    cannotPost: "You can't post in this room.",
    lostTitle: "This room is no longer open to you",
    lostBody: "You were removed from it, or it doesn't exist.",
    lostUnsent: "These messages were not sent:",
  },
  sendLabels: {
    asClient: "Send",
    client: "Send to client",
    internal: "Send to team",
    announcement: "Send to everyone here",
  },
  audienceLines: {
    client: "Visible to the client",
    clients: (count: number) => `Visible to the client (${count} people)`,
    clientMissing: "No client is in this room yet",
    internal: "Internal only – clients can't see this room",
    announcement: (count: number) =>
      count === 0
        ? "Visible to every client in this room"
        : `Visible to every client in this room (${count})`,
  },
  sendFailures: {
    STALE: "Written more than a day ago and not sent since.",
    UNAUTHENTICATED: "Your sign-in has ended.",
    UNKNOWN: "Something went wrong on the way.",
    NOT_FOUND: "You no longer have access to this room.",
    FORBIDDEN: "You can't post in this room.",
    ROOM_ARCHIVED: "This room was archived.",
    SUSPENDED: "Your account has been suspended.",
    NOT_ACTIVATED: "Your account isn't active.",
    MESSAGE_EMPTY: "There is nothing to read in it.",
    MESSAGE_TOO_LONG: "It has more than 10,000 characters.",
    TOO_MANY_FILES: "It has more than 10 files.",
    FILE_TOO_LARGE: "A file is larger than 20 MB.",
    FILE_EMPTY: "A file is empty.",
    STORAGE_LIMIT: "There is no space left for your files. Ask the team.",
    FILE_MISSING: "A file didn't arrive whole.",
    FILES_LOST: "This device didn't keep its files over the reload. Pick them again.",
    INVALID_TEXT: "It contains characters that can't be sent.",
  },
};

export type MessageStrings = typeof english;
/** Every sentence of the chat pane, in one typed place. */
export const {
  messageStrings,
  deleteStrings,
  sendStrings,
  sendLabels,
  audienceLines,
  sendFailures,
} = translated("messages", english);

/** What the send button says: who is going to read it. */
export function sendLabel(audience: Audience, kind: RoomKind): string {
  return sendLabels[audience === "client" ? "asClient" : kind];
}

/** The line above a member of staff's composer: who can see what they write. */
export function audienceLine(kind: RoomKind, clientCount: number): string {
  if (kind === "announcement") return audienceLines.announcement(clientCount);
  if (kind === "internal") return audienceLines.internal;
  if (lacksClient(kind, clientCount)) return audienceLines.clientMissing;
  return clientCount === 1 ? audienceLines.client : audienceLines.clients(clientCount);
}

/** Why a message was not sent, by the reason that the outbox noted. */
export function sendFailureReason(reason: string): string {
  const known: Record<string, string | undefined> = sendFailures;
  return known[reason] ?? sendFailures.UNKNOWN;
}

/** Which key sends, for the tooltip of the button that does. */
export function sendKeyHint(enterSends: boolean): string {
  return enterSends ? sendStrings.enterSends : sendStrings.ctrlEnterSends;
}
