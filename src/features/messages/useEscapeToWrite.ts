import { useEffect } from "react";
import { isTyping } from "../../lib/isTyping";

const OVERLAY = '[role="dialog"], [role="menu"], [role="listbox"]';

/**
 * Escape leads back to writing (`focus`), from wherever nothing else is its: not in a field, where it may clear what was
 * typed, and not in or under a dialog or a menu, which it closes.
 */
export function useEscapeToWrite(focus: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (isTyping(event.target)) return;
      if (event.target instanceof Element && event.target.closest(OVERLAY) !== null) return;
      if (document.querySelector('[aria-modal="true"]') === null) focus();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [focus]);
}
