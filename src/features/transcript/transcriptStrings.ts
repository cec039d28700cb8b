import { translated } from "../../language/translated";
import { formatNumber } from "../../lib/numbers";

const english = {
  menuItem: "Export transcript…",
  title: (room: string) => `Export “${room}”`,
  edition: "Edition",
  client: "Client-safe",
  clientHint: "Exactly what the client sees. Safe to hand over.",
  full: "Full",
  fullHint: "With names, companies and mentions as the team sees them. For the firm only.",
  withNotes: "Include the team's notes",
  withFiles: "Include the files themselves",
  withFilesHint: "Without them the transcript has their names.",
  audited: "The audit log says who exported a room, and when.",
  start: "Export",
  progress: (done: number, all: number) => `${formatNumber(done)} of ${formatNumber(all)} messages`,
  fileBytes: (size: string) => `${size} of files`,
  fileMissing: "this file couldn't be added",
  working: "Exporting",
  done: "The download has started.",
  fileName: (room: string, day: string) => `${room} ${day}.zip`,
  exportedOn: (date: string, zone: string) => `Exported on ${date}. Times in ${zone}.`,
  deleted: "Message deleted",
  note: "Team only",
  viaEmail: "via email",
  edited: "edited",
  end: "End of the transcript",
  team: "Team",
  clientSide: "Client",
};

export type TranscriptStrings = typeof english;
/** Sentences of the export of a transcript. */
export const transcriptStrings = translated("transcriptStrings", english);
