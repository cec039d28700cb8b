import { safeFileName } from "./fileNames";

/** Hands a file to the browser's downloads. */
export function saveFile(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = safeFileName(name);
  link.click();
  // The download has its own hold on it once it has started.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
