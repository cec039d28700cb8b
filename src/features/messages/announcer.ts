/** A screen reader is not spoken to more often than this. */
export const SPEAK_GAP_MS = 1_000;

/**
 * Gathers arriving messages into sentences for a live region: the first at once, then at most one
 * a second. `speak` gets the arrivals, a sentence each, in their order.
 */
export class Announcer {
  readonly #speak: (arrivals: string[]) => void;
  #waiting: string[] = [];
  #gap: ReturnType<typeof setTimeout> | null = null;

  constructor(speak: (arrivals: string[]) => void) {
    this.#speak = speak;
  }

  /** Says that something came in, one sentence for each. */
  add(arrivals: readonly string[]): void {
    this.#waiting.push(...arrivals);
    if (this.#gap === null) this.#flush();
  }

  /** Ends the timer; what was not said stays unsaid. */
  stop(): void {
    if (this.#gap !== null) clearTimeout(this.#gap);
    this.#gap = null;
    this.#waiting = [];
  }

  #flush(): void {
    if (this.#waiting.length === 0) return;
    const arrivals = this.#waiting;
    this.#waiting = [];
    this.#gap = setTimeout(() => {
      this.#gap = null;
      this.#flush();
    }, SPEAK_GAP_MS);
    this.#speak(arrivals);
  }
}
