import { strToU8, Zip, ZipDeflate } from "fflate";
import { BYTE_ORDER_MARK, csvRow } from "./csv";
import {
  transcriptEntry,
  type TranscriptAbout,
  type TranscriptEntry,
  transcriptHead,
  TRANSCRIPT_END,
} from "./transcriptHtml";
import { transcriptStrings as s } from "./transcriptStrings";

const COLUMNS = ["number", "kind", "time (UTC)", "author", "side", "company", "source", "edited"];

/** Pages of entries, oldest first. */
export type Pages = AsyncIterable<TranscriptEntry[]>;

/**
 * Puts a transcript into a ZIP file: `transcript.html`, a page that needs nothing else, and
 * `messages.csv`. Written as the pages come, so that a long room needs no more memory than its
 * packed text and never holds the browser up. `notes` are set between the messages by time.
 * `onProgress` is told the number of messages done.
 */
export async function buildTranscript(
  about: TranscriptAbout,
  { messages, notes }: { messages: Pages; notes: TranscriptEntry[] },
  onProgress: (done: number) => void,
): Promise<Blob> {
  const archive = openArchive(["transcript.html", "messages.csv"]);
  const [page, table] = archive.files;
  page!(transcriptHead(about));
  table!(BYTE_ORDER_MARK + csvRow([...COLUMNS, "text"]));
  let previousTime: number | null = null;
  let done = 0;
  const waiting = [...notes];
  const write = (entry: TranscriptEntry) => {
    page!(transcriptEntry(entry, previousTime, about.timeZone));
    table!(csvRow(recordOf(entry)));
    previousTime = entry.time;
  };
  for await (const entries of messages) {
    for (const entry of entries) {
      while (waiting[0] !== undefined && waiting[0].time < entry.time) write(waiting.shift()!);
      write(entry);
    }
    archive.flush();
    done += entries.length;
    onProgress(done);
  }
  waiting.forEach(write);
  page!(TRANSCRIPT_END);
  return archive.close();
}

function recordOf(entry: TranscriptEntry): string[] {
  const { seq, kind, time, author, side, company, source, editedTime, text } = entry;
  return [
    String(seq),
    kind,
    new Date(time).toISOString(),
    author,
    side === "staff" ? s.team : s.clientSide,
    company ?? "",
    source,
    editedTime === null ? "" : new Date(editedTime).toISOString(),
    text ?? `(${s.deleted})`,
  ];
}

/** A ZIP file whose files are written to at the same time; text is packed at each flush. */
function openArchive(names: string[]) {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let failure: Error | null = null;
  const zip = new Zip((error, chunk) => {
    if (error !== null) failure = error;
    else parts.push(new Uint8Array(chunk));
  });
  const open = names.map((name) => {
    const file = new ZipDeflate(name, { level: 6 });
    zip.add(file);
    return { file, pending: [] as string[] };
  });
  const flush = (isEnd = false) => {
    for (const one of open) {
      one.file.push(strToU8(one.pending.join("")), isEnd);
      one.pending = [];
    }
    if (failure !== null) throw failure;
  };
  return {
    files: open.map((one) => (text: string) => void one.pending.push(text)),
    flush: () => flush(),
    close: () => {
      flush(true);
      zip.end();
      return new Blob(parts, { type: "application/zip" });
    },
  };
}
