/** The Range header of a download (RFC 9110, 14): one range of bytes, or the whole. */

export type ByteRange = { start: number; /** Exclusive. */ end: number };

/**
 * The part that a Range header asks for of `size` bytes: "whole" without a header and for what may
 * be ignored (other units, several ranges, nonsense), null for one that lies outside.
 */
export function readRange(header: string | null, size: number): ByteRange | "whole" | null {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/i.exec(header?.trim() ?? "");
  if (match === null || (match[1] === "" && match[2] === "")) return "whole";
  const [, first = "", last = ""] = match;
  if (first === "") {
    const length = Math.min(Number(last), size);
    return length === 0 ? null : { start: size - length, end: size };
  }
  const start = Number(first);
  const end = last === "" ? size : Math.min(Number(last) + 1, size);
  if (last !== "" && Number(last) < start) return "whole";
  return start < size ? { start, end } : null;
}
