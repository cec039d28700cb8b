import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { type DraftKind, readDraft, writeDraft } from "./drafts";

const SAVE_AFTER_MS = 500;

export type Draft = {
  text: string;
  setText: (text: string) => void;
  /** Writes the draft to the device now (on blur). */
  save: () => void;
};

/**
 * The text being written in one room by one person, kept on the device: half a second after the
 * last key, on `save`, when the page is hidden, and when the composer goes away. The component
 * must be keyed by room and person.
 */
export function useDraft(viewerEmail: string, roomId: string, kind?: DraftKind): Draft {
  const [text, setTextState] = useState(() => readDraft(viewerEmail, roomId, kind));
  const latest = useRef(text);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);

  const save = useCallback(() => {
    if (timer.current === null) return;
    clearTimeout(timer.current);
    timer.current = null;
    writeDraft(viewerEmail, roomId, latest.current, kind);
  }, [viewerEmail, roomId, kind]);

  const setText = useCallback(
    (next: string) => {
      latest.current = next;
      setTextState(next);
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = setTimeout(save, SAVE_AFTER_MS);
      // What was just sent must not come back as a draft if the page dies within that time.
      if (next === "") save();
    },
    [save],
  );

  // A layout effect, so that the draft is stored before a screen that replaces this one reads it.
  useLayoutEffect(() => save, [save]);
  useEffect(() => {
    window.addEventListener("pagehide", save);
    document.addEventListener("visibilitychange", save);
    return () => {
      window.removeEventListener("pagehide", save);
      document.removeEventListener("visibilitychange", save);
    };
  }, [save]);

  return { text, setText, save };
}
