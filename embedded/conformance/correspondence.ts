import type { ConvexClient } from "convex/browser";
import { api } from "./fixture/convex/_generated/api.js";
import { judge } from "./history.ts";
import type { Entry, HistoryEvent, Verdict } from "./history.ts";

/** A live query shows this many entries, so that a long list costs a watcher little. */
const WINDOW = 20;
/** Far above what a test sends, far below what a query may read. */
const ALL = 5_000;

/**
 * Stock clients that write to one list and watch it. Records what each was told and shown, and has
 * it judged. A client that only watches gives its name to `watch`, one that writes to both.
 */
export class Correspondence {
  readonly events: HistoryEvent[] = [];
  acknowledged = 0;
  readonly #list: string;
  /** Watcher -> how far its screen reaches. */
  readonly #reached = new Map<string, number>();
  readonly #unanswered = new Map<string, Set<string>>();
  #waiting: (() => void)[] = [];

  constructor(list = "correspondence") {
    this.#list = list;
  }

  /** Shows the end of the list to `name`; resolves with its first view. */
  async watch(name: string, client: ConvexClient): Promise<void> {
    const args = { list: this.#list, count: WINDOW };
    client.onUpdate(api.lists.tail, args, (entries) => {
      this.#reached.set(name, entries.at(-1)?.position ?? 0);
      this.#record({ type: "view", client: name, entries });
    });
    await this.until(() => this.#reached.has(name));
  }

  /** Sends one entry; gives the error of a refusal, null when it was acknowledged. */
  async send(name: string, client: ConvexClient, text: string): Promise<unknown> {
    const unanswered = this.#unanswered.get(name) ?? new Set();
    this.#unanswered.set(name, unanswered.add(text));
    this.#record({ type: "invoke", client: name, text });
    try {
      const position = await client.mutation(api.lists.post, { list: this.#list, text });
      this.acknowledged += 1;
      unanswered.delete(text);
      this.#record({ type: "ok", client: name, text, position });
      return null;
    } catch (error) {
      // A client that was closed meanwhile fails without knowing: that is already recorded.
      if (unanswered.delete(text)) this.#record({ type: "fail", client: name, text });
      return error;
    }
  }

  /** Closes a sender that may be waiting for answers, as a closed tab does: it never learns them. */
  async abandon(name: string, client: ConvexClient): Promise<void> {
    const unanswered = this.#unanswered.get(name) ?? new Set();
    for (const text of unanswered) this.#record({ type: "unknown", client: name, text });
    unanswered.clear();
    await client.close();
  }

  /** Resolves when `condition` holds after some event; rejects after 20 s. */
  async until(condition: () => boolean): Promise<void> {
    const deadline = Date.now() + 20_000;
    while (!condition()) {
      const left = deadline - Date.now();
      if (left <= 0) throw new Error(`Not reached in 20 s: ${String(condition)}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.#waiting.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  /** Reads the list through `reader`, lets the watchers catch up, and judges. */
  async verdict(reader: ConvexClient): Promise<Verdict> {
    const final = await this.entries(reader);
    const end = final.at(-1)?.position ?? 0;
    const caughtUp = () => [...this.#reached.values()].every((position) => position >= end);
    // One that never does is not this wait's business: the verdict names it.
    await this.until(caughtUp).catch(() => {});
    return judge(this.events, final);
  }

  /** The whole list, as the server has it now. */
  entries(reader: ConvexClient): Promise<Entry[]> {
    return reader.query(api.lists.tail, { list: this.#list, count: ALL });
  }

  #record(event: HistoryEvent): void {
    this.events.push(event);
    for (const wake of this.#waiting.splice(0)) wake();
  }
}
