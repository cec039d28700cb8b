import type { PaginationStatus } from "convex/react";
import { useCallback, useEffect, useState } from "react";
import type { RoomId } from "./types";
import type { UnreadLine, VisitStart } from "./unreadLine";
import type { ListScroll } from "./useListScroll";
import { useUnreadSince } from "./useUnreadSince";

/** Messages of one page while looking for the unread line. */
const SEEK_PAGE_SIZE = 100;

export type UnreadJump = {
  /** How many unread messages are above; null: there is no need for a way there. */
  count: string | null;
  /** When the oldest of them was written (ms); null while that is not known. */
  since: number | null;
  jump: () => void;
  dismiss: () => void;
};

/**
 * The way up to the unread line, offered until it has been on screen once in this visit. When the
 * line is not loaded yet, `jump` loads history until it is.
 */
export function useUnreadJump(list: {
  roomId: RoomId;
  line: UnreadLine;
  visit: VisitStart;
  status: PaginationStatus;
  loadMore: (count: number) => void;
  scroll: ListScroll;
}): UnreadJump {
  const { line, visit, status, loadMore } = list;
  const { settled } = line;
  const { scroller, scrollTo } = list.scroll;
  const [reached, setReached] = useState(false);
  const [wanted, setWanted] = useState(false);

  useEffect(() => {
    const element = scroller.current?.querySelector("[data-unread-line]");
    if (reached || line.seq === null || !element) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setReached(true);
      },
      { root: scroller.current },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller, reached, line.seq]);

  useEffect(() => {
    if (wanted && !settled && status === "CanLoadMore") loadMore(SEEK_PAGE_SIZE);
  }, [wanted, settled, status, loadMore]);

  useEffect(() => {
    if (!wanted || !settled) return;
    const element = scroller.current?.querySelector("[data-unread-line]");
    if (element) scrollTo(element);
  }, [wanted, settled, scroller, scrollTo]);

  const jump = useCallback(() => setWanted(true), []);
  const dismiss = useCallback(() => setReached(true), []);

  const isNeeded =
    !reached && visit.readSeq < visit.lastSeq && (!line.settled || line.seq !== null);
  const isOffered = isNeeded && status !== "LoadingFirstPage";
  const since = useUnreadSince(list.roomId, visit, line, isOffered);
  return {
    count: isOffered ? `${line.count}${line.settled ? "" : "+"}` : null,
    since,
    jump,
    dismiss,
  };
}
