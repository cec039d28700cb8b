/**
 * What a file is, by its bytes. The sender's word and the name's ending count for nothing. Nothing is
 * decoded: a picture's size is read from its header, so that a bomb stays a bomb on its disk.
 */
import { fileTypeFromBuffer } from "file-type";
import { disableTypes, imageSize, types } from "image-size";
import type { FileKind } from "../validators";

/** So much of a file is looked at: room for the longest metadata before a picture's size. */
export const HEAD_BYTES = 512 * 1024;
/** Edge 14: a larger picture is kept as a file without preview. */
const LARGEST_IMAGE_PIXELS = 40_000_000;
const LARGEST_IMAGE_SIDE = 12_000;
/** Where browsers and their like look for markup. */
const MARKUP_BYTES = 4 * 1024;
const MARKUP = /<(?:!doctype\s+html|html|head|body|script|svg|iframe|\?xml)[\s>/]/i;
/** EXIF orientations that lie on their side. */
const TURNED_FROM = 5;

/** Raster pictures that every browser shows and that hold no script. */
const IMAGE_TYPES: Record<string, (typeof types)[number]> = {
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/gif": "gif",
  "image/webp": "webp",
};
disableTypes(types.filter((type) => !Object.values(IMAGE_TYPES).includes(type)));

const UNKNOWN_TYPE = "application/octet-stream";

export type FileFacts = {
  contentType: string;
  kind: FileKind;
  /** Pixels as shown; null for what is no picture. */
  width: number | null;
  height: number | null;
};

/**
 * Judges a file by its first bytes (HEAD_BYTES of them). Whatever cannot be read as one plain picture
 * of bearable size is a file: unknown types, markup, and pictures that are markup as well (polyglots).
 */
export async function fileFacts(head: Uint8Array): Promise<FileFacts> {
  const contentType = await typeOf(head);
  const plain = { contentType, kind: "file" as const, width: null, height: null };
  if (!(contentType in IMAGE_TYPES)) return plain;
  if (looksLikeMarkup(head)) return { ...plain, contentType: UNKNOWN_TYPE };
  const size = sizeOf(head, contentType);
  if (size === null) return plain;
  const isBearable =
    Math.max(size.width, size.height) <= LARGEST_IMAGE_SIDE &&
    size.width * size.height <= LARGEST_IMAGE_PIXELS;
  return isBearable ? { contentType, kind: "image", ...size } : plain;
}

async function typeOf(head: Uint8Array): Promise<string> {
  try {
    const mime = (await fileTypeFromBuffer(head))?.mime ?? UNKNOWN_TYPE;
    return /xml|html|svg|script/.test(mime) ? UNKNOWN_TYPE : mime;
  } catch {
    return UNKNOWN_TYPE; // cut off or malformed
  }
}

function looksLikeMarkup(head: Uint8Array): boolean {
  const text = String.fromCharCode(...head.subarray(0, MARKUP_BYTES));
  return MARKUP.test(text);
}

function sizeOf(head: Uint8Array, contentType: string): { width: number; height: number } | null {
  try {
    const { width, height, orientation = 1, type } = imageSize(head);
    const isWhole = Number.isInteger(width) && Number.isInteger(height) && width > 0 && height > 0;
    if (!isWhole || type !== IMAGE_TYPES[contentType]) return null;
    return orientation < TURNED_FROM ? { width, height } : { width: height, height: width };
  } catch {
    return null;
  }
}
