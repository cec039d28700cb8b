import type { PickedFile } from "../../files/upload";
import type { Quote } from "../quote";
import { dropEntry, isOutboxKey, loadEntries, storeEntry } from "./outboxStorage";

/** Why an entry does not go on by itself: `failed` can be tried again, `refused` never helps. */
export type OutboxState =
  | { kind: "queued" }
  | { kind: "failed"; reason: string }
  | { kind: "refused"; reason: string };

/** One message or note that this browser has not got confirmed yet. */
export type OutboxEntry = {
  /** UUID made here; the server keeps it under a unique index, so sending again never doubles. */
  clientMessageId: string;
  roomId: string;
  text: string;
  /** What goes with it; the bytes are the upload store's. */
  files: readonly PickedFile[];
  /** The message that it answers. */
  quote?: Quote;
  /** Its readers are asked to confirm it (announcements). */
  asksConfirmation?: true;
  /** A note for the team; absent for a message. */
  note?: true;
  /** ms since the epoch by this computer's clock; strictly rising, so that it is also the order. */
  createdTime: number;
  state: OutboxState;
};

/** An entry that has waited longer is not sent without asking: the talk has moved on. */
export const STALE_AFTER_MS = 24 * 60 * 60 * 1000;

/** What another tab is sending is left to it for this long; then that tab is taken for closed. */
export const ADOPT_AFTER_MS = 10_000;

const NONE: readonly OutboxEntry[] = [];

/**
 * What one person has written in this browser and the server has not confirmed yet.
 *
 * Responsible for keeping it over reloads, crashes and tabs, and for its order. Not responsible
 * for sending (OutboxCourier). Invariant: memory mirrors the device's storage and is in send
 * order; `applyForeignChange` restores that after another tab wrote.
 */
export class OutboxStore {
  readonly #viewerEmail: string;
  #entries: readonly OutboxEntry[] = NONE;
  #byRoom = new Map<string, readonly OutboxEntry[]>();
  /** Entries that another tab added while this one was open. */
  readonly #elsewhere = new Set<string>();
  readonly #listeners = new Set<() => void>();

  constructor(viewerEmail: string) {
    this.#viewerEmail = viewerEmail;
    this.#commit(loadEntries(viewerEmail).map(withoutStale));
  }

  /** All entries, in send order; the same array until something changes. */
  get entries(): readonly OutboxEntry[] {
    return this.#entries;
  }

  /** The entries of one room, in send order; the same array until something changes. */
  room(roomId: string): readonly OutboxEntry[] {
    return this.#byRoom.get(roomId) ?? NONE;
  }

  /** Whether an entry is still to be sent: neither confirmed nor given up. */
  has(clientMessageId: string): boolean {
    return this.#entries.some((entry) => entry.clientMessageId === clientMessageId);
  }

  /** Whether another tab is taking care of an entry: every open tab would send it otherwise. */
  isElsewhere(clientMessageId: string): boolean {
    return this.#elsewhere.has(clientMessageId);
  }

  /** Adds a message (or a note) at the end of the queue. It is on the device before anything is sent. */
  add(
    roomId: string,
    text: string,
    kind: "message" | "note" = "message",
    files: readonly PickedFile[] = [],
    quote: Quote | null = null,
    asksConfirmation = false,
  ): OutboxEntry {
    const last = this.#entries.at(-1)?.createdTime ?? 0;
    const entry: OutboxEntry = {
      clientMessageId: crypto.randomUUID(),
      roomId,
      text,
      files,
      ...(kind === "note" ? { note: true as const } : {}),
      ...(quote === null ? {} : { quote }),
      ...(asksConfirmation ? { asksConfirmation: true as const } : {}),
      createdTime: Math.max(Date.now(), last + 1),
      state: { kind: "queued" },
    };
    storeEntry(this.#viewerEmail, entry);
    this.#commit([...this.#entries, entry]);
    return entry;
  }

  /** Records what became of an entry; nothing happens if it is gone (deleted meanwhile). */
  setState(clientMessageId: string, state: OutboxState): void {
    const entry = this.#entries.find((candidate) => candidate.clientMessageId === clientMessageId);
    if (entry === undefined) return;
    const changed = { ...entry, state };
    this.#elsewhere.delete(clientMessageId);
    storeEntry(this.#viewerEmail, changed);
    this.#commit(this.#entries.map((candidate) => (candidate === entry ? changed : candidate)));
  }

  /** Forgets an entry: the server has it, or its writer gave it up. */
  remove(clientMessageId: string): void {
    dropEntry(this.#viewerEmail, clientMessageId);
    this.#commit(this.#entries.filter((entry) => entry.clientMessageId !== clientMessageId));
  }

  /** Calls `listener` after each change; gives the function that ends it. */
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Takes over what another tab wrote under `key` (null: the whole storage was cleared). */
  applyForeignChange(key: string | null): void {
    if (key !== null && !isOutboxKey(this.#viewerEmail, key)) return;
    const known = new Set(this.#entries.map((entry) => entry.clientMessageId));
    const entries = loadEntries(this.#viewerEmail);
    for (const { clientMessageId } of entries) {
      if (!known.has(clientMessageId)) this.#leaveToOtherTab(clientMessageId);
    }
    this.#commit(entries);
  }

  #leaveToOtherTab(clientMessageId: string): void {
    this.#elsewhere.add(clientMessageId);
    setTimeout(() => {
      if (this.#elsewhere.delete(clientMessageId)) this.#commit(this.#entries);
    }, ADOPT_AFTER_MS);
  }

  #commit(entries: readonly OutboxEntry[]): void {
    this.#entries = entries;
    this.#byRoom = byRoom(entries);
    for (const listener of this.#listeners) listener();
  }
}

function byRoom(entries: readonly OutboxEntry[]): Map<string, readonly OutboxEntry[]> {
  const rooms = new Map<string, OutboxEntry[]>();
  for (const entry of entries) {
    rooms.set(entry.roomId, [...(rooms.get(entry.roomId) ?? []), entry]);
  }
  return rooms;
}

function withoutStale(entry: OutboxEntry): OutboxEntry {
  const isFresh = Date.now() - entry.createdTime < STALE_AFTER_MS;
  if (entry.state.kind !== "queued" || isFresh) return entry;
  return { ...entry, state: { kind: "failed", reason: "STALE" } };
}
