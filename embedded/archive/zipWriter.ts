import fs from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { crc32, createDeflateRaw } from "node:zlib";
import {
  centralHeader,
  DEFLATED,
  endRecords,
  localHeader,
  STORED,
  type ZipEntry,
} from "./zipFormat.ts";

/** Where writing goes: the offset just behind what is written. */
type Place = { handle: fs.FileHandle; position: number };

const DEFLATE_CHUNK_BYTES = 256 * 1024;

/**
 * Writes a ZIP file entry by entry, holding none of their bytes: large ones (beyond 4 GiB, or more
 * than 65,535 of them) in the ZIP64 form. The same entries make the same bytes. Responsible for the
 * file being durable once `finish` has resolved; removing one that was not finished is the caller's.
 */
export class ZipWriter {
  readonly #entries: ZipEntry[] = [];
  readonly #place: Place;

  private constructor(handle: fs.FileHandle) {
    this.#place = { handle, position: 0 };
  }

  /** Makes the file, for its owner alone; throws when it exists. */
  static async create(file: string): Promise<ZipWriter> {
    return new ZipWriter(await fs.open(file, "wx", 0o600));
  }

  /** Deflates everything that `chunks` gives. */
  async addText(name: string, chunks: AsyncIterable<string>): Promise<void> {
    await this.#add(name, DEFLATED, async (count, write) => {
      await pipeline(
        async function* () {
          for await (const text of chunks) yield count(Buffer.from(text));
        },
        createDeflateRaw({ chunkSize: DEFLATE_CHUNK_BYTES }),
        write,
      );
    });
  }

  /** Stores bytes as they are: pictures and documents are mostly packed already. */
  async addBytes(name: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
    await this.#add(name, STORED, async (count, write) => {
      await write(
        (async function* () {
          for await (const chunk of chunks) yield count(chunk);
        })(),
      );
    });
  }

  async #add(
    name: string,
    method: number,
    move: (
      count: (chunk: Uint8Array) => Uint8Array,
      write: (chunks: AsyncIterable<Uint8Array>) => Promise<void>,
    ) => Promise<void>,
  ): Promise<void> {
    const { handle, position: offset } = this.#place;
    const entry: ZipEntry = { name, method, crc: 0, compressedSize: 0, size: 0, offset };
    const before = localHeader(entry);
    await append(this.#place, before);
    const count = (chunk: Uint8Array) => {
      entry.crc = crc32(chunk, entry.crc);
      entry.size += chunk.byteLength;
      return chunk;
    };
    await move(count, async (chunks) => {
      for await (const chunk of chunks) await append(this.#place, chunk);
    });
    entry.compressedSize = this.#place.position - offset - before.length;
    const header = localHeader(entry);
    await handle.write(header, 0, header.length, offset);
    this.#entries.push(entry);
  }

  /** Writes the directory and makes everything durable. */
  async finish(): Promise<void> {
    const { handle, position: offset } = this.#place;
    for (const entry of this.#entries) await append(this.#place, centralHeader(entry));
    const size = this.#place.position - offset;
    await append(this.#place, endRecords({ entries: this.#entries.length, size, offset }));
    await handle.sync();
  }

  async close(): Promise<void> {
    await this.#place.handle.close();
  }
}

async function append(place: Place, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.byteLength; ) {
    const left = bytes.byteLength - done;
    const { bytesWritten } = await place.handle.write(bytes, done, left, place.position);
    done += bytesWritten;
    place.position += bytesWritten;
  }
}
