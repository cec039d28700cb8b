import { readStored, viewerStorageKey, writeStored } from "../../lib/deviceStorage";

/** Who looked at the app a moment ago is not called back to it at once. */
const PRESENT_MS = 60_000;

/**
 * Of several tabs of one person, one notifies, and none does while the app is looked at in any of them.
 * Responsible for: which tab that is. Not for: what is told.
 * Holds: while a tab lives, it waits for or has the lock "…:notify"; while it is visible, it shares "…:visible", and when it
 * is no longer, this device remembers the moment. The browser frees the locks of a tab that ends.
 */
export class NotifyingTab {
  readonly #locks: LockManager | null;
  readonly #names: { notify: string; visible: string };
  readonly #presentKey: string;
  readonly #stopped = new AbortController();
  #hide: (() => void) | null = null;
  #isFirst = false;

  constructor(person: string, locks: LockManager | null = ownLocks()) {
    this.#locks = locks;
    this.#presentKey = viewerStorageKey(person, "present");
    const name = `anteroom:${person.toLowerCase()}`;
    this.#names = { notify: `${name}:notify`, visible: `${name}:visible` };
    const { signal } = this.#stopped;
    const untilStopped = new Promise<void>((resolve) => {
      signal.addEventListener("abort", () => resolve());
    });
    void this.#request(this.#names.notify, "exclusive", () => {
      this.#isFirst = true;
      return untilStopped;
    });
    document.addEventListener("visibilitychange", this.#look);
    this.#look();
  }

  /** Whether this tab is the one, and the app is on no screen. */
  async mayNotify(): Promise<boolean> {
    if (document.visibilityState === "visible") return false;
    if (this.#locks === null) return true; // an old browser: each tab by itself
    if (!this.#isFirst) return false;
    const { held = [] } = await this.#locks.query();
    return !held.some(({ name }) => name === this.#names.visible);
  }

  /** How long (ms) the app was looked at too recently, in any tab, to tell of anything yet; 0: not at all. */
  restMs(): number {
    const restMs = Number(readStored(this.#presentKey)) + PRESENT_MS - Date.now();
    return Math.min(Math.max(restMs, 0), PRESENT_MS); // also where the clock was set back
  }

  stop(): void {
    document.removeEventListener("visibilitychange", this.#look);
    this.#hide?.();
    this.#stopped.abort();
  }

  readonly #look = (): void => {
    const isVisible = document.visibilityState === "visible";
    if (!isVisible) {
      if (this.#hide !== null) writeStored(this.#presentKey, String(Date.now()));
      this.#hide?.();
      this.#hide = null;
    } else if (this.#hide === null) {
      const untilHidden = new Promise<void>((resolve) => (this.#hide = resolve));
      void this.#request(this.#names.visible, "shared", () => untilHidden);
    }
  };

  async #request(name: string, mode: LockMode, hold: () => Promise<void>): Promise<void> {
    try {
      await this.#locks?.request(name, { mode, signal: this.#stopped.signal }, hold);
    } catch {
      // Stopped while it waited.
    }
  }
}

/** Null in browsers before 2022, whatever the types say. */
function ownLocks(): LockManager | null {
  return (navigator as { locks?: LockManager | null }).locks ?? null;
}
