import type { PaginationStatus } from "convex/react";
import {
  type ReactNode,
  type Ref,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { useNow } from "../../lib/useNow";
import type { Editing } from "./editing";
import { JumpPills } from "./JumpPills";
import { ListEnd } from "./jump/ListEnd";
import { revealRow } from "./jump/revealRow";
import { ListTop } from "./ListTop";
import classes from "./MessageList.module.css";
import { messageStrings as s } from "./messageStrings";
import type { RowActions } from "./MessageRow";
import type { OutboxEntry } from "./outbox/outboxStore";
import { useNotesBeside } from "./roomNotes";
import { StickyDate } from "./StickyDate";
import { rowKey } from "./timeline";
import { TimelineRow } from "./TimelineRow";
import type { MessageView, RoomId } from "./types";
import type { VisitStart } from "./unreadLine";
import { useArrivalSentence, useNewBelow } from "./useArrivals";
import { useListScroll } from "./useListScroll";
import { useLongPress } from "./useLongPress";
import { useMorePages } from "./useMorePages";
import { openRowMenu, useRowFocus } from "./useRowFocus";
import { useSeenRows } from "./useSeenRows";
import { useTimeline } from "./useTimeline";
import { useUnreadJump } from "./useUnreadJump";
import { useUnreadLine } from "./useUnreadLine";

/** What the pane can ask of the list. */
export type MessageListHandle = {
  scrollToEnd: () => void;
  focusLast: () => void;
  focusNeighbour: (rowKey: string) => void;
  focusRow: (rowKey: string) => void;
  /** Centres, marks and focuses the message with this `seq`; calls `otherwise` if it is not loaded. */
  reveal: (seq: number, otherwise?: () => void) => void;
  /** Puts the unread line above this `seq`; the mark stays during this visit, whatever is seen. */
  markUnread: (seq: number) => void;
  /** Loaded messages, oldest first. */
  loaded: () => readonly MessageView[];
};

/** The way on from a list whose last row is not the room's latest message. */
export type NewerPages = {
  status: PaginationStatus;
  loadMore: (count: number) => void;
  toLatest: () => void;
};

export type MessageListProps = {
  ref?: Ref<MessageListHandle>;
  roomId: RoomId;
  roomName: string;
  timeZone: string;
  /** Loaded messages, oldest first. */
  messages: readonly MessageView[];
  unsent: readonly OutboxEntry[];
  status: PaginationStatus;
  loadMore: (count: number) => void;
  /** For a list that began in the middle of the history. */
  newer?: NewerPages;
  /** The message that such a list was opened for. */
  targetSeq?: number;
  /** Read position now, as the server knows it. */
  readSeq: number;
  /** Read position and last message when the room was opened. */
  visit: VisitStart;
  /** What stands above the first message of the room. */
  start: ReactNode;
  /** What stands there if there is no message at all. */
  empty: ReactNode;
  /** What stands below the newest message. */
  end?: ReactNode;
  editing: Editing | null;
  actions: RowActions;
  /** Escape in the list. */
  onLeave: () => void;
};

const HISTORY = {
  LoadingFirstPage: "loading",
  LoadingMore: "more",
  CanLoadMore: "more",
  Exhausted: "complete",
} as const;

const none = () => {};

/**
 * The messages of a room, oldest first, in a reversed scroller around one child (useListScroll).
 * One tab stop; spoken about by the live region alone, so that reading history stays silent.
 */
export function MessageList({ ref, ...props }: MessageListProps) {
  const { messages, unsent, status, visit, timeZone, roomId, newer, targetSeq } = props;
  const log = useRef<HTMLDivElement>(null);
  const top = useRef<HTMLDivElement>(null);
  const bottom = useRef<HTMLDivElement>(null);
  const hintId = useId();
  const now = useNow();

  const [marked, setMarked] = useState<VisitStart | null>(null);
  const line = useUnreadLine(messages, marked ?? visit, HISTORY[status]);
  const isOpenEnded = newer !== undefined && newer.status !== "Exhausted";
  const notes = useNotesBeside(messages, status, isOpenEnded);
  const items = useTimeline(messages, unsent, line.seq, timeZone, notes);
  const lastKey = items.at(-1)?.key;
  const scroll = useListScroll(lastKey, isOpenEnded);
  const { scroller, scrollTo } = scroll;
  const rows = useRowFocus(scroller, props.onLeave);
  const longPress = useLongPress(openRowMenu);
  const below = useNewBelow(messages, scroll.atEnd, visit.lastSeq);
  const sentence = useArrivalSentence(messages, visit.lastSeq);
  const { markSeen, keepUnreadMark } = useSeenRows(log, { roomId, readSeq: props.readSeq }, items);
  const unread = useUnreadJump({ roomId, line, visit, status, loadMore: props.loadMore, scroll });
  useMorePages("older", scroller, top, status, props.loadMore);
  useMorePages("newer", scroller, bottom, newer?.status ?? "Exhausted", newer?.loadMore ?? none);
  const toEnd = isOpenEnded ? newer.toLatest : scroll.scrollToEnd;
  useImperativeHandle(ref, () => ({
    ...rows,
    scrollToEnd: toEnd,
    reveal: (seq, otherwise) => revealRow({ scroller, scrollTo }, seq, otherwise),
    markUnread: (seq) => {
      keepUnreadMark();
      setMarked({ readSeq: seq - 1, lastSeq: messages.at(-1)?.seq ?? visit.lastSeq });
    },
    loaded: () => messages,
  }));

  const isPlaced = useRef(false);
  useLayoutEffect(() => {
    if (isPlaced.current || status === "LoadingFirstPage") return;
    isPlaced.current = true;
    if (targetSeq !== undefined) {
      revealRow({ scroller, scrollTo }, targetSeq);
      return;
    }
    const unreadLine = scroller.current?.querySelector("[data-unread-line]");
    if (unreadLine) scrollTo(unreadLine);
  }, [status, scroller, scrollTo, targetSeq]);

  const editedKey = props.editing === null ? null : rowKey(props.editing.view);
  const isEmpty = status === "Exhausted" && items.length === 0;
  const current = items.some((item) => item.key === rows.current) ? rows.current : lastKey;
  return (
    <div className={classes.viewport}>
      {status !== "LoadingFirstPage" && <StickyDate scroller={scroller} />}
      <div ref={scroller} className={classes.scroller} data-open-ended={isOpenEnded || undefined}>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- one tab stop whose rows the arrow keys reach, as in a feed */}
        <div
          // Another element than the rows to come had: the messages take their place, they don't push them.
          key={String(status === "LoadingFirstPage")}
          ref={log}
          role="log"
          aria-live="off"
          aria-label={s.list(props.roomName)}
          aria-describedby={hintId}
          aria-busy={status === "LoadingFirstPage"}
          className={classes.content}
          onFocus={rows.onFocus}
          onKeyDown={rows.onKeyDown}
          {...longPress}
        >
          <ListTop ref={top} status={status} start={isEmpty ? props.empty : props.start} />
          {items.map((item) => (
            <TimelineRow
              key={item.key}
              item={item}
              roomId={roomId}
              now={now}
              timeZone={timeZone}
              unreadCount={line.count}
              isCurrent={item.key === current}
              editing={item.key === editedKey ? props.editing : null}
              actions={props.actions}
            />
          ))}
          {props.end}
          {newer !== undefined && <ListEnd ref={bottom} status={newer.status} />}
        </div>
      </div>
      <p id={hintId} hidden>
        {s.keysHint}
      </p>
      <output aria-live="polite" className="visually-hidden">
        {sentence}
      </output>
      <JumpPills
        unread={unread}
        onMarkRead={() => {
          unread.dismiss();
          markSeen(messages.at(-1)?.seq ?? visit.lastSeq);
        }}
        now={now}
        timeZone={timeZone}
        isAway={!isOpenEnded && (scroll.far || below.count > 0)}
        newBelow={below}
        scroll={scroll}
      />
    </div>
  );
}
