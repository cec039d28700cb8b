import { readStored, viewerStorageKey, writeStored } from "../../lib/deviceStorage";
import type { MessageView } from "./types";

type MentionView = MessageView["mentions"][number];

/** Whom a person picked in a room; more than a draft ever holds. */
const KEPT = 30;

export type Pick = { key: string; name: string };

function storageKey(viewerEmail: string, roomId: string): string {
  return viewerStorageKey(viewerEmail, "mentioned", roomId);
}

/**
 * The people whom a person has picked in a room on this device. A draft holds "@Lena Novak" and has
 * to become a token when it is sent, also after a reload: a name that stayed a name would reach
 * clients who must not learn of her (R5).
 */
export function readPicks(viewerEmail: string, roomId: string): Pick[] {
  const stored = readStored(storageKey(viewerEmail, roomId));
  if (stored === null) return [];
  try {
    return JSON.parse(stored) as Pick[];
  } catch {
    return [];
  }
}

/** Names picked since the page was opened: for messages that the server has not given back yet. */
const picked = new Map<string, string>();

/** The name behind a token of an unsent message, where this page knows it. */
export function pickedNames(keys: string[]): MentionView[] {
  return keys.flatMap((key) => {
    const name = picked.get(key);
    return name === undefined ? [] : [{ key, name, you: false }];
  });
}

/** Remembers one more. */
export function addPick(viewerEmail: string, roomId: string, pick: Pick): void {
  picked.set(pick.key, pick.name);
  const others = readPicks(viewerEmail, roomId).filter(({ key }) => key !== pick.key);
  const kept = [...others, { key: pick.key, name: pick.name }].slice(-KEPT);
  writeStored(storageKey(viewerEmail, roomId), JSON.stringify(kept));
}
