import type { Limits } from "../config.ts";
import { parseClientMessage, ProtocolError } from "./protocol.ts";
import type { ClientMessage } from "./protocol.ts";

/** Takes one message; `done` is called when the server need not remember it any longer. */
export type MessageHandler = (
  message: ClientMessage,
  done: () => void,
) => Promise<void> | undefined;

/**
 * Messages of one socket, handled strictly in order: what follows a sign-in waits until it is
 * verified, so that nothing runs as the wrong person. Bounds how much may wait.
 *
 * Invariant: one message is handled at a time. After `stop()` no further one is.
 */
export class Inbox {
  readonly #limits: Pick<Limits, "maxPendingBytes" | "maxPendingRequests">;
  readonly #handle: MessageHandler;
  readonly #fail: (error: unknown) => void;
  #waiting: string[] = [];
  #isReading = false;
  #isStopped = false;
  /** Characters of messages that are not handled or not answered yet. */
  #pendingCharacters = 0;

  /** `fail` gets what `handle` throws and every breach of the limits. */
  constructor(
    limits: Pick<Limits, "maxPendingBytes" | "maxPendingRequests">,
    handle: MessageHandler,
    fail: (error: unknown) => void,
  ) {
    this.#limits = limits;
    this.#handle = handle;
    this.#fail = fail;
  }

  /** Takes one text frame. */
  receive(text: string): void {
    if (this.#isStopped) return;
    const { maxPendingBytes, maxPendingRequests } = this.#limits;
    this.#pendingCharacters += text.length;
    // All mutations and actions that an honest client may have open fit behind one slow sign-in.
    const isFull = this.#waiting.length >= 2 * maxPendingRequests + 100;
    if (isFull || this.#pendingCharacters > maxPendingBytes) {
      this.#fail(new ProtocolError("TooManyMessages", "too much is waiting for an answer"));
      return;
    }
    this.#waiting.push(text);
    if (!this.#isReading) void this.#read();
  }

  stop(): void {
    this.#isStopped = true;
    this.#waiting = [];
  }

  async #read(): Promise<void> {
    this.#isReading = true;
    for (let text = this.#waiting.shift(); text !== undefined; text = this.#waiting.shift()) {
      const { length } = text;
      const done = () => (this.#pendingCharacters -= length);
      try {
        // Awaited only where it must wait, so that a burst of messages is taken in one turn.
        const pending = this.#handle(parseClientMessage(text), done);
        if (pending !== undefined) await pending;
      } catch (error) {
        this.#fail(error);
      }
    }
    this.#isReading = false;
  }
}
