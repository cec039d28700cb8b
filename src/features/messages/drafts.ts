import { readStored, storedKeys, viewerStorageKey, writeStored } from "../../lib/deviceStorage";

/** Shorter drafts are slips of the keyboard and not kept. */
const SHORTEST_DRAFT = 2;

/** Where a person's draft for a room lies on this device (removed at sign-out with the rest). */
export function draftKey(viewerEmail: string, roomId: string): string {
  return viewerStorageKey(viewerEmail, "draft", roomId);
}

/** What a person was writing in a room on this device; "" when there is nothing. */
export function readDraft(viewerEmail: string, roomId: string): string {
  return readStored(draftKey(viewerEmail, roomId)) ?? "";
}

/** Keeps what is being written in a room; forgets it once hardly anything is left. */
export function writeDraft(viewerEmail: string, roomId: string, text: string): void {
  const isKept = text.replace(/\s/gu, "").length >= SHORTEST_DRAFT;
  writeStored(draftKey(viewerEmail, roomId), isKept ? text : null);
}

/** How many drafts a person has on this device. */
export function countDrafts(viewerEmail: string): number {
  return storedKeys(draftKey(viewerEmail, "")).length;
}
