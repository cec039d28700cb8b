import { IconArrowDown, IconArrowUp, IconX } from "@tabler/icons-react";
import { type RefObject, useEffect, useState } from "react";
import { formatSince } from "../../lib/dates";
import classes from "./JumpPills.module.css";
import { messageStrings as s } from "./messageStrings";
import type { ListScroll } from "./useListScroll";
import type { UnreadJump } from "./useUnreadJump";

type Props = {
  unread: UnreadJump;
  onMarkRead: () => void;
  now: number;
  timeZone: string;
  /** Whether the list stands far enough above its end. */
  isAway: boolean;
  newBelow: { count: number; firstSeq: number | null };
  scroll: ListScroll;
};

/**
 * The two ways through a long list: up to the unread line, down to the latest message. With new
 * messages below, the first press goes to the first of them and the next one to the end. Escape
 * takes both away: the one below comes back with the next message, or once the end was reached.
 */
export function JumpPills({ unread, onMarkRead, isAway, newBelow, scroll, ...props }: Props) {
  const [visited, setVisited] = useState<number | null>(null);
  /** How many were below when that pill was dismissed. */
  const [dismissed, setDismissed] = useState<number | null>(null);
  if (!isAway && dismissed !== null) setDismissed(null);
  const isBelow = isAway && dismissed !== newBelow.count;
  useEscape(scroll.scroller, isBelow || unread.count !== null, () => {
    setDismissed(newBelow.count);
    unread.dismiss();
  });

  const jumpDown = () => {
    const { firstSeq } = newBelow;
    const row =
      firstSeq !== null && firstSeq !== visited
        ? scroll.scroller.current?.querySelector(`[data-seq="${firstSeq}"]`)
        : null;
    setVisited(firstSeq);
    if (row) scroll.scrollTo(row);
    else scroll.scrollToEnd();
  };
  const since = unread.since === null ? null : formatSince(unread.since, props.now, props.timeZone);

  return (
    <>
      {unread.count !== null && (
        <div className={classes.up}>
          <button type="button" className={classes.upJump} onClick={unread.jump}>
            <IconArrowUp size={16} aria-hidden /> {s.unreadAbove(unread.count, since)}
          </button>
          <button
            type="button"
            className={classes.upClose}
            aria-label={s.markRead}
            title={s.markRead}
            onClick={onMarkRead}
          >
            <IconX size={15} aria-hidden />
          </button>
        </div>
      )}
      {isBelow && (
        <button
          type="button"
          className={classes.down}
          aria-label={s.jumpToLatest}
          title={s.jumpToLatest}
          onClick={jumpDown}
        >
          {newBelow.count > 0 && <span>{s.newBelow(newBelow.count)}</span>}
          <IconArrowDown size={18} aria-hidden />
        </button>
      )}
    </>
  );
}

/**
 * Calls `act` at Escape in the room's pane while `isOn`, unless it closed something there. Where the
 * list itself uses the key, to go back to writing, it does both.
 */
function useEscape(list: RefObject<HTMLElement | null>, isOn: boolean, act: () => void): void {
  useEffect(() => {
    if (!isOn) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || !(event.target instanceof Element)) return;
      const isInList = list.current?.contains(event.target) === true;
      const isInPane = list.current?.closest("section")?.contains(event.target) === true;
      if (isInPane && (isInList || !event.defaultPrevented)) act();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  });
}
