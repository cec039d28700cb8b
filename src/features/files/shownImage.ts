/** Pictures that browsers show in place; the server looks at the bytes and decides for itself. */
const SHOWN_TYPES = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);

/** Whether this browser will show a picked file as a picture. */
export function isShownImage(file: { type: string }): boolean {
  return SHOWN_TYPES.has(file.type);
}
