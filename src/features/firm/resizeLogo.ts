/** The backend's limit for the whole data: URI, in characters. */
export const LOGO_MAX_LENGTH = 96 * 1024;
const FORMATS = ["image/webp", "image/png"] as const;
/** Longest sides to try, largest first, in pixels. */
const SIDES = [256, 192, 128];
const QUALITY = 0.9;

export class LogoUnreadable extends Error {}
export class LogoTooLarge extends Error {}

/** The size (px) of a picture whose longest side is at most `side`; never larger than it was. */
export function fitWithin(
  { width, height }: { width: number; height: number },
  side: number,
): { width: number; height: number } {
  const scale = Math.min(1, side / Math.max(width, height));
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}

/**
 * A picture as a small data: URI (WebP, or PNG where the browser writes no WebP), at most 256 px and 96 KiB.
 * Throws LogoUnreadable (not a picture) or LogoTooLarge.
 */
export async function resizeLogo(file: Blob): Promise<string> {
  const bitmap = await createImageBitmap(file).catch(() => {
    throw new LogoUnreadable();
  });
  try {
    for (const side of SIDES) {
      for (const format of FORMATS) {
        const uri = draw(bitmap, side, format);
        if (uri.startsWith(`data:${format};`) && uri.length <= LOGO_MAX_LENGTH) return uri;
      }
    }
  } finally {
    bitmap.close();
  }
  throw new LogoTooLarge();
}

function draw(bitmap: ImageBitmap, side: number, format: string): string {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, fitWithin(bitmap, side));
  const context = canvas.getContext("2d");
  if (context === null) throw new LogoUnreadable();
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL(format, QUALITY);
}
