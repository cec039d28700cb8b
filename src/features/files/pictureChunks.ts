/**
 * Takes out of a PNG or WebP what tells where, when and with what it was made, without touching a
 * pixel: EXIF, XMP, texts, the time of the last change, and whatever follows the picture's end. A
 * rotation that stands in such an EXIF goes too: cameras write JPEGs, and programs that write the
 * others turn the pixels.
 */

import { joinBytes } from "./joinBytes";

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const PNG_TELLING = new Set(["eXIf", "tEXt", "zTXt", "iTXt", "tIME"]);
const WEBP_TELLING = new Set(["EXIF", "XMP "]);
/** Flags of the VP8X chunk that announce them. */
const WEBP_TELLING_FLAGS = 0x08 | 0x04;

/** The picture without its metadata; null when the bytes are no PNG that could be read to its end. */
export function stripPng(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  if (!PNG_SIGNATURE.every((byte, index) => bytes[index] === byte)) return null;
  const view = viewOf(bytes);
  const kept = [bytes.subarray(0, PNG_SIGNATURE.length)];
  let at = PNG_SIGNATURE.length;
  while (at + 12 <= bytes.length) {
    const end = at + 12 + view.getUint32(at); // length, type, data, checksum
    const type = textAt(bytes, at + 4);
    if (end > bytes.length) return null;
    if (!PNG_TELLING.has(type)) kept.push(bytes.subarray(at, end));
    if (type === "IEND") return joinBytes(kept);
    at = end;
  }
  return null;
}

/** The picture without its metadata; null when the bytes are no WebP that could be read to its end. */
export function stripWebp(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  if (bytes.length < 12 || textAt(bytes, 0) !== "RIFF" || textAt(bytes, 8) !== "WEBP") return null;
  const view = viewOf(bytes);
  const wholeEnd = 8 + view.getUint32(4, true);
  if (wholeEnd > bytes.length) return null;
  const kept = [bytes.slice(0, 12)];
  let at = 12;
  while (at + 8 <= wholeEnd) {
    const size = view.getUint32(at + 4, true);
    const end = at + 8 + size + (size % 2); // chunks begin at even places
    if (end > wholeEnd) return null;
    const type = textAt(bytes, at);
    const chunk = bytes.slice(at, end);
    if (type === "VP8X") chunk[8] = (chunk[8] ?? 0) & ~WEBP_TELLING_FLAGS;
    if (!WEBP_TELLING.has(type)) kept.push(chunk);
    at = end;
  }
  const whole = joinBytes(kept);
  viewOf(whole).setUint32(4, whole.length - 8, true);
  return whole;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function textAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}
