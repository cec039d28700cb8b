import { readStored, storedKeys, viewerStorageKey, writeStored } from "../../../lib/deviceStorage";
import type { PickedFile } from "../../files/upload";
import { parseQuote } from "../quote";
import type { OutboxEntry, OutboxState } from "./outboxStore";

/**
 * Entries on this device, one storage key each: two tabs that rewrote one list would lose each
 * other's entries. Sign-out removes them with everything else of the person.
 */
function entryKey(viewerEmail: string, clientMessageId: string): string {
  return viewerStorageKey(viewerEmail, "outbox", clientMessageId);
}

/** Whether a storage key belongs to this person's outbox. */
export function isOutboxKey(viewerEmail: string, key: string): boolean {
  return key.startsWith(entryKey(viewerEmail, ""));
}

/** Writes an entry; a device that refuses costs the survival of a reload, never the sending. */
export function storeEntry(viewerEmail: string, entry: OutboxEntry): void {
  writeStored(entryKey(viewerEmail, entry.clientMessageId), JSON.stringify(entry));
}

/** Forgets a stored entry. */
export function dropEntry(viewerEmail: string, clientMessageId: string): void {
  writeStored(entryKey(viewerEmail, clientMessageId), null);
}

/** Every entry that the device keeps for a person, in the order of writing. */
export function loadEntries(viewerEmail: string): OutboxEntry[] {
  return storedKeys(entryKey(viewerEmail, ""))
    .map((key) => parseEntry(readStored(key)))
    .filter((entry) => entry !== null)
    .sort((one, other) => one.createdTime - other.createdTime);
}

/** Reads a stored entry; null for anything that this code did not write. */
function parseEntry(json: string | null): OutboxEntry | null {
  if (json === null) return null;
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null) return null;
  const { clientMessageId, roomId, text, note, quote, createdTime, state } = value as Record<
    string,
    unknown
  >;
  if (typeof clientMessageId !== "string" || typeof roomId !== "string") return null;
  if (typeof text !== "string" || typeof createdTime !== "number") return null;
  // What was meant for the team alone stays so: a note that lost its mark would go to the client.
  const kind = note === true ? { note: true as const } : {};
  const { files, asksConfirmation } = value as Record<string, unknown>;
  const quoted = parseQuote(quote);
  const answer = quoted === null ? {} : { quote: quoted };
  return {
    clientMessageId,
    roomId,
    text,
    files: parseFiles(files),
    ...(asksConfirmation === true ? { asksConfirmation: true as const } : {}),
    ...kind,
    ...answer,
    createdTime,
    state: parseState(state),
  };
}

function parseFiles(value: unknown): PickedFile[] {
  return Array.isArray(value) ? value.map(parseFile).filter((file) => file !== null) : [];
}

function parseFile(value: unknown): PickedFile | null {
  if (typeof value !== "object" || value === null) return null;
  const { uploadId, name, size, isImage, width, height } = value as Record<string, unknown>;
  if (typeof uploadId !== "string" || typeof name !== "string") return null;
  return {
    uploadId,
    name,
    size: Number(size),
    isImage: isImage === true,
    width: typeof width === "number" ? width : null,
    height: typeof height === "number" ? height : null,
  };
}

function parseState(value: unknown): OutboxState {
  if (typeof value !== "object" || value === null) return { kind: "queued" };
  const { kind, reason } = value as Record<string, unknown>;
  if ((kind === "failed" || kind === "refused") && typeof reason === "string") {
    return { kind, reason };
  }
  return { kind: "queued" };
}
