import { useCallback, useState, type FocusEvent, type KeyboardEvent } from "react";

const ITEM = "[data-roving]";

/**
 * One tab stop for a list of links and buttons: ↑/↓/Home/End move between them (ARIA roving tabindex).
 * Items carry `data-roving={key}` and take `tabIndex` from `tabIndexOf(key)`; `resting` is the item that the Tab key
 * reaches before anything was focused (the open room, else the first).
 */
export function useRovingFocus(keys: readonly string[], resting: string | undefined) {
  const [focused, setFocused] = useState<string | null>(null);
  const first = keys[0];
  const active = [focused, resting, first].find((key) => key != null && keys.includes(key));

  const onKeyDown = useCallback((event: KeyboardEvent<HTMLElement>) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const items = [...event.currentTarget.querySelectorAll<HTMLElement>(ITEM)];
    const at = items.indexOf(document.activeElement as HTMLElement);
    const target = targetIndex(event.key, at, items.length);
    if (at === -1 || target === null) return;
    event.preventDefault();
    items[target]?.focus();
  }, []);
  const onFocus = useCallback((event: FocusEvent<HTMLElement>) => {
    const key = event.target.closest<HTMLElement>(ITEM)?.dataset["roving"];
    if (key !== undefined) setFocused(key);
  }, []);
  const onBlur = useCallback((event: FocusEvent<HTMLElement>) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setFocused(null);
  }, []);
  const tabIndexOf = (key: string) => (key === active ? 0 : -1);
  return { listProps: { onKeyDown, onFocus, onBlur }, tabIndexOf };
}

function targetIndex(key: string, at: number, count: number): number | null {
  if (key === "ArrowDown") return Math.min(at + 1, count - 1);
  if (key === "ArrowUp") return Math.max(at - 1, 0);
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  return null;
}
