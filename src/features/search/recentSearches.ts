import { viewerStorageKey, writeStored } from "../../lib/deviceStorage";

const MOST_KEPT = 8;

/** Where this device keeps what a person searched for; removed with everything else at sign-out. */
export function recentKey(viewerEmail: string): string {
  return viewerStorageKey(viewerEmail, "searches");
}

/** What is stored under `recentKey`, newest first; none when it is damaged. */
export function parseRecent(stored: string | null): string[] {
  try {
    const value: unknown = JSON.parse(stored ?? "[]");
    return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
  } catch {
    return [];
  }
}

/** Puts a search in front of the earlier ones. */
export function rememberSearch(viewerEmail: string, stored: string | null, query: string): void {
  const earlier = parseRecent(stored).filter((one) => one !== query);
  const kept = [query, ...earlier].slice(0, MOST_KEPT);
  writeStored(recentKey(viewerEmail), JSON.stringify(kept));
}
