import { useCallback, useRef } from "react";

/**
 * Gives focus back to what opened a dialog. Dialogs here are mounted when they open (so that they load when first
 * asked for) and gone when they close, which leaves nobody inside them to do it.
 * `remember(element)` before opening (without one: what has focus now), `giveBack()` after closing.
 */
export function useOpener() {
  const opener = useRef<HTMLElement | null>(null);
  const remember = useCallback((element?: HTMLElement | null) => {
    opener.current = element ?? (document.activeElement as HTMLElement | null);
  }, []);
  const giveBack = useCallback(() => {
    // After the dialog's own focus trap has let go.
    setTimeout(() => {
      const isGone = opener.current?.isConnected !== true;
      // Another page took its place; unless that has the focus where it wants it, it is at its beginning.
      if (isGone && document.activeElement !== document.body) return;
      const target = isGone ? document.getElementById("main") : opener.current;
      target?.focus({ preventScroll: true });
    }, 0);
  }, []);
  return { remember, giveBack };
}
