import { plural } from "../../lib/plural";
import { translated } from "../../language/translated";

type Removed = { messages: number; rooms: number; notes: number; emails: number };

/** The preview counts no further. */
const MOST_COUNTED = 100;

const english = {
  title: "How long messages are kept",
  hint: "Older messages and notes are removed every night, with their files, and so is what emails said. Nobody can bring them back.",
  keep: "Keep messages",
  forEver: "For ever",
  months: (months: number) =>
    months % 12 === 0 ? plural(months / 12, "year", "years") : plural(months, "month", "months"),
  change: "Change…",
  running: "Old messages are being removed just now.",
  lastRun: (date: string, { messages, rooms, notes }: Removed) =>
    `Last run on ${date}: ${plural(messages, "message", "messages")} in ${plural(rooms, "room", "rooms")} and ${plural(notes, "note", "notes")} removed.`,
  setTitle: (months: number): string => `Keep messages for ${english.months(months)} only?`,
  setBody:
    "From the coming night on, messages and notes that are older are removed in every room, for everybody: texts, files, reactions, pins, receipts and what emails said. It can't be undone. Until then you can set it back. Backups that you have made keep what they hold.",
  setConfirm: "Remove older messages",
  preview: (messages: number, rooms: number) =>
    messages === 0
      ? "At present no message is that old."
      : `At present that is ${messages >= MOST_COUNTED ? "100 or more messages" : plural(messages, "message", "messages")} in ${messages >= MOST_COUNTED ? "at least " : ""}${plural(rooms, "room", "rooms")}.`,
  word: "remove",
  typeWord: (word: string) => `Type “${word}” to confirm`,
  stopTitle: "Keep messages for ever?",
  stopBody: "Nothing more is removed. What was removed before stays gone.",
  stopConfirm: "Keep for ever",
  former: { client: "Former contact", staff: "Former colleague" },
  erase: "Erase…",
  eraseFor: (name: string) => `Erase ${name}`,
  eraseTitle: (name: string) => `Erase ${name} for good?`,
  eraseBody: (former: string) =>
    `They are out at once. Name, address, picture, settings, reading, reactions, invitations and emails of theirs are removed; wherever they wrote they are called “${former}”. It can't be undone.`,
  eraseMessages: "Their messages",
  keepMessages: (former: string) => `Stay, as messages of “${former}”`,
  deleteMessages: "Are deleted, with their files",
  eraseLimits:
    "What others wrote about them, names of rooms and files stay as they are: look through those yourself. Backups hold the person until you delete them.",
  typeName: (name: string) => `Type “${name}” to confirm`,
  eraseConfirm: "Erase for good",
  successor: "Who takes over the rooms that they created?",
  erasures: "Erased people",
  erasuresHint: "Whose data was removed stands here without a name.",
  erasing: (percent: number) => `Being erased, ${percent} %`,
  erased: (withMessages: boolean): string =>
    withMessages ? "Erased, with all messages" : "Erased, messages kept without a name",
};

export type KeepingStrings = typeof english;
/** The sentences about keeping and erasing data. */
export const keepingStrings = translated("keepingStrings", english);
