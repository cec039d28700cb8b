import type { OutboxEntry, OutboxStore } from "./outboxStore";
import { judgeFailure } from "./sendFailure";

/** Sends one entry; resolves once the server has stored it and rejects with its error. */
export type SendEntry = (entry: OutboxEntry) => Promise<unknown>;

/**
 * Carries the outbox of one person to the server.
 *
 * Responsible for: each room's entries leave one after the other in the order of writing (G3),
 * an entry leaves the outbox only after the server confirmed it (G2 makes a second try harmless).
 * Not responsible for the connection: Convex holds a mutation back while offline. Invariant: at
 * most one send per room is under way.
 */
export class OutboxCourier {
  readonly #outbox: OutboxStore;
  readonly #send: SendEntry;
  readonly #busyRooms = new Set<string>();
  readonly #waits = new Map<string, ReturnType<typeof setTimeout>>();
  #unsubscribe: (() => void) | null = null;

  constructor(outbox: OutboxStore, send: SendEntry) {
    this.#outbox = outbox;
    this.#send = send;
  }

  /** Sends what is queued now and whatever is added later. */
  start(): void {
    this.#unsubscribe ??= this.#outbox.subscribe(() => this.#sendWaiting());
    this.#sendWaiting();
  }

  /** Starts nothing more; a send that is under way still clears its entry. */
  stop(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = null;
    for (const [roomId, wait] of this.#waits) {
      clearTimeout(wait);
      this.#busyRooms.delete(roomId);
    }
    this.#waits.clear();
  }

  get #running(): boolean {
    return this.#unsubscribe !== null;
  }

  #sendWaiting(): void {
    for (const { roomId } of this.#outbox.entries) this.#sendNext(roomId);
  }

  #sendNext(roomId: string): void {
    if (!this.#running || this.#busyRooms.has(roomId)) return;
    const entry = this.#outbox.room(roomId).find(({ state }) => state.kind === "queued");
    if (entry === undefined || this.#outbox.isElsewhere(entry.clientMessageId)) return;
    this.#busyRooms.add(roomId);
    void this.#deliver(entry);
  }

  async #deliver(entry: OutboxEntry): Promise<void> {
    try {
      await this.#send(entry);
    } catch (error) {
      this.#afterFailure(entry, error);
      return;
    }
    this.#busyRooms.delete(entry.roomId);
    this.#outbox.remove(entry.clientMessageId);
    this.#sendNext(entry.roomId);
  }

  #afterFailure(entry: OutboxEntry, error: unknown): void {
    const failure = judgeFailure(error);
    if (failure.kind !== "wait") {
      this.#busyRooms.delete(entry.roomId);
      this.#outbox.setState(entry.clientMessageId, failure);
      this.#sendNext(entry.roomId);
      return;
    }
    // The room stays busy meanwhile, so that later messages do not overtake this one.
    const wait = setTimeout(() => {
      this.#waits.delete(entry.roomId);
      this.#busyRooms.delete(entry.roomId);
      this.#sendNext(entry.roomId);
    }, failure.retryAfterMs);
    this.#waits.set(entry.roomId, wait);
  }
}
