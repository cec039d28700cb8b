import { type RefObject, useEffect, useState } from "react";
import classes from "./StickyDate.module.css";

const HIDE_AFTER_MS = 1_000;
/** How far below the top of the list the pill reaches; rows are looked up along it. */
const PILL_REACH_PX = [4, 16, 28, 40];

/** The day of the row at the top of the list; null where a real divider can be seen beside it. */
function dayAtTop(scroller: HTMLElement): string | null {
  const box = scroller.getBoundingClientRect();
  const probes = PILL_REACH_PX.map((below) =>
    document.elementFromPoint(box.left + box.width / 2, box.top + below),
  );
  if (probes.some((probe) => probe?.closest("[data-divider]"))) return null;
  const day = probes[0]?.closest<HTMLElement>("[data-day]")?.dataset["day"];
  if (day === undefined) return null;
  return scroller.querySelector(`[data-divider="${day}"]`)?.textContent ?? null;
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
    <div className={classes.pill} aria-hidden="true">
      {day}
    </div>
  );
}
