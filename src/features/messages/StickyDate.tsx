import { type RefObject, useEffect, useState } from "react";
import classes from "./StickyDate.module.css";

const HIDE_AFTER_MS = 1_000;
/** How far below the top of the list the pill reaches: a divider there tells the day by itself. */
const PILL_REACH_PX = 44;

/**
 * The day of the row at the top of the list; null where a real divider can be seen beside it. Rows
 * are found by halving: asking the browser what lies at a point walks all of them at every frame.
 */
function dayAtTop(scroller: HTMLElement): string | null {
  const rows = scroller.firstElementChild?.children;
  if (rows === undefined) return null;
  const top = scroller.getBoundingClientRect().top;
  const first = firstBelow(rows, top);
  for (let index = first; index < rows.length; index += 1) {
    const row = rows[index]!;
    if (row.getBoundingClientRect().top >= top + PILL_REACH_PX) break;
    if (row.matches("[data-divider]")) return null;
  }
  const day = (rows[first] as HTMLElement | undefined)?.dataset["day"];
  if (day === undefined) return null;
  return scroller.querySelector(`[data-divider="${day}"]`)?.textContent ?? null;
}

/** Index of the first of `rows`, which stand one below the other, that ends below `top`. */
function firstBelow(rows: HTMLCollection, top: number): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle]!.getBoundingClientRect().bottom > top) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * A small pill with the day of the topmost message, shown while the list is being scrolled. For
 * the eye only: the dividers are headings and tell screen readers.
 */
export function StickyDate({ scroller }: { scroller: RefObject<HTMLElement | null> }) {
  const [day, setDay] = useState<string | null>(null);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    let frame = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onScroll = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => setDay(dayAtTop(element)));
      clearTimeout(timer);
      timer = setTimeout(() => setDay(null), HIDE_AFTER_MS);
    };
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      element.removeEventListener("scroll", onScroll);
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [scroller]);
  if (day === null) return null;
  return (
    <div className={classes.pill} data-sticky-date aria-hidden="true">
      {day}
    </div>
  );
}
