import { IconArrowDown, IconArrowUp, IconX } from "@tabler/icons-react";
import { useState } from "react";
import classes from "./JumpPills.module.css";
import { messageStrings as s } from "./messageStrings";
import type { ListScroll } from "./useListScroll";
import type { UnreadJump } from "./useUnreadJump";

type Props = {
  unread: UnreadJump;
  onMarkRead: () => void;
  /** Whether the list stands far enough above its end. */
  isAway: boolean;
  newBelow: { count: number; firstSeq: number | null };
  scroll: ListScroll;
};

/**
 * The two ways through a long list: up to the unread line, down to the latest message. With new
 * messages below, the first press goes to the first of them and the next one to the end.
 */
export function JumpPills({ unread, onMarkRead, isAway, newBelow, scroll }: Props) {
  const [visited, setVisited] = useState<number | null>(null);

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

  return (
    <>
      {unread.count !== null && (
        <div className={classes.up}>
          <button type="button" className={classes.upJump} onClick={unread.jump}>
            <IconArrowUp size={16} aria-hidden /> {s.unreadAbove(unread.count)}
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
      {isAway && (
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
