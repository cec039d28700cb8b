import type { PaginationStatus } from "convex/react";
import { type RefObject, useEffect } from "react";

/** Messages of one page of history. */
export const PAGE_SIZE = 50;
/** More messages load when the end of what is loaded comes within this part of the list's height. */
const LOAD_AHEAD = { older: "150% 0px 0px 0px", newer: "0px 0px 150% 0px" };

/** Loads the next page while `sentinel` (above the oldest row, below the newest) is within reach. */
export function useMorePages(
  direction: keyof typeof LOAD_AHEAD,
  scroller: RefObject<HTMLElement | null>,
  sentinel: RefObject<HTMLElement | null>,
  status: PaginationStatus,
  loadMore: (count: number) => void,
): void {
  useEffect(() => {
    if (status !== "CanLoadMore" || sentinel.current === null) return;
    // A new observer after every page: it reports at once if the sentinel is still within reach.
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) loadMore(PAGE_SIZE);
      },
      { root: scroller.current, rootMargin: LOAD_AHEAD[direction] },
    );
    observer.observe(sentinel.current);
    return () => observer.disconnect();
  }, [direction, scroller, sentinel, status, loadMore]);
}
