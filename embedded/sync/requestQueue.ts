import { ProtocolError } from "./protocol.ts";

/**
 * Requests of one socket: mutations one at a time in the order they came (the client counts on it
 * for its optimistic updates), actions side by side. Knows nothing of what a request does.
 *
 * Invariant: at most one mutation runs. After `stop()` nothing waiting is started any more; a
 * mutation that runs already still ends, and its client re-sends the others after reconnecting.
 */
export class RequestQueue {
  readonly #limit: number;
  readonly #mutations: (() => Promise<void>)[] = [];
  #draining: Promise<void> | null = null;
  #mutationCount = 0;
  #actions = new Set<Promise<void>>();
  #stopped = false;

  constructor(limits: { maxPendingRequests: number }) {
    this.#limit = limits.maxPendingRequests;
  }

  get pending(): number {
    return this.#mutationCount + this.#actions.size;
  }

  /** `run` must not reject. Throws ProtocolError above the limit. */
  addMutation(run: () => Promise<void>): void {
    if (this.#mutationCount >= this.#limit) {
      throw new ProtocolError("TooManyConcurrentMutations", `more than ${this.#limit} waiting`);
    }
    this.#mutationCount += 1;
    this.#mutations.push(run);
    this.#draining ??= this.#drain();
  }

  /** `run` must not reject. Throws ProtocolError above the limit. */
  addAction(run: () => Promise<void>): void {
    if (this.#actions.size >= this.#limit) {
      throw new ProtocolError("TooManyConcurrentActions", `more than ${this.#limit} running`);
    }
    const running = run().finally(() => this.#actions.delete(running));
    this.#actions.add(running);
  }

  /** Starts nothing more; resolves when what runs has ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all([this.#draining, ...this.#actions]);
  }

  async #drain(): Promise<void> {
    for (;;) {
      const run = this.#stopped ? undefined : this.#mutations.shift();
      if (run === undefined) break;
      await run();
      this.#mutationCount -= 1;
    }
    this.#draining = null;
  }
}
