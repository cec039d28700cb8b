/** Reads the directory at the end of a ZIP file (APPNOTE 6.3.9, §4.3.12 to §4.3.16). */
import type fs from "node:fs/promises";
import { BadArchive } from "./errors.ts";
import {
  CENTRAL_HEADER,
  CENTRAL_HEADER_BYTES,
  END_LOCATOR_64,
  END_LOCATOR_64_BYTES,
  END_RECORD,
  END_RECORD_64,
  END_RECORD_64_BYTES,
  END_RECORD_BYTES,
  FULL_16,
  FULL_32,
  ZIP64_FIELD,
  type DirectoryPlace,
  type ZipEntry,
} from "./zipFormat.ts";

const LONGEST_COMMENT_BYTES = 0xffff;
/** A directory of two million files; what claims more is not read into memory. */
const LARGEST_DIRECTORY_BYTES = 256 * 1024 * 1024;
const ENCRYPTED = 1;

/** Every entry in its order, each name once. Throws BadArchive. */
export async function readDirectory(handle: fs.FileHandle): Promise<ZipEntry[]> {
  const { size: fileSize } = await handle.stat();
  const place = await findDirectory(handle, fileSize);
  if (place.size > LARGEST_DIRECTORY_BYTES || place.offset + place.size > fileSize) throw noZip();
  const directory = await readAt(handle, place.offset, place.size);
  const entries: ZipEntry[] = [];
  const names = new Set<string>();
  for (let at = 0; entries.length < place.entries; ) {
    const { entry, length } = readEntry(directory, at);
    if (names.has(entry.name)) throw new BadArchive(`${entry.name} is in the archive twice.`);
    names.add(entry.name);
    entries.push(entry);
    at += length;
  }
  return entries;
}

async function findDirectory(handle: fs.FileHandle, fileSize: number): Promise<DirectoryPlace> {
  const length = Math.min(fileSize, END_RECORD_BYTES + LONGEST_COMMENT_BYTES);
  const tail = await readAt(handle, fileSize - length, length);
  const at = findEnd(tail);
  const place = {
    entries: tail.readUInt16LE(at + 10),
    size: tail.readUInt32LE(at + 12),
    offset: tail.readUInt32LE(at + 16),
  };
  const isLarge = place.entries === FULL_16 || place.size === FULL_32 || place.offset === FULL_32;
  const locator = at - END_LOCATOR_64_BYTES;
  if (!isLarge || locator < 0 || tail.readUInt32LE(locator) !== END_LOCATOR_64) return place;
  const end = await readAt(handle, toNumber(tail, locator + 8), END_RECORD_64_BYTES);
  if (end.readUInt32LE(0) !== END_RECORD_64) throw noZip();
  return { entries: toNumber(end, 32), size: toNumber(end, 40), offset: toNumber(end, 48) };
}

/** The last end record whose comment reaches exactly to the end of the file. */
function findEnd(tail: Buffer): number {
  for (let at = tail.length - END_RECORD_BYTES; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== END_RECORD) continue;
    if (at + END_RECORD_BYTES + tail.readUInt16LE(at + 20) === tail.length) return at;
  }
  throw noZip();
}

function readEntry(directory: Buffer, at: number): { entry: ZipEntry; length: number } {
  const fits = at + CENTRAL_HEADER_BYTES <= directory.length;
  if (!fits || directory.readUInt32LE(at) !== CENTRAL_HEADER) throw noZip();
  const nameEnd = at + CENTRAL_HEADER_BYTES + directory.readUInt16LE(at + 28);
  const extraEnd = nameEnd + directory.readUInt16LE(at + 30);
  const end = extraEnd + directory.readUInt16LE(at + 32);
  if (end > directory.length) throw noZip();
  const name = directory.toString("utf8", at + CENTRAL_HEADER_BYTES, nameEnd);
  // Names are shown, one a line.
  if (/\p{Cc}/u.test(name)) throw new BadArchive("An entry has a name that cannot be shown.");
  if ((directory.readUInt16LE(at + 8) & ENCRYPTED) !== 0) {
    throw new BadArchive(`${name} is encrypted.`);
  }
  const large = zip64Values(directory.subarray(nameEnd, extraEnd));
  const value = (offset: number) => {
    const short = directory.readUInt32LE(at + offset);
    return short === FULL_32 ? (large.shift() ?? short) : short;
  };
  const size = value(24);
  const compressedSize = value(20);
  const offset = value(42);
  const entry = {
    name,
    method: directory.readUInt16LE(at + 10),
    crc: directory.readUInt32LE(at + 16),
    size,
    compressedSize,
    offset,
  };
  return { entry, length: end - at };
}

/** The values of the ZIP64 field, in its fixed order; none without such a field. */
function zip64Values(extra: Buffer): number[] {
  for (let at = 0; at + 4 <= extra.length; ) {
    const end = at + 4 + extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === ZIP64_FIELD && end <= extra.length) {
      const count = Math.floor((end - at - 4) / 8);
      return Array.from({ length: count }, (_, i) => toNumber(extra, at + 4 + 8 * i));
    }
    at = end;
  }
  return [];
}

function toNumber(buffer: Buffer, at: number): number {
  const value = Number(buffer.readBigUInt64LE(at));
  if (!Number.isSafeInteger(value)) throw noZip();
  return value;
}

async function readAt(handle: fs.FileHandle, from: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  for (let done = 0; done < length; ) {
    const { bytesRead } = await handle.read(buffer, done, length - done, from + done);
    if (bytesRead === 0) throw noZip();
    done += bytesRead;
  }
  return buffer;
}

function noZip(): BadArchive {
  return new BadArchive("This is no ZIP file, or it is cut off.");
}
