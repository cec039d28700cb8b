/** A row counts as seen after this long on a screen that somebody looks at. */
export const DWELL_MS = 1_000;
/** The server is told at most this often. */
export const REPORT_GAP_MS = 1_000;

type Timer = ReturnType<typeof setTimeout>;

/**
 * Decides when messages have been seen and tells the server the highest `seq`.
 *
 * Responsible for: a row must be on screen, with attention (visible and focused page), for
 * DWELL_MS without a break; reports only rise and are at least REPORT_GAP_MS apart. Not
 * responsible for knowing what is on screen: `show`, `hide` and `setAttention` say so.
 */
export class SeenTracker {
  readonly #report: (seq: number) => Promise<unknown>;
  readonly #onScreen = new Set<number>();
  readonly #dwelling = new Map<number, Timer>();
  #attention = false;
  #seen: number;
  #reported: number;
  #confirmed: number;
  #gap: Timer | null = null;

  constructor(readSeq: number, report: (seq: number) => Promise<unknown>) {
    this.#seen = readSeq;
    this.#reported = readSeq;
    this.#confirmed = readSeq;
    this.#report = report;
  }

  /** The row of message `seq` came on screen. */
  show(seq: number): void {
    this.#onScreen.add(seq);
    this.#dwell(seq);
  }

  /** The row of message `seq` left the screen; half a second now and half later is not seen. */
  hide(seq: number): void {
    this.#onScreen.delete(seq);
    this.#forget(seq);
  }

  /** Whether somebody can be looking: the page is visible and has the focus. */
  setAttention(attention: boolean): void {
    if (attention === this.#attention) return;
    this.#attention = attention;
    if (attention) for (const seq of this.#onScreen) this.#dwell(seq);
    else for (const seq of [...this.#dwelling.keys()]) this.#forget(seq);
  }

  /** The server's read position (another tab may have moved it); it never falls here. */
  confirm(readSeq: number): void {
    this.#confirmed = Math.max(this.#confirmed, readSeq);
    this.#reported = Math.max(this.#reported, readSeq);
    this.#seen = Math.max(this.#seen, readSeq);
  }

  /** Marks everything up to `seq` as seen at once: the viewer asked for it. */
  markSeen(seq: number): void {
    this.#seen = Math.max(this.#seen, seq);
    this.#tell();
  }

  /** Ends all timers; nothing is reported afterwards. */
  stop(): void {
    for (const seq of [...this.#dwelling.keys()]) this.#forget(seq);
    if (this.#gap !== null) clearTimeout(this.#gap);
    this.#gap = null;
    this.#onScreen.clear();
  }

  #dwell(seq: number): void {
    if (!this.#attention || seq <= this.#seen || this.#dwelling.has(seq)) return;
    const timer = setTimeout(() => {
      this.#dwelling.delete(seq);
      this.markSeen(seq);
    }, DWELL_MS);
    this.#dwelling.set(seq, timer);
  }

  #forget(seq: number): void {
    clearTimeout(this.#dwelling.get(seq));
    this.#dwelling.delete(seq);
  }

  #tell(): void {
    if (this.#gap !== null || this.#seen <= this.#reported) return;
    const seq = this.#seen;
    this.#reported = seq;
    this.#gap = setTimeout(() => {
      this.#gap = null;
      this.#tell();
    }, REPORT_GAP_MS);
    // A report that failed may be made again, together with the next row that is seen.
    this.#report(seq).catch(() => {
      if (this.#reported === seq) this.#reported = this.#confirmed;
    });
  }
}
