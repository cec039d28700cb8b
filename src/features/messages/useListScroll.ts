import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

/** Closer to the end than this counts as being there: new messages are followed. */
const NEAR_END_PX = 100;

/** Where the list stands: at the end, or so far above it that a way back is offered. */
export type ListPlace = { atEnd: boolean; far: boolean };

export type ListScroll = ListPlace & {
  /** Belongs on the scroller. */
  scroller: RefObject<HTMLDivElement | null>;
  scrollToEnd: () => void;
  /** Brings an element to a part of the list's height from the top: a third, unless told otherwise. */
  scrollTo: (element: Element, part?: number) => void;
};

/** Without scroll anchoring (Safari) an append below pushes what is being read upwards. */
function browserKeepsPlace(): boolean {
  return typeof CSS !== "undefined" && CSS.supports("overflow-anchor", "auto");
}

function rowWithKey(scroller: Element, key: string | undefined): Element | null {
  return key === undefined ? null : scroller.querySelector(`[data-key="${CSS.escape(key)}"]`);
}

/**
 * Scrolling of a `column-reverse` scroller: `scrollTop` is 0 at the end and negative above, so
 * older pages above never move what is on screen, and the end stays the end. `lastKey` names the
 * last row: when it changes, a list near its end follows, and any other keeps its place. An
 * open-ended list (its last row is not the room's latest) never follows: what comes below is a page
 * of history, and the browser, which does not hold a list that stands at its end, is told to leave
 * the place to us (`overflow-anchor: none`).
 */
export function useListScroll(lastKey: string | undefined, isOpenEnded = false): ListScroll {
  const scroller = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<ListPlace>({ atEnd: true, far: false });
  const nearEnd = useRef(true);
  const top = useRef(0);
  const listHeight = useRef(0);
  const height = useRef(0);
  const before = useRef({ lastKey, isOpenEnded });

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    // The browser holds the top row when the list gets lower (a growing composer, a keyboard), and
    // tells of it as of any scrolling; close to the end the last row is what counts.
    const holdEnd = () => {
      if (listHeight.current === element.clientHeight) return;
      listHeight.current = element.clientHeight;
      if (nearEnd.current) element.scrollTop = top.current;
    };
    const read = () => {
      holdEnd();
      const above = -element.scrollTop;
      const next = { atEnd: above < NEAR_END_PX, far: above > element.clientHeight };
      nearEnd.current = next.atEnd;
      top.current = element.scrollTop;
      height.current = element.scrollHeight;
      setPlace((now) => (now.atEnd === next.atEnd && now.far === next.far ? now : next));
    };
    const resized = new ResizeObserver(holdEnd);
    resized.observe(element);
    read();
    element.addEventListener("scroll", read, { passive: true });
    return () => {
      resized.disconnect();
      element.removeEventListener("scroll", read);
    };
  }, [scroller]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const was = before.current;
    before.current = { lastKey, isOpenEnded };
    if (was.isOpenEnded) {
      const oldLast = rowWithKey(element, was.lastKey)?.getBoundingClientRect().bottom;
      const newLast = rowWithKey(element, lastKey)?.getBoundingClientRect().bottom;
      if (oldLast !== undefined && newLast !== undefined) element.scrollTop -= newLast - oldLast;
    } else if (nearEnd.current) element.scrollTop = 0;
    else if (!browserKeepsPlace()) element.scrollTop -= element.scrollHeight - height.current;
    height.current = element.scrollHeight;
    top.current = element.scrollTop;
  }, [scroller, lastKey, isOpenEnded]);

  const scrollToEnd = useCallback(() => {
    nearEnd.current = true;
    top.current = 0;
    if (scroller.current !== null) scroller.current.scrollTop = 0;
  }, [scroller]);

  const scrollTo = useCallback(
    (target: Element, part = 1 / 3) => {
      const element = scroller.current;
      if (element === null) return;
      const offset = target.getBoundingClientRect().top - element.getBoundingClientRect().top;
      element.scrollTop += offset - element.clientHeight * part;
      top.current = element.scrollTop;
      nearEnd.current = -top.current < NEAR_END_PX;
    },
    [scroller],
  );

  return { ...place, scroller, scrollToEnd, scrollTo };
}
