import fs from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { PassThrough } from "node:stream";
import { crc32, createInflateRaw } from "node:zlib";
import { BadArchive } from "./errors.ts";
import { DEFLATED, LOCAL_HEADER, LOCAL_HEADER_BYTES, STORED, type ZipEntry } from "./zipFormat.ts";
import { readDirectory } from "./zipDirectory.ts";

const READ_BYTES = 256 * 1024;

/**
 * Reads a ZIP file strictly: through its directory, every entry against its length and checksum,
 * and nothing that this kind of archive has no use for (encryption, several disks, other methods).
 */
export class ZipReader {
  readonly entries: readonly ZipEntry[];
  readonly #handle: fs.FileHandle;

  private constructor(handle: fs.FileHandle, entries: readonly ZipEntry[]) {
    this.#handle = handle;
    this.entries = entries;
  }

  /** Throws BadArchive for what is no ZIP file, or one that is cut off. */
  static async open(file: string): Promise<ZipReader> {
    const handle = await fs.open(file, "r");
    try {
      return new ZipReader(handle, await readDirectory(handle));
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /**
   * The content of an entry, piece by piece; never more than the directory announces. Throws
   * BadArchive at its end when length or checksum differ.
   */
  async *read(entry: ZipEntry): AsyncGenerator<Buffer> {
    const damaged = (what: string) => new BadArchive(`${entry.name} is damaged: ${what}.`);
    let size = 0;
    let crc = 0;
    const source = this.#packed(entry, await this.#contentOffset(entry));
    try {
      for await (const chunk of entry.method === DEFLATED ? inflated(source) : source) {
        size += chunk.length;
        if (size > entry.size) throw damaged("it is longer than the archive says");
        crc = crc32(chunk, crc);
        yield chunk;
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code?.startsWith("Z_")) {
        throw damaged("its compressed bytes make no sense");
      }
      throw error;
    }
    if (size < entry.size) throw damaged("it is shorter than the archive says");
    if (crc !== entry.crc) throw damaged("its checksum is wrong");
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }

  /** The header before the bytes may have other extra fields than the directory. */
  async #contentOffset({ name, offset, method }: ZipEntry): Promise<number> {
    if (method !== DEFLATED && method !== STORED) {
      throw new BadArchive(`${name} is packed in a way that is not supported (${method}).`);
    }
    const header = Buffer.alloc(LOCAL_HEADER_BYTES);
    const { bytesRead } = await this.#handle.read(header, 0, header.length, offset);
    if (bytesRead < header.length || header.readUInt32LE(0) !== LOCAL_HEADER) {
      throw new BadArchive(`${name} is damaged: it is not where the archive says.`);
    }
    return offset + LOCAL_HEADER_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
  }

  async *#packed({ name, compressedSize }: ZipEntry, from: number): AsyncGenerator<Buffer> {
    for (let done = 0; done < compressedSize; ) {
      const wanted = Math.min(READ_BYTES, compressedSize - done);
      const { bytesRead, buffer } = await this.#handle.read(
        Buffer.allocUnsafe(wanted),
        0,
        wanted,
        from + done,
      );
      if (bytesRead === 0) throw new BadArchive(`${name} is cut off.`);
      done += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  }
}

/** Whoever stops reading early ends the stream as well. */
async function* inflated(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const output = new PassThrough({ highWaterMark: READ_BYTES });
  const unpacking = pipeline(source, createInflateRaw({ chunkSize: READ_BYTES }), output);
  // The reader gets the error from the output; here it would count as nobody's.
  unpacking.catch(() => {});
  try {
    for await (const chunk of output) yield chunk as Buffer;
  } finally {
    output.destroy();
  }
  await unpacking;
}
