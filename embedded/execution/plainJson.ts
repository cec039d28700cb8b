/** The short way from a result to its text. */
import type { Value } from "convex/values";

/** Names that were found good once; field names of an app are few and come again and again. */
const goodNames = new Set<string>();
const MAX_REMEMBERED_NAMES = 10_000;

/** As Convex allows them: printable ASCII that does not begin with "$"; and no prototype. */
const FIELD_NAME = /^(?!\$|__proto__$)[\x20-\x7e]{1,1024}$/;

/**
 * True when JSON.stringify alone gives the Convex JSON of a value: no bigint, bytes, special
 * number or undefined is in it, and nothing that is no Convex value. False is no verdict: then
 * `convexToJson` encodes what it can and names what it cannot.
 */
export function isPlainJson(value: Value | undefined): boolean {
  switch (typeof value) {
    case "string":
    case "boolean":
      return true;
    case "number":
      return Number.isFinite(value) && !Object.is(value, -0);
    case "object":
      if (value === null) return true;
      return Array.isArray(value) ? arePlain(value) : isPlainObject(value);
    default:
      return false;
  }
}

function arePlain(items: Value[]): boolean {
  // By index, since callbacks skip the holes that JSON.stringify would turn into null.
  for (let i = 0; i < items.length; i++) if (!isPlainJson(items[i])) return false;
  return true;
}

function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  for (const name of Object.keys(value)) {
    if (!isGoodName(name) || !isPlainJson((value as Record<string, Value>)[name])) return false;
  }
  return true;
}

function isGoodName(name: string): boolean {
  if (goodNames.has(name)) return true;
  if (!FIELD_NAME.test(name)) return false;
  if (goodNames.size < MAX_REMEMBERED_NAMES) goodNames.add(name);
  return true;
}
