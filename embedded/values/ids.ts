/**
 * Document ids in Convex's sixth format: base32 of
 * `varint(table number) | 16 bytes | fletcher16 checksum`, 31 to 37 characters. The alphabet is in
 * ASCII order, so ids of one table sort as text exactly as their bytes do.
 */
import { randomFillSync } from "node:crypto";

/** Digits and lower-case letters without i, l, o and u. */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const INTERNAL_ID_BYTES = 16;
const CHECKSUM_BYTES = 2;
const SHORTEST_ID = 31;
const LONGEST_ID = 37;
const LARGEST_TABLE_NUMBER = 2 ** 32 - 1;

const LETTERS = Buffer.from(ALPHABET, "latin1");
/** By character code; -1 where the alphabet has no such character. */
const DIGIT_OF = Int8Array.from({ length: 128 }, (_, code) =>
  ALPHABET.indexOf(String.fromCharCode(code)),
);

/** Each message makes a few ids: bytes and text of one in the making, instead of new ones for each. */
const bytesInMaking = new Uint8Array(LONGEST_ID);
const textInMaking = Buffer.alloc(LONGEST_ID);

export type DecodedId = { tableNumber: number; internalId: Buffer };

/** Makes the id of a document. `internalId` has 16 bytes. */
export function encodeId(tableNumber: number, internalId: Uint8Array): string {
  const bytes = bytesInMaking;
  let end = putVarint(tableNumber, bytes);
  for (let i = 0; i < INTERNAL_ID_BYTES; i++) bytes[end++] = internalId[i]!;
  const checksum = fletcher16(bytes, end);
  bytes[end] = checksum & 0xff;
  bytes[end + 1] = checksum >> 8;
  return toBase32(bytes, end + CHECKSUM_BYTES);
}

/**
 * Takes an id apart. Null for everything that `encodeId` could not have made: wrong length,
 * foreign characters, a wrong checksum, padding bits that are not zero. So every document has one
 * spelling of its id.
 */
export function decodeId(id: string): DecodedId | null {
  if (id.length < SHORTEST_ID || id.length > LONGEST_ID) return null;
  const bytes = fromBase32(id);
  if (bytes === null) return null;
  const head = decodeVarint(bytes);
  if (head === null) return null;
  const end = head.length + INTERNAL_ID_BYTES;
  if (bytes.length !== end + CHECKSUM_BYTES) return null;
  const checksum = fletcher16(bytes, end);
  if (bytes.readUInt16LE(end) !== checksum) return null;
  return { tableNumber: head.value, internalId: bytes.subarray(head.length, end) };
}

/**
 * A new internal id: 6 bytes of milliseconds, so that new rows land at the end of every index
 * (half the cost of random places), and 80 random bits, so that nobody guesses one.
 */
export function newInternalId(timeMs: number): Buffer {
  const bytes = Buffer.allocUnsafe(INTERNAL_ID_BYTES);
  bytes.writeUIntBE(Math.max(0, Math.floor(timeMs)) % 2 ** 48, 0, 6);
  takeRandom(bytes, 6);
  return bytes;
}

/** Asking the system for random bytes costs more than the rest of an id: fetch many at a time. */
const pool = Buffer.alloc(4096);
let used = pool.length;

function takeRandom(target: Buffer, from: number): void {
  const wanted = target.length - from;
  if (used + wanted > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  for (let i = from; i < target.length; i++) target[i] = pool[used++]!;
}

/** Of the first `length` bytes. */
function fletcher16(bytes: Uint8Array, length: number): number {
  let low = 0;
  let high = 0;
  for (let i = 0; i < length; i++) {
    low = (low + bytes[i]!) % 255;
    high = (high + low) % 255;
  }
  return (high << 8) | low;
}

/** Writes the number at the start of `bytes` and gives how many bytes it takes. */
function putVarint(value: number, bytes: Uint8Array): number {
  if (!Number.isInteger(value) || value < 1 || value > LARGEST_TABLE_NUMBER) {
    throw new RangeError(`${value} is no table number`);
  }
  let length = 0;
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes[length++] = rest % 0x80 | 0x80;
  bytes[length++] = rest;
  return length;
}

function decodeVarint(bytes: Uint8Array): { value: number; length: number } | null {
  let value = 0;
  for (let i = 0; i < Math.min(5, bytes.length); i++) {
    value += (bytes[i]! & 0x7f) * 0x80 ** i;
    if (bytes[i]! & 0x80) continue;
    // A last byte of zero would be a second spelling of a shorter number.
    const canonical = bytes[i] !== 0 && value <= LARGEST_TABLE_NUMBER;
    return canonical ? { value, length: i + 1 } : null;
  }
  return null;
}

/** The first `length` bytes as text. */
function toBase32(bytes: Uint8Array, length: number): string {
  let characters = 0;
  let buffered = 0;
  let bits = 0;
  for (let i = 0; i < length; i++) {
    buffered = (buffered << 8) | bytes[i]!;
    bits += 8;
    for (; bits >= 5; bits -= 5) textInMaking[characters++] = letterOf(buffered >> (bits - 5));
    buffered &= (1 << bits) - 1;
  }
  if (bits > 0) textInMaking[characters++] = letterOf(buffered << (5 - bits));
  return textInMaking.toString("latin1", 0, characters);
}

function letterOf(digit: number): number {
  return LETTERS[digit & 31]!;
}

function fromBase32(text: string): Buffer | null {
  const bytes = Buffer.alloc(Math.floor((text.length * 5) / 8));
  let buffered = 0;
  let bits = 0;
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const digit = DIGIT_OF[text.charCodeAt(i)] ?? -1;
    if (digit < 0) return null;
    buffered = (buffered << 5) | digit;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes[length++] = buffered >> bits;
    buffered &= (1 << bits) - 1;
  }
  return buffered === 0 && bits < 5 ? bytes : null;
}
