import { readStored, viewerStorageKey, writeStored } from "../../lib/deviceStorage";
import { tokenKeys, writeOutMentions } from "../../../convex/text/mentions";
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

/** The people in a message that the server has not given back yet, as this device knows them. */
export function pickedNames(
  viewerEmail: string,
  { roomId, text }: { roomId: string; text: string },
): MentionView[] {
  const keys = tokenKeys(text);
  if (keys.length === 0) return [];
  return readPicks(viewerEmail, roomId)
    .filter(({ key }) => keys.includes(key))
    .map(({ key, name }) => ({ key, name, you: false }));
}

/** An unsent text as its writer reads it: to copy, when it can't be sent any more. */
export function writtenText(viewerEmail: string, entry: { roomId: string; text: string }): string {
  return writeOutMentions(entry.text, pickedNames(viewerEmail, entry));
}

/** Remembers one more. */
export function addPick(viewerEmail: string, roomId: string, pick: Pick): void {
  const others = readPicks(viewerEmail, roomId).filter(({ key }) => key !== pick.key);
  const kept = [...others, { key: pick.key, name: pick.name }].slice(-KEPT);
  writeStored(storageKey(viewerEmail, roomId), JSON.stringify(kept));
}
