/** What happened in each room of a load, and whether the promises held over all of it. */
import {
  judge,
  type Entry,
  type HistoryEvent,
  type Verdict,
} from "../../embedded/conformance/history.ts";
import { Timings } from "./timings.ts";

/** A message as a list shows it. */
export type Shown = { seq: number; text: string | null; time: number };

/** Faults of one kind over all rooms, with the first of them in words. */
export type Faults = { kind: keyof Verdict; count: number; first: string };

/**
 * Responsible for times from a send to each screen, and for the history of every room. Only what
 * was sent during the load is judged; what stood there before counts no place.
 */
export class Ledger {
  readonly acks = new Timings();
  readonly deliveries = new Timings();
  readonly #before: number;
  readonly #events = new Map<string, HistoryEvent[]>();
  readonly #sentTimes = new Map<string, number>();

  /** @param before messages that stood in each room when the load began. */
  constructor(before: number) {
    this.#before = before;
  }

  sent(roomId: string, client: string, text: string): void {
    this.#sentTimes.set(text, performance.now());
    this.#of(roomId).push({ type: "invoke", client, text });
  }

  acknowledged(roomId: string, client: string, text: string, seq: number): void {
    this.acks.add(performance.now() - this.#sentTimes.get(text)!);
    this.#of(roomId).push({ type: "ok", client, text, position: seq - this.#before });
  }

  /** A refusal with a code: it must not be there. */
  refused(roomId: string, client: string, text: string): void {
    this.#of(roomId).push({ type: "fail", client, text });
  }

  /** A list as it came, newest first. `newer` than this seq was not on that screen before. */
  shown(roomId: string, client: string, list: readonly Shown[], newer: number): void {
    const now = performance.now();
    for (const { seq, text } of list) {
      const sentTime = this.#sentTimes.get(text ?? "");
      if (seq > newer && sentTime !== undefined) this.deliveries.add(now - sentTime);
    }
    this.#of(roomId).push({ type: "view", client, entries: this.#entries(list) });
  }

  /** Judges a room against its whole list, newest first, as it stands at the end. */
  judge(roomId: string, list: readonly Shown[]): Verdict {
    return judge(this.#of(roomId), this.#entries(list));
  }

  #entries(list: readonly Shown[]): Entry[] {
    return list
      .filter(({ seq }) => seq > this.#before)
      .map(({ seq, text, time }) => ({ position: seq - this.#before, text: text ?? "", time }))
      .toReversed();
  }

  #of(roomId: string): HistoryEvent[] {
    const events = this.#events.get(roomId) ?? [];
    this.#events.set(roomId, events);
    return events;
  }
}

/** Sums the verdicts of rooms. */
export function faultsOf(verdicts: readonly Verdict[]): Faults[] {
  const found = new Map<keyof Verdict, string[]>();
  for (const verdict of verdicts) {
    for (const [kind, lines] of Object.entries(verdict) as [keyof Verdict, string[]][]) {
      found.set(kind, [...(found.get(kind) ?? []), ...lines]);
    }
  }
  return [...found]
    .filter(([, lines]) => lines.length > 0)
    .map(([kind, lines]) => ({ kind, count: lines.length, first: lines[0]! }));
}
