/** The short way to the copy of a value that a document or a result keeps. */
import type { Value } from "convex/values";
import { LONE_SURROGATE, MAX_ARRAY_LENGTH, MAX_FIELDS, MAX_NESTING } from "./limits.ts";

/** Names that were found good once; field names of an app are few and come again and again. */
const goodNames = new Set<string>();
const MAX_REMEMBERED_NAMES = 10_000;

/** As Convex allows them: printable ASCII that does not begin with "$"; and no prototype. */
const FIELD_NAME = /^(?!\$|__proto__$)[\x20-\x7e]{1,1024}$/;

/** True for a field name that any object may have. */
export function isGoodName(name: string): boolean {
  if (goodNames.has(name)) return true;
  if (!FIELD_NAME.test(name)) return false;
  if (goodNames.size < MAX_REMEMBERED_NAMES) goodNames.add(name);
  return true;
}

/**
 * A frozen deep copy, without the fields that are undefined, of a value that is plain JSON and within
 * Convex's limits on values. `undefined` is no verdict: then the long way finds out what is wrong
 * with the value, or encodes what JSON has no form for.
 */
export function frozenPlainCopy(value: Value | undefined, depth = 0): Value | undefined {
  switch (typeof value) {
    case "boolean":
      return value;
    case "string":
      return LONE_SURROGATE.test(value) ? undefined : value;
    case "number":
      return Number.isFinite(value) && !Object.is(value, -0) ? value : undefined;
    case "object":
      if (value === null) return null;
      if (depth >= MAX_NESTING) return undefined;
      return Array.isArray(value) ? copyItems(value, depth) : copyFields(value, depth);
    default:
      return undefined;
  }
}

function copyItems(items: readonly Value[], depth: number): Value | undefined {
  if (items.length > MAX_ARRAY_LENGTH) return undefined;
  const copy: Value[] = [];
  // By index, since callbacks skip holes.
  for (let i = 0; i < items.length; i++) {
    const item = frozenPlainCopy(items[i], depth + 1);
    if (item === undefined) return undefined;
    copy.push(item);
  }
  return Object.freeze(copy) as Value[];
}

function copyFields(value: object, depth: number): Value | undefined {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return undefined;
  const fields = value as Record<string, Value | undefined>;
  // Sorted as `convexToJson` does it: equal documents have equal texts.
  const names = sorted(Object.keys(fields));
  if (names.length > MAX_FIELDS) return undefined;
  const copy: Record<string, Value> = {};
  for (const name of names) {
    const given = fields[name];
    if (!isGoodName(name)) return undefined;
    if (given === undefined) continue;
    const field = frozenPlainCopy(given, depth + 1);
    if (field === undefined) return undefined;
    copy[name] = field;
  }
  return Object.freeze(copy);
}

/** In place. Documents come with their names in order, or nearly; sorting them takes more than looking. */
function sorted(names: string[]): string[] {
  for (let i = 1; i < names.length; i++) {
    if (names[i - 1]! > names[i]!)
      return names.length > FEW_NAMES ? names.sort() : inserted(names, i);
  }
  return names;
}

const FEW_NAMES = 32;

/** The names in order; those before `from` are so already. */
function inserted(names: string[], from: number): string[] {
  for (let i = from; i < names.length; i++) {
    const name = names[i]!;
    let at = i;
    for (; at > 0 && names[at - 1]! > name; at--) names[at] = names[at - 1]!;
    names[at] = name;
  }
  return names;
}
