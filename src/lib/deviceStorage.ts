import { useSyncExternalStore } from "react";

/**
 * What this device remembers for one person: drafts, the outbox.
 * Keys carry the person, so that two people on one device never see each other's drafts, and sign-out removes them all.
 */
const PREFIX = "anteroom";
const listeners = new Set<() => void>();

/** The storage key of `parts` for one viewer, e.g. `viewerStorageKey(email, "draft", roomId)`. */
export function viewerStorageKey(viewerEmail: string, ...parts: string[]): string {
  return [PREFIX, viewerEmail.toLowerCase(), ...parts].join(":");
}

/** Reads a string; null when it is absent or storage is blocked (private mode, cookies off). */
export function readStored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Writes a string, or removes the key when `value` is null. Returns whether the device kept it. */
export function writeStored(key: string, value: string | null): boolean {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    return false;
  }
  for (const listener of listeners) listener();
  return true;
}

/** The stored string, kept up to date in a component: with writes of this tab and of others. */
export function useStored(key: string): string | null {
  return useSyncExternalStore(subscribe, () => readStored(key));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

/** Every key on this device that begins with `prefix`; none where storage is blocked (then nothing was kept). */
export function storedKeys(prefix: string): string[] {
  try {
    return Array.from(
      { length: localStorage.length },
      (_, index) => localStorage.key(index) ?? "",
    ).filter((key) => key.startsWith(prefix));
  } catch {
    return [];
  }
}

/** Removes everything that this device keeps for one viewer (sign-out). */
export function clearViewerStorage(viewerEmail: string): void {
  for (const key of storedKeys(`${viewerStorageKey(viewerEmail)}:`)) localStorage.removeItem(key);
}
