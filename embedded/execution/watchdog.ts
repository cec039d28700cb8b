/** The function awaited something that did not come in time; its transaction is thrown away. */
export class FunctionTimeout extends Error {
  override name = "FunctionTimeout";
}

type Watched = { path: string; startedAt: number; giveUp: (error: FunctionTimeout) => void };

/**
 * Gives up runs that take too long, of which there is one at a time. Real time, not the clock's: a
 * clock that jumps must neither kill a run nor keep a hung one. One timer serves all runs, since
 * setting one for each costs more than many a run.
 */
export class Watchdog {
  readonly #timeoutMs: number;
  #watched: Watched | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(timeoutMs: number) {
    this.#timeoutMs = timeoutMs;
  }

  /** Settles as `run` does, or rejects with FunctionTimeout; `path` is named in its message. */
  watch<T>(path: string, run: Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const watched = { path, startedAt: performance.now(), giveUp: reject };
      this.#watched = watched;
      if (this.#timer === null) this.#wake(this.#timeoutMs);
      const ended = () => {
        if (this.#watched === watched) this.#watched = null;
      };
      run.then(
        (value) => {
          ended();
          resolve(value);
        },
        (error: unknown) => {
          ended();
          reject(error);
        },
      );
    });
  }

  #wake(afterMs: number): void {
    this.#timer = setTimeout(() => this.#look(), afterMs);
    // What waits for a run keeps the process alive, not this.
    this.#timer.unref();
  }

  #look(): void {
    this.#timer = null;
    if (this.#watched === null) return;
    const { path, startedAt, giveUp } = this.#watched;
    const leftMs = startedAt + this.#timeoutMs - performance.now();
    if (leftMs > 0) return this.#wake(leftMs);
    this.#watched = null;
    giveUp(new FunctionTimeout(`${path} did not finish within ${this.#timeoutMs} ms.`));
  }
}
