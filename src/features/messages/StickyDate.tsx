import { type RefObject, useEffect, useState } from "react";
import classes from "./StickyDate.module.css";

const HIDE_AFTER_MS = 1_000;
const PROBE_BELOW_TOP_PX = 12;

/** The day of the row at the top of the list; null while its own divider can be seen there. */
function dayAtTop(scroller: HTMLElement): string | null {
  const box = scroller.getBoundingClientRect();
  const probe = document.elementFromPoint(box.left + box.width / 2, box.top + PROBE_BELOW_TOP_PX);
  const day = probe?.closest<HTMLElement>("[data-day]")?.dataset["day"];
  if (day === undefined) return null;
  const divider = scroller.querySelector(`[data-divider="${day}"]`);
  if (divider === null) return null;
  return divider.getBoundingClientRect().bottom > box.top ? null : divider.textContent;
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
