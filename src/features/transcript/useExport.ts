import { useConvex } from "convex/react";
import type { ConvexReactClient } from "convex/react";
import { useCallback, useEffect, useRef, useState } from "react";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { dayKey } from "../../lib/dates";
import { errorSentence } from "../../lib/errors";
import { useSession } from "../auth/session";
import { buildTranscript, type Pages } from "./buildTranscript";
import { fetchFile } from "./fetchFile";
import { saveFile } from "./saveFile";
import type { TranscriptEntry } from "./transcriptHtml";
import { transcriptStrings as s } from "./transcriptStrings";

const PAGE_SIZE = 200;

export type ExportWish = {
  edition: "client" | "full";
  withNotes: boolean;
  /** Take the bytes of files along. */
  withFiles: boolean;
};
/** Messages done and in all, and bytes of files. */
type Progress = { done: number; all: number; bytes: number };
export type ExportState =
  | { status: "idle" }
  | ({ status: "working" } & Progress)
  | { status: "failed"; sentence: string }
  | { status: "done" };

type RoomId = Id<"rooms">;
type FetchPage = (
  cursor: string | null,
) => Promise<{ page: TranscriptEntry[]; isDone: boolean; continueCursor: string }>;

async function* pagesOf(fetchPage: FetchPage, signal: AbortSignal): Pages {
  let cursor: string | null = null;
  for (let isDone = false; !isDone; ) {
    const result = await fetchPage(cursor);
    signal.throwIfAborted();
    ({ isDone, continueCursor: cursor } = result);
    yield result.page;
  }
}

type Options = {
  timeZone: string;
  token: () => Promise<string | null>;
  signal: AbortSignal;
  onProgress: (progress: Progress) => void;
};

async function exportRoom(
  convex: ConvexReactClient,
  roomId: RoomId,
  { edition, withNotes, withFiles }: ExportWish,
  { timeZone, token, signal, onProgress }: Options,
): Promise<void> {
  const wish = { roomId, edition, withNotes };
  const { lastSeq, ...about } = await convex.mutation(api.transcripts.start, wish);
  signal.throwIfAborted();
  const progress = { done: 0, all: lastSeq, bytes: 0 };
  const tell = (changes: Partial<Progress>) => onProgress({ ...Object.assign(progress, changes) });
  tell({});
  const messages: FetchPage = (cursor) => {
    const paginationOpts = { numItems: PAGE_SIZE, cursor };
    return convex.query(api.transcripts.messages, { roomId, edition, paginationOpts });
  };
  const noted: FetchPage = (cursor) => {
    const paginationOpts = { numItems: PAGE_SIZE, cursor };
    return convex.query(api.transcripts.notes, { roomId, paginationOpts });
  };
  const notes: TranscriptEntry[] = [];
  if (withNotes) for await (const page of pagesOf(noted, signal)) notes.push(...page);
  const onBytes = (count: number) => tell({ bytes: progress.bytes + count });
  const bytesOf = async (fileId: string) => {
    try {
      return await fetchFile(fileId, { token, signal, onBytes });
    } catch {
      // One file that is gone must not cost the others; being stopped is another matter.
      signal.throwIfAborted();
      return null;
    }
  };
  const time = Date.now();
  const sources = { messages: pagesOf(messages, signal), notes };
  const blob = await buildTranscript(
    { ...about, time, timeZone },
    withFiles ? { ...sources, fetchFile: bytesOf } : sources,
    (done) => tell({ done, all: Math.max(done, lastSeq) }),
  );
  signal.throwIfAborted();
  saveFile(blob, s.fileName(about.roomName, dayKey(time, timeZone)));
}

/** Exports a room into a file of this device; ends with the component that uses it. */
export function useExport(roomId: RoomId, timeZone: string) {
  const convex = useConvex();
  const { token } = useSession();
  const [state, setState] = useState<ExportState>({ status: "idle" });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const start = useCallback(
    async (wish: ExportWish) => {
      const { signal } = (running.current = new AbortController());
      const onProgress = (progress: Progress) => {
        if (!signal.aborted) setState({ status: "working", ...progress });
      };
      onProgress({ done: 0, all: 0, bytes: 0 });
      try {
        await exportRoom(convex, roomId, wish, { timeZone, token, signal, onProgress });
        setState({ status: "done" });
      } catch (error) {
        if (!signal.aborted) setState({ status: "failed", sentence: errorSentence(error) });
      }
    },
    [convex, roomId, timeZone, token],
  );
  return { state, start };
}
