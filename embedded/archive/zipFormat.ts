/** The records of a ZIP file (PKWARE APPNOTE 6.3.9, §4.3), as far as an archive of data needs them. */

/** How the bytes of an entry are kept: as they are, or deflated (RFC 1951). */
export const STORED = 0;
export const DEFLATED = 8;

export const LOCAL_HEADER = 0x04034b50;
export const CENTRAL_HEADER = 0x02014b50;
export const END_RECORD = 0x06054b50;
export const END_RECORD_64 = 0x06064b50;
export const END_LOCATOR_64 = 0x07064b50;
export const ZIP64_FIELD = 0x0001;

export const LOCAL_HEADER_BYTES = 30;
export const CENTRAL_HEADER_BYTES = 46;
export const END_RECORD_BYTES = 22;
export const END_RECORD_64_BYTES = 56;
export const END_LOCATOR_64_BYTES = 20;

/** What stands in a field of 16 or 32 bits whose value is in a ZIP64 record instead. */
export const FULL_16 = 0xffff;
export const FULL_32 = 0xffffffff;

/** A field that exists to hold a place: "Open Packaging Growth Hint" (APPNOTE §4.6.10). */
const PLACE_FIELD = 0xa220;
const PLACE_SIGNATURE = 0xa028;
/** Id and length of a field, and two sizes of 64 bits. */
const SIZES_FIELD_BYTES = 20;

const VERSION_DEFLATE = 20;
const VERSION_ZIP64 = 45;
const MADE_ON_UNIX = 3 << 8;
/** rw-r--r-- of an ordinary file. */
const FILE_MODE = 0o100644;
/** 1 January 1980: the same data makes the same bytes, whenever it is written. */
const DATE = (1 << 5) | 1;

export type ZipEntry = {
  /** Path within the archive, with "/". */
  name: string;
  method: number;
  crc: number;
  /** Bytes in the archive, and of the content. */
  compressedSize: number;
  size: number;
  /** Where its local header is. */
  offset: number;
};

/**
 * The header before an entry's bytes. It has one length whatever the sizes are, so that it can be
 * written before they are known and again afterwards.
 */
export function localHeader(entry: ZipEntry): Buffer {
  const name = Buffer.from(entry.name);
  const header = Buffer.alloc(LOCAL_HEADER_BYTES);
  const isLarge = entry.size >= FULL_32 || entry.compressedSize >= FULL_32;
  header.writeUInt32LE(LOCAL_HEADER, 0);
  header.writeUInt16LE(isLarge ? VERSION_ZIP64 : VERSION_DEFLATE, 4);
  header.writeUInt16LE(entry.method, 8);
  header.writeUInt16LE(DATE, 12);
  header.writeUInt32LE(entry.crc, 14);
  header.writeUInt32LE(isLarge ? FULL_32 : entry.compressedSize, 18);
  header.writeUInt32LE(isLarge ? FULL_32 : entry.size, 22);
  header.writeUInt16LE(name.length, 26);
  header.writeUInt16LE(SIZES_FIELD_BYTES, 28);
  return Buffer.concat([header, name, isLarge ? sizesField(entry) : placeField()]);
}

function sizesField({ size, compressedSize }: ZipEntry): Buffer {
  return zip64Field([size, compressedSize]);
}

function placeField(): Buffer {
  const field = Buffer.alloc(SIZES_FIELD_BYTES);
  field.writeUInt16LE(PLACE_FIELD, 0);
  field.writeUInt16LE(SIZES_FIELD_BYTES - 4, 2);
  field.writeUInt16LE(PLACE_SIGNATURE, 4);
  return field;
}

function zip64Field(values: number[]): Buffer {
  const field = Buffer.alloc(4 + 8 * values.length);
  field.writeUInt16LE(ZIP64_FIELD, 0);
  field.writeUInt16LE(8 * values.length, 2);
  values.forEach((value, i) => field.writeBigUInt64LE(BigInt(value), 4 + 8 * i));
  return field;
}

/** The entry's line in the directory at the end of the file. */
export function centralHeader(entry: ZipEntry): Buffer {
  const name = Buffer.from(entry.name);
  const { size, compressedSize, offset } = entry;
  const large = [size, compressedSize, offset].filter((value) => value >= FULL_32);
  const extra = large.length === 0 ? Buffer.alloc(0) : zip64Field(large);
  const header = Buffer.alloc(CENTRAL_HEADER_BYTES);
  const version = large.length === 0 ? VERSION_DEFLATE : VERSION_ZIP64;
  header.writeUInt32LE(CENTRAL_HEADER, 0);
  header.writeUInt16LE(MADE_ON_UNIX | VERSION_ZIP64, 4);
  header.writeUInt16LE(version, 6);
  header.writeUInt16LE(entry.method, 10);
  header.writeUInt16LE(DATE, 14);
  header.writeUInt32LE(entry.crc, 16);
  header.writeUInt32LE(Math.min(compressedSize, FULL_32), 20);
  header.writeUInt32LE(Math.min(size, FULL_32), 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt16LE(extra.length, 30);
  header.writeUInt32LE((FILE_MODE << 16) >>> 0, 38);
  header.writeUInt32LE(Math.min(offset, FULL_32), 42);
  return Buffer.concat([header, name, extra]);
}

export type DirectoryPlace = { entries: number; size: number; offset: number };

/** What ends the file: where the directory is; with the ZIP64 records only where they are needed. */
export function endRecords({ entries, size, offset }: DirectoryPlace): Buffer {
  const end = Buffer.alloc(END_RECORD_BYTES);
  end.writeUInt32LE(END_RECORD, 0);
  end.writeUInt16LE(Math.min(entries, FULL_16), 8);
  end.writeUInt16LE(Math.min(entries, FULL_16), 10);
  end.writeUInt32LE(Math.min(size, FULL_32), 12);
  end.writeUInt32LE(Math.min(offset, FULL_32), 16);
  if (entries < FULL_16 && size < FULL_32 && offset < FULL_32) return end;
  const end64 = Buffer.alloc(END_RECORD_64_BYTES);
  end64.writeUInt32LE(END_RECORD_64, 0);
  end64.writeBigUInt64LE(BigInt(END_RECORD_64_BYTES - 12), 4);
  end64.writeUInt16LE(MADE_ON_UNIX | VERSION_ZIP64, 12);
  end64.writeUInt16LE(VERSION_ZIP64, 14);
  end64.writeBigUInt64LE(BigInt(entries), 24);
  end64.writeBigUInt64LE(BigInt(entries), 32);
  end64.writeBigUInt64LE(BigInt(size), 40);
  end64.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(END_LOCATOR_64_BYTES);
  locator.writeUInt32LE(END_LOCATOR_64, 0);
  locator.writeBigUInt64LE(BigInt(offset + size), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([end64, locator, end]);
}
