import { type FocusEvent, type KeyboardEvent, type RefObject, useCallback, useState } from "react";

function rowsOf(list: HTMLElement | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>("[data-key]") ?? [])];
}

function rowAfterKey(key: string, index: number, count: number): number | null {
  if (key === "ArrowUp") return Math.max(0, index - 1);
  if (key === "ArrowDown") return Math.min(count - 1, index + 1);
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  return null;
}

function isMenuKey(event: KeyboardEvent): boolean {
  return (
    event.key === "Enter" || event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey)
  );
}

/** Opens the menu of a row, if it has one. */
export function openRowMenu(row: HTMLElement): void {
  row.querySelector<HTMLElement>("[data-menu]")?.click();
}

/**
 * Makes the rows one stop of the Tab key: arrows, Home and End move between them, Enter and the menu
 * key open the menu of the row in focus, Delete asks to delete it, Escape leaves. Without a chosen row the last one is the stop.
 */
export function useRowFocus(list: RefObject<HTMLElement | null>, onLeave: () => void) {
  const [current, setCurrent] = useState<string | null>(null);

  const onFocus = useCallback((event: FocusEvent<HTMLElement>) => {
    const row = (event.target as HTMLElement).closest<HTMLElement>("[data-key]");
    if (row?.dataset["key"] !== undefined) setCurrent(row.dataset["key"]);
  }, []);

  const onKeyDown = useCallback(
    (event: KeyboardEvent<HTMLElement>) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const target = event.target as HTMLElement;
      const row = target.closest<HTMLElement>("[data-key]");
      // In the editor of a row the keys belong to the text.
      if (row === null || target.closest("form") !== null) return;
      const rows = rowsOf(list.current);
      const next = rowAfterKey(event.key, rows.indexOf(row), rows.length);
      if (next !== null) rows[next]?.focus();
      else if (event.key === "Escape") onLeave();
      else if (isMenuKey(event) && event.target === row) openRowMenu(row);
      else if (event.key === "Delete") row.querySelector<HTMLElement>("[data-delete]")?.click();
      else return;
      event.preventDefault();
    },
    [list, onLeave],
  );

  /** Focuses the last row (↑ in an empty composer). */
  const focusLast = useCallback(() => rowsOf(list.current).at(-1)?.focus(), [list]);

  /** Focuses the row after `key`, or the one before when it is the last. */
  const focusNeighbour = useCallback(
    (key: string) => {
      const rows = rowsOf(list.current);
      const index = rows.findIndex((row) => row.dataset["key"] === key);
      (rows[index + 1] ?? rows[index - 1] ?? rows[index])?.focus();
    },
    [list],
  );

  /** Focuses one row. */
  const focusRow = useCallback(
    (key: string) =>
      rowsOf(list.current)
        .find((row) => row.dataset["key"] === key)
        ?.focus(),
    [list],
  );

  return { current, onFocus, onKeyDown, focusLast, focusNeighbour, focusRow };
}
