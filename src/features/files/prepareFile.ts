import { stripJpeg } from "./jpegSegments";
import { stripPng, stripWebp } from "./pictureChunks";
import { isShownImage } from "./shownImage";

/** Longest side of a thumbnail in pixels. */
const THUMBNAIL_SIDE = 400;
const THUMBNAIL_QUALITY = 0.8;
/** The server takes no larger ones. */
const THUMBNAIL_MAX_BYTES = 256 * 1024;
/** A GIF up to this many bytes is shown as it is, since a thumbnail would stand still. */
const MOVING_GIF_BYTES = 2 * 1024 * 1024;
type Strip = (bytes: Uint8Array) => Uint8Array<ArrayBuffer> | null;

/** What takes place, time and camera out of a picture of this type. */
const STRIPS: Partial<Record<string, Strip>> = {
  "image/jpeg": stripJpeg,
  "image/png": stripPng,
  "image/webp": stripWebp,
};

/** A file made ready to leave this device. */
export type PreparedFile = {
  blob: Blob;
  thumbnail: Blob | null;
  width: number | null;
  height: number | null;
};

/**
 * Takes place, time and camera out of a picture (losslessly) and draws a thumbnail of it. What
 * this browser cannot read goes as it is.
 */
export async function prepareFile(file: File): Promise<PreparedFile> {
  const strip = STRIPS[file.type];
  const blob = strip === undefined ? file : await withoutMetadata(file, strip);
  const plain = { blob, thumbnail: null, width: null, height: null };
  if (!isShownImage(file)) return plain;
  try {
    return { blob, ...(await drawThumbnail(blob)) };
  } catch {
    return plain;
  }
}

async function withoutMetadata(file: File, strip: Strip): Promise<Blob> {
  const stripped = strip(new Uint8Array(await file.arrayBuffer()));
  return stripped === null ? file : new Blob([stripped], { type: file.type });
}

async function drawThumbnail(blob: Blob) {
  const bitmap = await createImageBitmap(blob);
  const { width, height } = bitmap;
  const scale = Math.min(1, THUMBNAIL_SIDE / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext("2d");
  if (context !== null) context.imageSmoothingQuality = "high";
  context?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const isMoving = blob.type === "image/gif" && blob.size <= MOVING_GIF_BYTES;
  const drawn = isMoving ? null : await toBlob(canvas);
  // A picture smaller than its thumbnail is its own.
  const isUseful = drawn !== null && drawn.size < blob.size && drawn.size <= THUMBNAIL_MAX_BYTES;
  return { thumbnail: isUseful ? drawn : null, width, height };
}

function toBlob(canvas: HTMLCanvasElement): Promise<Blob | null> {
  return new Promise((resolve) => canvas.toBlob(resolve, "image/webp", THUMBNAIL_QUALITY));
}
