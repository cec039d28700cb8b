import { useEffect, useRef } from "react";

const MARK = "anteroomSheet";
const PHONE = "(max-width: 767.98px)";

function isMarked(): boolean {
  const state: unknown = window.history.state;
  return typeof state === "object" && state !== null && MARK in state;
}

/**
 * For what fills the screen, on a phone or (`everywhere`) on any: while mounted, Back (or its gesture) calls `onClose` instead of leaving the page. Closing in any
 * other way takes the extra step out of the history again.
 */
export function useBackCloses(onClose: () => void, { everywhere = false } = {}): void {
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => {
    if (!everywhere && !window.matchMedia(PHONE).matches) return;
    // Later, so that a mount that is undone at once leaves no trace.
    const timer = setTimeout(() => {
      window.history.pushState({ ...(window.history.state as object | null), [MARK]: true }, "");
    });
    const onPop = () => {
      if (!isMarked()) close.current();
    };
    window.addEventListener("popstate", onPop);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("popstate", onPop);
      // A link that was followed meanwhile stands in its own place: that is not gone back from.
      if (isMarked()) window.history.back();
    };
  }, [everywhere]);
}
