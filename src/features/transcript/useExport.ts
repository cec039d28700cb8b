import { useConvex } from "convex/react";
import type { ConvexReactClient } from "convex/react";
import { useCallback, useEffect, useRef, useState } from "react";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { dayKey } from "../../lib/dates";
import { errorSentence } from "../../lib/errors";
import { buildTranscript, type Pages } from "./buildTranscript";
import { saveFile } from "./saveFile";
import type { TranscriptEntry } from "./transcriptHtml";
import { transcriptStrings as s } from "./transcriptStrings";

const PAGE_SIZE = 200;

export type ExportWish = { edition: "client" | "full"; withNotes: boolean };
export type ExportState =
  | { status: "idle" }
  | { status: "working"; done: number; all: number }
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

async function exportRoom(
  convex: ConvexReactClient,
  roomId: RoomId,
  wish: ExportWish,
  options: {
    timeZone: string;
    signal: AbortSignal;
    onProgress: (done: number, all: number) => void;
  },
): Promise<void> {
  const { timeZone, signal, onProgress } = options;
  const { edition, withNotes } = wish;
  const { lastSeq, ...about } = await convex.mutation(api.transcripts.start, { roomId, ...wish });
  signal.throwIfAborted();
  onProgress(0, lastSeq);
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
  const time = Date.now();
  const pages = { messages: pagesOf(messages, signal), notes };
  const blob = await buildTranscript({ ...about, time, timeZone }, pages, (done) =>
    onProgress(done, Math.max(done, lastSeq)),
  );
  saveFile(blob, s.fileName(about.roomName, dayKey(time, timeZone)));
}

/** Exports a room into a file of this device; ends with the component that uses it. */
export function useExport(roomId: RoomId, timeZone: string) {
  const convex = useConvex();
  const [state, setState] = useState<ExportState>({ status: "idle" });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const start = useCallback(
    async (wish: ExportWish) => {
      const { signal } = (running.current = new AbortController());
      const onProgress = (done: number, all: number) => setState({ status: "working", done, all });
      onProgress(0, 0);
      try {
        await exportRoom(convex, roomId, wish, { timeZone, signal, onProgress });
        setState({ status: "done" });
      } catch (error) {
        if (!signal.aborted) setState({ status: "failed", sentence: errorSentence(error) });
      }
    },
    [convex, roomId, timeZone],
  );
  return { state, start };
}
