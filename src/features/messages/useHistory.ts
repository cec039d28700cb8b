import { type PaginationStatus, usePaginatedQuery } from "convex/react";
import { useMemo, useState } from "react";
import { api } from "../../../convex/_generated/api";
import { useKeptPage } from "../../lib/keptQueries";
import { useWereNotesLoaded } from "./roomNotes";
import type { MessageView, RoomDetails } from "./types";
import type { VisitStart } from "./unreadLine";
import { PAGE_SIZE } from "./useMorePages";
import { type Pages, useSteadyPages } from "./useSteadyPages";

/** With much unread, the first page reaches further back, up to this many messages. */
const FIRST_PAGE_MOST = 200;
/** Read messages that the first page holds above the unread line, to show what it follows. */
const CONTEXT = 20;

const NOTHING_YET: Pages = { messages: [], status: "LoadingFirstPage" };

export type History = {
  /** Loaded messages, oldest first. */
  messages: readonly MessageView[];
  status: PaginationStatus;
  loadMore: (count: number) => void;
  /** Where reading stood when the room was opened. */
  visit: VisitStart;
};

/** The messages of a room as far as they are loaded, kept up to date by Convex. */
export function useHistory(details: RoomDetails): History {
  const [visit] = useState<VisitStart>({ readSeq: details.readSeq, lastSeq: details.lastSeq });
  const wanted = visit.lastSeq - visit.readSeq + CONTEXT;
  const initialNumItems = Math.min(FIRST_PAGE_MOST, Math.max(PAGE_SIZE, wanted));
  const { results, status, loadMore } = usePaginatedQuery(
    api.messages.list,
    { roomId: details.room.roomId },
    { initialNumItems },
  );
  const kept = useKeptPage(api.messages.list, { roomId: details.room.roomId });
  const pages = useMemo<Pages>(() => {
    // A visited room is there at once, unless its first page has to reach further back than what was kept.
    if (status !== "LoadingFirstPage" || kept === null || initialNumItems > PAGE_SIZE) {
      return { messages: results.toReversed(), status };
    }
    return { messages: kept.page.toReversed(), status: kept.isDone ? "Exhausted" : "LoadingMore" };
  }, [results, status, kept, initialNumItems]);
  const isReady = useWereNotesLoaded();
  return { ...useSteadyPages(isReady ? pages : NOTHING_YET), loadMore, visit };
}
