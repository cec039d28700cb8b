import fs from "node:fs";

/** Written at once, so that the file really takes its space; a sparse file would reserve nothing. */
const CHUNK = Buffer.alloc(1024 * 1024);

/**
 * Responsible for space that is kept back on the disk. When the disk is full it is given up, so
 * that what is in the log can still be moved into the database file; writing goes on only once the
 * reserve could be taken again.
 */
export class DiskReserve {
  readonly #file: string;
  readonly #bytes: number;

  /** `bytes` = 0 keeps none. */
  constructor(file: string, bytes: number) {
    this.#file = file;
    this.#bytes = bytes;
  }

  /** Takes the space if there is enough; says whether it is there. */
  take(): boolean {
    if (this.#bytes === 0 || this.#size() === this.#bytes) return true;
    let handle: number | undefined;
    try {
      handle = fs.openSync(this.#file, "w");
      for (let written = 0; written < this.#bytes; ) {
        written += fs.writeSync(handle, CHUNK, 0, Math.min(CHUNK.length, this.#bytes - written));
      }
      fs.fsyncSync(handle);
      return true;
    } catch {
      this.release();
      return false;
    } finally {
      if (handle !== undefined) fs.closeSync(handle);
    }
  }

  release(): void {
    fs.rmSync(this.#file, { force: true });
  }

  #size(): number {
    return fs.statSync(this.#file, { throwIfNoEntry: false })?.size ?? 0;
  }
}
