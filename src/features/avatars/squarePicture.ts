/** The backend's limit in bytes. */
export const AVATAR_MAX_BYTES = 64 * 1024;
/** Sides to try, largest first, in pixels. */
const SIDES = [256, 192, 128];
/** Not every browser writes WebP; what it can't write comes back as PNG. */
const FORMATS = ["image/webp", "image/jpeg"] as const;
const QUALITY = 0.85;

export class PictureUnreadable extends Error {}
export class PictureTooLarge extends Error {}

export type Square = { left: number; top: number; side: number };

/** The largest square in the middle of a picture, in its pixels. */
export function middleSquare({ width, height }: { width: number; height: number }): Square {
  const side = Math.min(width, height);
  return { left: Math.floor((width - side) / 2), top: Math.floor((height - side) / 2), side };
}

/**
 * The middle of a picture, drawn anew as a small square: WebP or JPEG, at most 256 px and 64 KiB. The
 * drawing has pixels alone, so place, time and camera stay behind. Throws PictureUnreadable (no picture)
 * or PictureTooLarge.
 */
export async function squarePicture(file: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(file).catch(() => {
    throw new PictureUnreadable();
  });
  try {
    for (const side of SIDES) {
      const canvas = draw(bitmap, side);
      for (const format of FORMATS) {
        const blob = await toBlob(canvas, format);
        if (blob?.type === format && blob.size <= AVATAR_MAX_BYTES) return blob;
      }
    }
  } finally {
    bitmap.close();
  }
  throw new PictureTooLarge();
}

function draw(bitmap: ImageBitmap, side: number): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = side;
  canvas.height = side;
  const context = canvas.getContext("2d");
  if (context === null) throw new PictureUnreadable();
  const from = middleSquare(bitmap);
  // What can be seen through would be black in a JPEG, and the initials' letters in the app.
  context.fillStyle = "#fff";
  context.fillRect(0, 0, side, side);
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, from.left, from.top, from.side, from.side, 0, 0, side, side);
  return canvas;
}

function toBlob(canvas: HTMLCanvasElement, format: string): Promise<Blob | null> {
  return new Promise((resolve) => canvas.toBlob(resolve, format, QUALITY));
}
