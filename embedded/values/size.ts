import type { Value } from "convex/values";

/**
 * Convex's measure of a document or a part of one, in bytes: the same as `getConvexSize` of
 * `convex/values` for everything that a document may hold, and faster.
 */
export function sizeOf(value: Value | undefined): number {
  switch (typeof value) {
    case "string":
      return 2 + Buffer.byteLength(value);
    case "boolean":
      return 1;
    case "number":
    case "bigint":
      return 9;
    case "object":
      return value === null ? 1 : sizeOfObject(value);
    default:
      return 0;
  }
}

function sizeOfObject(value: object): number {
  if (value instanceof ArrayBuffer) return 2 + value.byteLength;
  let size = 2;
  if (Array.isArray(value)) {
    for (const item of value as Value[]) size += sizeOf(item);
    return size;
  }
  const fields = value as Record<string, Value | undefined>;
  for (const name in fields) {
    const field = fields[name];
    // Field names are ASCII.
    if (field !== undefined) size += name.length + 1 + sizeOf(field);
  }
  return size;
}
