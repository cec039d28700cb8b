import { strToU8, Zip, ZipDeflate, ZipPassThrough } from "fflate";

/** A text file of an archive that is still being written to. */
type Text = { file: ZipDeflate; pending: string[] };

/**
 * A ZIP file whose texts are written to at the same time; they are packed at each flush. Other files
 * are put behind them as they are: pictures and documents are packed already.
 *
 * Responsible for: memory stays at what waits for its flush and one file's bytes; what is done is
 * handed to the browser as a Blob, which it may keep on disk.
 */
export class ZipArchive {
  readonly #zip: Zip;
  readonly #texts: Text[];
  readonly #files: { path: string; blob: Blob; time: number }[] = [];
  #chunks: Uint8Array<ArrayBuffer>[] = [];
  #done: Blob[] = [];
  #failure: Error | null = null;

  /** @param names of the text files, in their order. */
  constructor(names: readonly string[]) {
    this.#zip = new Zip((error, chunk) => {
      if (error !== null) this.#failure = error;
      else this.#chunks.push(new Uint8Array(chunk));
    });
    this.#texts = names.map((name) => {
      const file = new ZipDeflate(name, { level: 6 });
      this.#zip.add(file);
      return { file, pending: [] };
    });
  }

  /** Adds to the text file with this number. */
  write(text: number, content: string): void {
    this.#texts[text]?.pending.push(content);
  }

  /** Adds a file, dated `time` (ms). */
  add(path: string, blob: Blob, time: number): void {
    this.#files.push({ path, blob, time });
  }

  flush(isEnd = false): void {
    for (const one of this.#texts) {
      one.file.push(strToU8(one.pending.join("")), isEnd);
      one.pending = [];
    }
    this.#settle();
  }

  /** The finished archive. */
  async close(): Promise<Blob> {
    this.flush(true);
    for (const { path, blob, time } of this.#files) {
      const file = new ZipPassThrough(path);
      file.mtime = time;
      this.#zip.add(file);
      file.push(new Uint8Array(await new Response(blob).arrayBuffer()), true);
      this.#settle();
    }
    this.#zip.end();
    this.#settle();
    return new Blob(this.#done, { type: "application/zip" });
  }

  #settle(): void {
    if (this.#failure !== null) throw this.#failure;
    this.#done.push(new Blob(this.#chunks));
    this.#chunks = [];
  }
}
