/** The short way from a result to its text. */
import type { Value } from "convex/values";
import { isDeeplyFrozen } from "../values/frozen.ts";

/** Names that were found good once; field names of an app are few and come again and again. */
const goodNames = new Set<string>();
const MAX_REMEMBERED_NAMES = 10_000;

/** As Convex allows them: printable ASCII that does not begin with "$"; and no prototype. */
const FIELD_NAME = /^(?!\$|__proto__$)[\x20-\x7e]{1,1024}$/;

/** Texts of items that nothing can change: each reader of a list is given the same ones. */
const textOfItem = new WeakMap<object, string>();

/**
 * The Convex JSON of a result, or null when `convexToJson` is needed to say what it is. A list in
 * it, at the top or in a field (as a page has it), is put together from the texts of its items.
 */
export function plainJsonText(result: Value): string | null {
  if (Array.isArray(result)) return listText(result);
  if (typeof result !== "object" || result === null || !isPlainObject(result, hasNames)) {
    return isPlainJson(result) ? JSON.stringify(result) : null;
  }
  const fields: string[] = [];
  for (const name of Object.keys(result)) {
    const field = (result as Record<string, Value>)[name];
    const text = Array.isArray(field)
      ? listText(field)
      : isPlainJson(field)
        ? JSON.stringify(field)
        : null;
    if (text === null) return null;
    fields.push(`${JSON.stringify(name)}:${text}`);
  }
  return `{${fields.join()}}`;
}

function hasNames(): boolean {
  return true;
}

function listText(items: Value[]): string | null {
  // Without frozen items nothing is remembered, and one call for all of them is fastest.
  if (!Object.isFrozen(items[0])) return arePlain(items) ? JSON.stringify(items) : null;
  const texts: string[] = [];
  for (let i = 0; i < items.length; i++) {
    const text = itemText(items[i]);
    if (text === null) return null;
    texts.push(text);
  }
  return `[${texts.join()}]`;
}

function itemText(item: Value | undefined): string | null {
  if (typeof item !== "object" || item === null) {
    return isPlainJson(item) ? JSON.stringify(item) : null;
  }
  const known = textOfItem.get(item);
  if (known !== undefined) return known;
  if (!isPlainJson(item)) return null;
  const text = JSON.stringify(item);
  if (isDeeplyFrozen(item)) textOfItem.set(item, text);
  return text;
}

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

function isPlainObject(value: object, isPlainField = isPlainJson): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  for (const name of Object.keys(value)) {
    if (!isGoodName(name) || !isPlainField((value as Record<string, Value>)[name])) return false;
  }
  return true;
}

function isGoodName(name: string): boolean {
  if (goodNames.has(name)) return true;
  if (!FIELD_NAME.test(name)) return false;
  if (goodNames.size < MAX_REMEMBERED_NAMES) goodNames.add(name);
  return true;
}
