/**
 * Takes out of a JPEG what tells where and with what it was taken, without touching a pixel: EXIF,
 * XMP, IPTC, maker's notes, comments, and the second pictures that phones append (each with an EXIF
 * of its own). What changes its look stays: the colour profile, Adobe's colour mark, and the rotation.
 */

import { joinBytes } from "./joinBytes";

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP2 = 0xe2;
const APP14 = 0xee;
const APP15 = 0xef;
const COM = 0xfe;
const ICC = "ICC_PROFILE\0";
const EXIF = "Exif\0\0";
const ORIENTATION_TAG = 0x0112;
const UPRIGHT = 1;

/** The picture without its metadata; null when the bytes are no JPEG that could be read to its end. */
export function stripJpeg(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) return null;
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let orientation = UPRIGHT;
  let at = 2;
  while (at + 1 < bytes.length) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1; // fill bytes
      continue;
    }
    if (marker === EOI) {
      kept.push(bytes.subarray(at, at + 2));
      return joinBytes(withOrientation(kept, orientation));
    }
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    const end = at + 2 + length;
    if (length < 2 || end > bytes.length) return null;
    const body = bytes.subarray(at + 4, end);
    if (marker === APP1) orientation = readOrientation(body) ?? orientation;
    const next = marker === SOS ? endOfScan(bytes, end) : end;
    if (isKept(marker, body)) kept.push(bytes.subarray(at, next));
    at = next;
  }
  return null;
}

function isKept(marker: number, body: Uint8Array): boolean {
  if (marker === COM) return false;
  if (marker < APP0 || marker > APP15) return true;
  return marker === APP0
    ? startsWith(body, "JFIF\0")
    : marker === APP14 || (marker === APP2 && startsWith(body, ICC));
}

/** Compressed data runs to the next marker that is neither a stuffed byte nor a restart. */
function endOfScan(bytes: Uint8Array, start: number): number {
  for (let at = start; at + 1 < bytes.length; at += 1) {
    if (bytes[at] !== 0xff) continue;
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return bytes.length;
}

/** EXIF's rotation, 1 to 8; null where this segment says none. */
function readOrientation(body: Uint8Array): number | null {
  if (!startsWith(body, EXIF) || body.length < EXIF.length + 14) return null;
  const tiff = new DataView(body.buffer, body.byteOffset + EXIF.length, body.length - EXIF.length);
  const isLittle = tiff.getUint16(0) === 0x4949;
  const first = tiff.getUint32(4, isLittle);
  if (first + 2 > tiff.byteLength) return null;
  const count = tiff.getUint16(first, isLittle);
  for (let index = 0; index < count; index += 1) {
    const entry = first + 2 + index * 12;
    if (entry + 12 > tiff.byteLength) return null;
    if (tiff.getUint16(entry, isLittle) !== ORIENTATION_TAG) continue;
    const value = tiff.getUint16(entry + 8, isLittle);
    return value >= 1 && value <= 8 ? value : null;
  }
  return null;
}

/** Adds an EXIF with the rotation and nothing else, where there is one to keep. */
function withOrientation(parts: Uint8Array[], orientation: number): Uint8Array[] {
  if (orientation === UPRIGHT) return parts;
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation];
  const body = [...new TextEncoder().encode(EXIF), ...tiff, 0, 0, 0, 0, 0, 0];
  const segment = Uint8Array.from([0xff, APP1, 0, body.length + 2, ...body]);
  const [start, ...rest] = parts;
  return start === undefined ? [] : [start, segment, ...rest];
}

function startsWith(bytes: Uint8Array, text: string): boolean {
  return [...text].every((sign, index) => bytes[index] === sign.charCodeAt(0));
}
