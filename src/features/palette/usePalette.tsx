import { useCallback, useEffect, useState } from "react";
import type { Shell } from "../../app/paths";
import { useOpener } from "../../lib/useOpener";
import { lazyPart } from "../../lib/lazyPart";
import { PartBoundary } from "../../components/PartBoundary";

const CommandPalette = lazyPart(() => import("./CommandPalette"));

/**
 * The command palette of a shell: Ctrl/Cmd+K opens it, also while typing. Gives what is to be
 * rendered. Loaded when first asked for; focus goes back to where it was. `onCreateRoom` is there for
 * those who may.
 */
export function usePalette(shell: Shell, onCreateRoom: (() => void) | null) {
  const [isOpen, setIsOpen] = useState(false);
  const { remember, giveBack } = useOpener();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isAsked = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
      if (!isAsked || event.key.toLowerCase() !== "k" || event.isComposing) return;
      event.preventDefault(); // the browser would go to its own search field
      if (isOpen) return;
      remember();
      // Until the palette is there, what is typed must go nowhere: least of all into a message.
      (document.activeElement as HTMLElement | null)?.blur();
      setIsOpen(true);
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [remember, isOpen]);
  const onClose = useCallback(() => {
    setIsOpen(false);
    giveBack();
  }, [giveBack]);
  return (
    isOpen && (
      <PartBoundary onClose={onClose}>
        <CommandPalette shell={shell} onCreateRoom={onCreateRoom} onClose={onClose} />
      </PartBoundary>
    )
  );
}
