import { useEffect } from "react";
import { useNavigate } from "react-router";
import { isTyping } from "../../lib/isTyping";
import { SEARCH_BOX_ID } from "./searchBox";

/** "/" (not while typing) and Ctrl/Cmd+Shift+F lead to the search. */
export function useSearchKey(path: string): void {
  const navigate = useNavigate();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const withControl = (event.ctrlKey || event.metaKey) && event.shiftKey && !event.altKey;
      const isCombination = withControl && event.key.toLowerCase() === "f";
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
      const isSlash = event.key === "/" && isPlain && !isTyping(event.target);
      if ((!isCombination && !isSlash) || event.isComposing) return;
      // What a dialog asks comes first.
      if (document.querySelector('[role="dialog"][aria-modal="true"]')) return;
      event.preventDefault();
      const box = document.getElementById(SEARCH_BOX_ID);
      if (box === null) void navigate(path);
      else box.focus();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [path, navigate]);
}
