/** The short way from a result to its text. */
import type { Value } from "convex/values";
import { isDeeplyFrozen } from "../values/frozen.ts";
import { isGoodName } from "../values/plainCopy.ts";
import { KnownLists } from "./knownLists.ts";

/** Texts of items that nothing can change: each reader of a list is given the same ones. */
const textOfItem = new WeakMap<object, string>();
/** Items that came once. */
const seen = new WeakSet<object>();

/** A result as text, with the lists in it replaced by equal ones that were seen before. */
export type Encoded = { result: Value; text: string };

const knownLists = new KnownLists();

/**
 * The Convex JSON of a result, or null when `convexToJson` is needed to say what it is. A list in
 * it, at the top or in a field (as a page has it), is put together from the texts of its items.
 */
export function encodePlain(result: Value): Encoded | null {
  if (Array.isArray(result)) return encodeList(result);
  if (typeof result !== "object" || result === null || !isPlainObject(result, hasNames)) {
    return isPlainJson(result) ? { result, text: JSON.stringify(result) } : null;
  }
  const fields: Record<string, Value> = {};
  const texts: string[] = [];
  for (const name of Object.keys(result)) {
    const encoded = encodeField((result as Record<string, Value>)[name]);
    if (encoded === null) return null;
    fields[name] = encoded.result;
    texts.push(name, encoded.text);
  }
  return { result: fields, text: joinedFields(texts) };
}

function encodeField(value: Value | undefined): Encoded | null {
  if (Array.isArray(value)) return encodeList(value);
  return value !== undefined && isPlainJson(value)
    ? { result: value, text: JSON.stringify(value) }
    : null;
}

function hasNames(): boolean {
  return true;
}

function encodeList(items: Value[]): Encoded | null {
  // Without frozen items nothing is remembered, and one call for all of them is fastest.
  if (!isFrozenObject(items[0])) {
    return arePlain(items) ? { result: items, text: JSON.stringify(items) } : null;
  }
  const known = knownLists.find(items);
  if (known !== null) return { result: known.items as Value[], text: known.text };
  const texts: string[] = [];
  for (let i = 0; i < items.length; i++) {
    const text = itemText(items[i]);
    if (text === null) return null;
    texts.push(text);
  }
  const text = `[${texts.join()}]`;
  const kept = knownLists.add(items, text);
  return { result: (kept?.items ?? items) as Value[], text };
}

/** Texts put together last, the latest first: readers of one page are given a few different ones. */
const joined: { texts: readonly string[]; text: string }[] = [];
const MOST_JOINED = 32;
/** Below this, looking for a text takes longer than making it; above, keeping it takes memory. */
const SHORTEST_JOINED = 1_000;
const LONGEST_JOINED = 500_000;

/**
 * The object with these names and texts, which take turns. The very same string for the same ones,
 * so that comparing and sharing it costs nothing.
 */
function joinedFields(texts: string[]): string {
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  if (length < SHORTEST_JOINED || length > LONGEST_JOINED) return objectText(texts);
  const at = joined.findIndex((each) => areSameTexts(each.texts, texts));
  const found = at < 0 ? { texts, text: objectText(texts) } : joined[at]!;
  if (at > 0) joined.splice(at, 1);
  if (at !== 0) joined.unshift(found);
  if (joined.length > MOST_JOINED) joined.pop();
  return found.text;
}

function objectText(texts: readonly string[]): string {
  const fields: string[] = [];
  for (let i = 0; i < texts.length; i += 2) {
    fields.push(`${JSON.stringify(texts[i])}:${texts[i + 1]}`);
  }
  return `{${fields.join()}}`;
}

function areSameTexts(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, i) => text === b[i]);
}

function isFrozenObject(value: Value | undefined): boolean {
  return typeof value === "object" && value !== null && Object.isFrozen(value);
}

function itemText(item: Value | undefined): string | null {
  if (typeof item !== "object" || item === null) {
    return isPlainJson(item) ? JSON.stringify(item) : null;
  }
  const known = textOfItem.get(item);
  if (known !== undefined) return known;
  if (!isPlainJson(item)) return null;
  const text = JSON.stringify(item);
  if (!Object.isFrozen(item)) return text;
  // For a reader who is the only one, finding out whether it can change would be most of the work.
  if (!seen.has(item)) seen.add(item);
  else if (isDeeplyFrozen(item)) textOfItem.set(item, text);
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
