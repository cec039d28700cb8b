/** How a stored document becomes text and back, and the copies that are handed out. */
import { convexToJson, jsonToConvex, type JSONValue, type Value } from "convex/values";

/**
 * Text of int64, bytes and special floats holds a field name that begins with "$", which no
 * document field may do. Text without one is plain JSON, and JSON.parse alone is six times faster.
 */
const ENCODED_VALUE = '"$';

export function encodeDocument(value: Record<string, Value>): string {
  return JSON.stringify(convexToJson(value));
}

export function decodeDocument<T extends Record<string, Value>>(text: string): T {
  const json = JSON.parse(text) as JSONValue;
  return (text.includes(ENCODED_VALUE) ? jsonToConvex(json) : json) as T;
}

/** Freezes objects and arrays all the way down. Bytes cannot be frozen: see `holdsBytes`. */
export function deepFreeze<T extends Value>(value: T): T {
  if (typeof value !== "object" || value === null || value instanceof ArrayBuffer) return value;
  for (const item of Array.isArray(value) ? value : Object.values(value)) {
    if (typeof item === "object" && item !== null) deepFreeze(item as Value);
  }
  return Object.freeze(value);
}

/** True when sharing a frozen value is still unsafe, because somebody could write into its bytes. */
export function holdsBytes(value: Value | undefined): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (value instanceof ArrayBuffer) return true;
  const items = Array.isArray(value) ? value : Object.values(value);
  return items.some(holdsBytes);
}

/** A deep copy that its owner may change. */
export function copyValue<T extends Value>(value: T): T {
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof ArrayBuffer) return value.slice(0) as T;
  if (Array.isArray(value)) return value.map(copyValue) as T;
  const copy: Record<string, Value | undefined> = {};
  const fields = value as Record<string, Value | undefined>;
  for (const name in fields) {
    const field = fields[name];
    copy[name] = field === undefined ? field : copyValue(field);
  }
  return copy as T;
}

/** The value at a dotted path ("author.name"); undefined where anything on the way is missing. */
export function fieldAt(document: Value, path: string): Value | undefined {
  let value: Value | undefined = document;
  for (const name of path.includes(".") ? path.split(".") : [path]) {
    if (typeof value !== "object" || value === null) return undefined;
    if (Array.isArray(value) || value instanceof ArrayBuffer || !Object.hasOwn(value, name)) {
      return undefined;
    }
    value = (value as Record<string, Value | undefined>)[name];
  }
  return value;
}
