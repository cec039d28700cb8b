/** A screen reader is not spoken to more often than this. */
export const SPEAK_GAP_MS = 1_000;

/**
 * Gathers arriving messages into sentences for a live region: the first at once, then at most one
 * a second. `speak` gets the authors' names in order of arrival.
 */
export class Announcer {
  readonly #speak: (authors: string[]) => void;
  #waiting: string[] = [];
  #gap: ReturnType<typeof setTimeout> | null = null;

  constructor(speak: (authors: string[]) => void) {
    this.#speak = speak;
  }

  /** Says that messages by `authors` came in. */
  add(authors: readonly string[]): void {
    this.#waiting.push(...authors);
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
    const authors = this.#waiting;
    this.#waiting = [];
    this.#gap = setTimeout(() => {
      this.#gap = null;
      this.#flush();
    }, SPEAK_GAP_MS);
    this.#speak(authors);
  }
}
