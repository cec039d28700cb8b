import { useMutation, useQuery } from "convex/react";
import {
  createContext,
  type ReactNode,
  type RefObject,
  use,
  useCallback,
  useEffect,
  useMemo,
  useRef,
} from "react";
import { api } from "../../../convex/_generated/api";
import { SeenTracker } from "../messages/seenTracker";
import { isOnScreen, THRESHOLDS, watchAttention } from "../messages/useSeenRows";

type Watch = (row: HTMLElement, seq: number) => () => void;

type NotesRoom = {
  roomId: string;
  /** Reports the note in `row` as seen once it was, until the function that it gives is called. */
  watch: Watch;
};

const NotesRoomContext = createContext<NotesRoom>({ roomId: "", watch: () => () => {} });

/** The room whose notes are on screen. */
export function useNotesRoom(): NotesRoom {
  return use(NotesRoomContext);
}

/** Says which room's notes these are, and tells the server which of a room were on a visible, focused screen for a second. */
export function NotesRoomProvider(props: {
  roomId: string;
  hasNotes: boolean;
  children: ReactNode;
}) {
  const { roomId, hasNotes } = props;
  const readSeq = useQuery(api.notes.readPosition, hasNotes ? { roomId } : "skip");
  const markRead = useMutation(api.notes.markRead);
  const tracker = useRef<SeenTracker | null>(null);
  const observer = useRef<IntersectionObserver | null>(null);
  const seqs = useRef(new Map<Element, number>());
  const isKnown = readSeq !== undefined;

  useEffect(() => {
    if (!isKnown) return;
    const current = new SeenTracker(0, (seq) => markRead({ roomId, seq }));
    tracker.current = current;
    observer.current = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) {
          const seq = seqs.current.get(entry.target);
          if (seq === undefined) continue;
          if (isOnScreen(entry)) current.show(seq);
          else current.hide(seq);
        }
      },
      { threshold: THRESHOLDS },
    );
    for (const row of seqs.current.keys()) observer.current.observe(row);
    const unwatch = watchAttention(current);
    return () => {
      unwatch();
      observer.current?.disconnect();
      observer.current = null;
      current.stop();
    };
  }, [roomId, isKnown, markRead]);

  // After the tracker was made, and before the browser reports what is on screen.
  useEffect(() => {
    if (readSeq !== undefined) tracker.current?.confirm(readSeq);
  }, [readSeq]);

  const watch = useCallback<Watch>((row, seq) => {
    seqs.current.set(row, seq);
    observer.current?.observe(row);
    return () => {
      seqs.current.delete(row);
      observer.current?.unobserve(row);
    };
  }, []);
  const value = useMemo(() => ({ roomId, watch }), [roomId, watch]);
  return <NotesRoomContext value={value}>{props.children}</NotesRoomContext>;
}

/** Reports the note in `row` as seen once it was; `seq` undefined: there is nothing to report. */
export function useSeenNote(row: RefObject<HTMLElement | null>, seq: number | undefined): void {
  const { watch } = useNotesRoom();
  useEffect(() => {
    if (seq === undefined || row.current === null) return;
    return watch(row.current, seq);
  }, [watch, row, seq]);
}
