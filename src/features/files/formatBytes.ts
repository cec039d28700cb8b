import { formatNumber } from "../../lib/numbers";
import { fileStrings } from "./fileStrings";

const UNITS = ["KB", "MB", "GB"] as const;
const STEP = 1024;

/** A size as people say it: "812 bytes", "31 KB", "2.4 MB"; a tenth only below ten. */
export function formatBytes(bytes: number): string {
  if (bytes < STEP) return fileStrings.bytes(bytes);
  let size = bytes / STEP;
  let unit = 0;
  while (size >= STEP && unit < UNITS.length - 1) {
    size /= STEP;
    unit += 1;
  }
  const shown = size < 10 ? size : Math.round(size);
  return `${formatNumber(shown)} ${UNITS[unit]}`;
}
