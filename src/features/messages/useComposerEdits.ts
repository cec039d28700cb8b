import {
  type ClipboardEvent,
  type KeyboardEvent,
  type RefObject,
  useLayoutEffect,
  useRef,
} from "react";
import { continued, type Edited, linked, wrapped } from "./editText";
import { keyFacts } from "./sendKey";

/**
 * The editing aids of a text box: Ctrl/Cmd+B, I, E wrap the selection, Shift+Enter goes on with a
 * list, an address pasted over words makes a link. Nothing of it while an input method composes.
 */
export function useComposerEdits(
  box: RefObject<HTMLTextAreaElement | null>,
  setText: (text: string) => void,
) {
  const caret = useRef<{ start: number; end: number } | null>(null);

  // After React has put the new text into the box, which moves the caret to its end.
  useLayoutEffect(() => {
    if (caret.current === null) return;
    box.current?.setSelectionRange(caret.current.start, caret.current.end);
    caret.current = null;
  });

  const apply = (edited: Edited | null): boolean => {
    if (edited === null) return false;
    caret.current = { start: edited.start, end: edited.end };
    setText(edited.text);
    return true;
  };
  const current = (): Edited => {
    const { value = "", selectionStart = 0, selectionEnd = 0 } = box.current ?? {};
    return { text: value, start: selectionStart, end: selectionEnd };
  };

  return {
    apply,
    current,
    /** True when the key did something here. */
    onKey: (event: KeyboardEvent<HTMLTextAreaElement>): boolean => {
      const { key, isComposing, altKey, shiftKey, ctrlKey, metaKey } = keyFacts(event);
      if (isComposing || altKey) return false;
      const hasModifier = ctrlKey || metaKey;
      if (key === "Enter") return !hasModifier && apply(continued(current()));
      return hasModifier && !shiftKey && apply(wrapped(current(), key));
    },
    /** True when the paste made a link. */
    onPaste: (event: ClipboardEvent<HTMLTextAreaElement>): boolean =>
      apply(linked(current(), event.clipboardData.getData("text/plain"))),
  };
}
