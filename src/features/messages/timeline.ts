import { dayOf } from "./dayOf";
import type { OutboxEntry } from "./outbox/outboxStore";
import type { NoteSubject, NoteView } from "./roomNotes";
import type { RowSubject } from "./rowFacts";
import type { MessageView } from "./types";

/** Rows of one author closer together than this share one header. */
export const GROUP_GAP_MS = 5 * 60 * 1000;

/** The divider of a day; `time` (ms) is that of its first row. */
export type DayItem = { kind: "day"; key: string; day: string; time: number };
export type UnreadItem = { kind: "unread"; key: "unread" };
export type MessageItem = {
  kind: "message";
  key: string;
  day: string;
  subject: RowSubject;
  startsGroup: boolean;
};
export type NoteItem = {
  kind: "note";
  key: string;
  day: string;
  subject: NoteSubject;
  startsGroup: boolean;
};
export type TimelineItem = DayItem | UnreadItem | MessageItem | NoteItem;

export type TimelineInput = {
  /** Loaded messages, oldest first. */
  messages: readonly MessageView[];
  /** What this browser has not got confirmed yet, in send order; notes among them. */
  unsent: readonly OutboxEntry[];
  /** Notes of the time that `messages` cover, oldest first. */
  notes?: readonly NoteView[];
  /** The line stands above the message with this `seq`. */
  unreadSeq: number | null;
  timeZone: string;
};

/**
 * The key of a row. An own message keeps the id that this browser gave it, so that its row is the
 * same DOM node before and after the server confirms it, and nothing flashes.
 */
export function rowKey(view: MessageView): string {
  return view.clientMessageId ?? view.messageId;
}

/** The key of a note's row, kept over its confirmation as a message's is. */
export function noteKey(view: NoteView): string {
  return view.clientNoteId ?? view.noteId;
}

/** What two neighbours must share to be shown under one header. */
type Header = { author: string; source: string; time: number };

const ME = "me";

function headerOf(view: MessageView): Header {
  const { mine, side, name, company, avatar } = view.author;
  const author = mine ? ME : JSON.stringify([side, name, company, avatar]);
  return { author, source: view.source, time: view.time };
}

function headerOfNote({ mine, name }: { mine: boolean; name: string }, time: number): Header {
  return { author: mine ? ME : JSON.stringify(["staff", name]), source: "note", time };
}

function sharesHeader(previous: Header, next: Header): boolean {
  return (
    previous.author === next.author &&
    previous.source === next.source &&
    next.time - previous.time < GROUP_GAP_MS
  );
}

/**
 * Lays messages out from oldest to newest, each note after the last message that is not younger,
 * with a divider above the first of each day (in the
 * viewer's zone), the unread line, and what is not sent yet at the end in the order of sending.
 */
export function buildTimeline(input: TimelineInput): TimelineItem[] {
  const items: TimelineItem[] = [];
  let day = "";
  let previous: Header | null = null;

  /** Puts the dividers that the next row needs; tells whether that row starts a group. */
  const openRow = (header: Header, belowUnreadLine: boolean): boolean => {
    const ownDay = dayOf(header.time, input.timeZone);
    // A clock that runs behind must not open an earlier day below a later one.
    if (ownDay > day) {
      day = ownDay;
      items.push({ kind: "day", key: `day ${day}`, day, time: header.time });
      previous = null;
    }
    if (belowUnreadLine) {
      items.push({ kind: "unread", key: "unread" });
      previous = null;
    }
    const startsGroup = previous === null || !sharesHeader(previous, header);
    previous = header;
    return startsGroup;
  };

  const storedKeys = new Set<string>();
  const { notes = [] } = input;
  let next = 0;
  const openNotesBefore = (time: number) => {
    for (let note = notes[next]; note !== undefined && note.time < time; note = notes[next]) {
      next += 1;
      const key = noteKey(note);
      storedKeys.add(key);
      const startsGroup = openRow(headerOfNote(note.author, note.time), false);
      items.push({ kind: "note", key, day, subject: { view: note, entry: null }, startsGroup });
    }
  };
  for (const view of input.messages) {
    openNotesBefore(view.time);
    const startsGroup = openRow(headerOf(view), view.seq === input.unreadSeq);
    const key = rowKey(view);
    storedKeys.add(key);
    items.push({ kind: "message", key, day, subject: { view, entry: null }, startsGroup });
  }
  openNotesBefore(Number.POSITIVE_INFINITY);
  for (const entry of input.unsent) {
    const key = entry.clientMessageId;
    // Stored, but this browser has not been told yet: one row, not two.
    if (storedKeys.has(key)) continue;
    if (entry.note === true) {
      const startsGroup = openRow(headerOfNote({ mine: true, name: "" }, entry.createdTime), false);
      items.push({ kind: "note", key, day, subject: { view: null, entry }, startsGroup });
      continue;
    }
    const startsGroup = openRow({ author: ME, source: "app", time: entry.createdTime }, false);
    items.push({ kind: "message", key, day, subject: { view: null, entry }, startsGroup });
  }
  return items;
}
