import { useMutation } from "convex/react";
import { type RefObject, useCallback, useEffect, useRef } from "react";
import { api } from "../../../convex/_generated/api";
import { SeenTracker } from "./seenTracker";
import type { RoomId } from "./types";

/** A row is on screen when half of it is, or when it fills half of the list. */
const VISIBLE_PART = 0.5;
/** Fine steps: of a row much taller than the list, a small part already fills half of it. */
export const THRESHOLDS = Array.from({ length: 21 }, (_, step) => step / 20);

/** Whether enough of a row is visible for it to be read. */
export function isOnScreen(entry: IntersectionObserverEntry): boolean {
  const rootHeight = entry.rootBounds?.height ?? Number.POSITIVE_INFINITY;
  return (
    entry.isIntersecting &&
    (entry.intersectionRatio >= VISIBLE_PART ||
      entry.intersectionRect.height >= rootHeight * VISIBLE_PART)
  );
}

function hasAttention(): boolean {
  return document.visibilityState === "visible" && document.hasFocus();
}

/** Tells `tracker` whether somebody can be looking, until the function that it gives is called. */
export function watchAttention(tracker: SeenTracker): () => void {
  const update = () => tracker.setAttention(hasAttention());
  update();
  document.addEventListener("visibilitychange", update);
  window.addEventListener("focus", update);
  window.addEventListener("blur", update);
  return () => {
    document.removeEventListener("visibilitychange", update);
    window.removeEventListener("focus", update);
    window.removeEventListener("blur", update);
  };
}

export type SeenRows = {
  /** Marks everything up to a `seq` at once: the viewer asked for it. */
  markSeen: (seq: number) => void;
  /** What was marked unread during this visit stays so. */
  keepUnreadMark: () => void;
};

/**
 * Tells the server what the viewer has seen of a room: children of `log` with `data-seq`
 * (in that order, its parent scrolls) that were on a visible, focused screen for a second. `rows`
 * is anything that changes when rows are added.
 */
export function useSeenRows(
  log: RefObject<HTMLElement | null>,
  room: { roomId: RoomId; readSeq: number },
  rows: unknown,
): SeenRows {
  const { roomId, readSeq } = room;
  const markRead = useMutation(api.readPositions.markRead);
  const tracker = useRef<SeenTracker | null>(null);
  const observer = useRef<IntersectionObserver | null>(null);
  const watched = useRef(new WeakSet<Element>());
  const startSeq = useRef(readSeq);
  const keepsMark = useRef(false);

  useEffect(() => {
    const current = new SeenTracker(startSeq.current, (seq) =>
      markRead({ roomId, seq, keepsMark: keepsMark.current }),
    );
    tracker.current = current;
    watched.current = new WeakSet();
    observer.current = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) {
          const seq = Number((entry.target as HTMLElement).dataset["seq"]);
          if (isOnScreen(entry)) current.show(seq);
          else current.hide(seq);
        }
      },
      { root: log.current?.parentElement ?? null, threshold: THRESHOLDS },
    );
    const unwatch = watchAttention(current);
    return () => {
      unwatch();
      observer.current?.disconnect();
      current.stop();
    };
  }, [roomId, markRead, log]);

  useEffect(() => tracker.current?.confirm(readSeq), [readSeq]);

  useEffect(() => {
    // From the newest backwards: what was read before needs no watching.
    let row = log.current?.lastElementChild;
    for (; row; row = row.previousElementSibling) {
      const seq = Number((row as HTMLElement).dataset["seq"]);
      if (seq <= readSeq) break;
      if (Number.isNaN(seq) || watched.current.has(row)) continue;
      watched.current.add(row);
      observer.current?.observe(row);
    }
  }, [rows, readSeq, log]);

  const markSeen = useCallback((seq: number) => {
    keepsMark.current = false;
    tracker.current?.markSeen(seq);
  }, []);
  const keepUnreadMark = useCallback(() => {
    keepsMark.current = true;
  }, []);
  return { markSeen, keepUnreadMark };
}
