import { useEffect, useSyncExternalStore } from "react";

let shown: string | null = null;
const listeners = new Set<() => void>();

function show(name: string | null): void {
  shown = name;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Says what the page beside the room list is called, for the browser's tab (WCAG 2.4.2). */
export function usePageName(name: string): void {
  useEffect(() => {
    show(name);
    return () => show(null);
  }, [name]);
}

/** The name of the page that is open; null: a room, or the home page. */
export function useShownPage(): string | null {
  return useSyncExternalStore(subscribe, () => shown);
}
