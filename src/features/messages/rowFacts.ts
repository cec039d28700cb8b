import { pickedNames } from "./mentionPicks";
import { pickedFiles, type ShownFile, storedFiles } from "../files/shownFile";
import { messageStrings as s } from "./messageStrings";
import type { OutboxEntry } from "./outbox/outboxStore";
import type { Quote } from "./quote";
import type { MessageView } from "./types";
import { personName } from "../../language/personName";

/** What a row is about: a message of the server, or one that it has not confirmed yet. */
export type RowSubject = { view: MessageView; entry: null } | { view: null; entry: OutboxEntry };

/** What a row shows, whichever of the two it is about. */
export type RowFacts = {
  author: string;
  mine: boolean;
  company: string | null;
  side: MessageView["author"]["side"] | null;
  avatar: string | undefined;
  byEmail: boolean;
  /** Who of the team let this email in; null where its sender was known, and for clients. */
  acceptedBy: string | null;
  /** ms since the epoch */
  time: number;
  /** null: deleted */
  text: string | null;
  mentions: MessageView["mentions"];
  files: ShownFile[];
  quote: Quote | null;
  seq: number | undefined;
  canDelete: boolean;
};

/** Reads the facts of a row. What `viewerEmail` picked on this device names people in unsent ones. */
export function rowFacts(subject: RowSubject, viewerEmail: string): RowFacts {
  if (subject.entry !== null) {
    const { entry } = subject;
    return {
      author: s.you,
      mine: true,
      company: null,
      side: null,
      avatar: undefined,
      byEmail: false,
      acceptedBy: null,
      time: entry.createdTime,
      text: entry.text,
      mentions: pickedNames(viewerEmail, entry),
      files: pickedFiles(entry.files),
      quote: entry.quote ?? null,
      seq: undefined,
      canDelete: false,
    };
  }
  const { view } = subject;
  const { mine, name, company, side, avatar } = view.author;
  const text = view.deletedTime === null ? view.text : null;
  return {
    author: mine ? s.you : personName(name),
    mine,
    company,
    side,
    avatar,
    byEmail: view.source === "email",
    acceptedBy: view.acceptedBy === null ? null : personName(view.acceptedBy),
    time: view.time,
    text,
    mentions: view.mentions,
    files: storedFiles(view),
    quote: view.quote,
    seq: view.seq,
    canDelete: view.canDelete && text !== null,
  };
}
