import { useEffect, useRef, useState } from "react";

/**
 * For a dialog that is mounted when it opens and gone when it closes: gives the focus back to what had it. If that is
 * gone too, to the button of the menu that it stood in, or to the dialog or the page around it.
 */
export function useFocusBack(): void {
  const [targets] = useState(() => waysBack(document.activeElement));
  const isThere = useRef(false);
  useEffect(() => {
    isThere.current = true;
    return () => {
      isThere.current = false;
      // After the dialog's own focus trap has let go, and whoever knows a better place has taken it.
      setTimeout(() => {
        for (const target of targets) {
          if (isThere.current || document.activeElement !== document.body) return;
          target?.focus({ preventScroll: true });
        }
      });
    };
  }, [targets]);
}

function waysBack(opener: Element | null): (HTMLElement | null)[] {
  const menuButton = opener?.closest('[role="menu"]')?.getAttribute("aria-labelledby");
  return [
    opener as HTMLElement | null,
    menuButton == null ? null : document.getElementById(menuButton),
    opener?.closest<HTMLElement>('[role="dialog"]') ?? null,
    document.getElementById("main"),
  ];
}
