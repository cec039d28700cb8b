import { readStored, storedKeys, viewerStorageKey, writeStored } from "../../lib/deviceStorage";

/** Shorter drafts are slips of the keyboard and not kept. */
const SHORTEST_DRAFT = 2;

/** What is being written: what is meant for the team must never turn up in the box for the client. */
export type DraftKind = "message" | "note";

/** Where a person's draft for a room lies on this device (removed at sign-out with the rest). */
export function draftKey(viewerEmail: string, roomId: string, kind: DraftKind = "message"): string {
  const place = kind === "note" ? [roomId, kind] : [roomId];
  return viewerStorageKey(viewerEmail, "draft", ...place);
}

/** What a person was writing in a room on this device; "" when there is nothing. */
export function readDraft(viewerEmail: string, roomId: string, kind?: DraftKind): string {
  return readStored(draftKey(viewerEmail, roomId, kind)) ?? "";
}

/** Keeps what is being written in a room; forgets it once hardly anything is left. */
export function writeDraft(
  viewerEmail: string,
  roomId: string,
  text: string,
  kind?: DraftKind,
): void {
  const isKept = text.replace(/\s/gu, "").length >= SHORTEST_DRAFT;
  writeStored(draftKey(viewerEmail, roomId, kind), isKept ? text : null);
}

/** How many drafts a person has on this device. */
export function countDrafts(viewerEmail: string): number {
  return storedKeys(draftKey(viewerEmail, "")).length;
}
