import { BYTE_ORDER_MARK, csvRow } from "./csv";
import { safeFileName } from "./fileNames";
import {
  type Kept,
  transcriptEntry,
  type TranscriptAbout,
  type TranscriptEntry,
  transcriptHead,
  transcriptEnd,
} from "./transcriptHtml";
import { transcriptStrings as s } from "./transcriptStrings";
import { ZipArchive } from "./zipArchive";
import { personName } from "../../language/personName";

/** The same in every language, for programs that read the table. */
const COLUMNS = [
  ...["number", "kind", "time (UTC)", "author", "side", "company", "source", "edited"],
  ...["answers", "reactions", "files", "text"],
];
const PAGE = 0;
const TABLE = 1;

/** Pages of entries, oldest first. */
export type Pages = AsyncIterable<TranscriptEntry[]>;

export type Sources = {
  messages: Pages;
  /** Set between the messages by time. */
  notes: TranscriptEntry[];
  /** The bytes of a file, null where they can't be had; absent: files are named only. */
  fetchFile?: (fileId: string) => Promise<Blob | null>;
};

/**
 * Puts a transcript into a ZIP file: `transcript.html`, a page that needs nothing else,
 * `messages.csv`, and `files/`. Written as the pages come, so that a long room never holds the browser
 * up. A file that can't be had is named as missing; the export goes on. `onProgress` is told the
 * number of messages done.
 */
export async function buildTranscript(
  about: TranscriptAbout,
  { messages, notes, fetchFile }: Sources,
  onProgress: (done: number) => void,
): Promise<Blob> {
  const archive = new ZipArchive(["transcript.html", "messages.csv"]);
  archive.write(PAGE, transcriptHead(about));
  archive.write(TABLE, BYTE_ORDER_MARK + csvRow(COLUMNS));
  let previousTime: number | null = null;
  let done = 0;
  const waiting = [...notes];
  const write = (entry: TranscriptEntry, kept: Kept[]) => {
    archive.write(PAGE, transcriptEntry(entry, kept, previousTime, about.timeZone));
    archive.write(TABLE, csvRow(recordOf(entry, kept)));
    previousTime = entry.time;
  };
  for await (const entries of messages) {
    for (const entry of entries) {
      while (waiting[0] !== undefined && waiting[0].time < entry.time) write(waiting.shift()!, []);
      write(entry, await keepFiles(archive, entry, fetchFile));
    }
    archive.flush();
    done += entries.length;
    onProgress(done);
  }
  for (const entry of waiting) write(entry, []);
  archive.write(PAGE, transcriptEnd());
  return await archive.close();
}

/** Puts the files of an entry into the archive, and says where each one is. */
async function keepFiles(
  archive: ZipArchive,
  { seq, time, attachments }: TranscriptEntry,
  fetchFile: Sources["fetchFile"],
): Promise<Kept[]> {
  const kept: Kept[] = [];
  for (const [i, { fileId, name, size }] of attachments.entries()) {
    if (fetchFile === undefined) {
      kept.push({ name, size, place: "left out" });
      continue;
    }
    const blob = await fetchFile(fileId);
    // Two files may have one name; their numbers differ.
    const path = `files/${String(seq).padStart(6, "0")}-${i + 1} ${safeFileName(name)}`;
    if (blob !== null) archive.add(path, blob, time);
    kept.push({ name, size, place: blob === null ? "missing" : { path } });
  }
  return kept;
}

function recordOf(entry: TranscriptEntry, kept: readonly Kept[]): string[] {
  const { seq, kind, time, author, side, company, source, editedTime, text, quote } = entry;
  return [
    String(seq),
    kind,
    new Date(time).toISOString(),
    personName(author),
    side === "staff" ? s.team : s.clientSide,
    company ?? "",
    source,
    editedTime === null ? "" : new Date(editedTime).toISOString(),
    quote === null ? "" : `${personName(quote.author)}: ${quote.text ?? s.deleted}`,
    reactionsOf(entry),
    kept.map(fileOf).join("; "),
    text ?? `(${s.deleted})`,
  ];
}

function reactionsOf({ reactions }: TranscriptEntry): string {
  return reactions
    .map(({ emoji, count }) => (count === null ? emoji : `${emoji} ${count}`))
    .join(" ");
}

function fileOf({ name, place }: Kept): string {
  if (place === "left out") return name;
  return place === "missing" ? `${name} (${s.fileMissing})` : place.path;
}
