/** Convex's limits on values (docs.convex.dev/production/state/limits) and the check for them. */
import { CommitTsPlaceholder, type Value } from "convex/values";

export const MAX_DOCUMENT_BYTES = 1024 * 1024;
export const MAX_NESTING = 16;
export const MAX_FIELDS = 1024;
export const MAX_ARRAY_LENGTH = 8192;
export const MAX_FIELD_NAME_LENGTH = 1024;

const PRINTABLE_ASCII = /^[\x20-\x7e]+$/;
/** In Unicode mode only half a surrogate pair matches. */
export const LONE_SURROGATE = /\p{Surrogate}/u;

/** A value that no document, argument or result may hold. */
export class InvalidValue extends Error {
  override name = "InvalidValue";
}

/**
 * Throws `InvalidValue`, naming the path, when a value breaks one of the limits above, holds half
 * of a surrogate pair, or has a field name that Convex refuses.
 */
export function assertWithinLimits(value: Value, path = "", depth = 0): void {
  if (typeof value === "string") {
    if (LONE_SURROGATE.test(value)) {
      throw new InvalidValue(`String${at(path)} holds an unpaired surrogate`);
    }
    return;
  }
  if (typeof value !== "object" || value === null || value instanceof ArrayBuffer) return;
  if (value instanceof CommitTsPlaceholder) {
    throw new InvalidValue(`The embedded backend does not support commit timestamps${at(path)}`);
  }
  if (depth >= MAX_NESTING) {
    throw new InvalidValue(
      `Value${at(path)} is too nested (maximum nesting: ${MAX_NESTING} levels)`,
    );
  }
  if (Array.isArray(value)) assertArray(value, path, depth);
  else assertFields(value as Record<string, Value | undefined>, path, depth);
}

function assertArray(items: Value[], path: string, depth: number): void {
  if (items.length > MAX_ARRAY_LENGTH) {
    throw new InvalidValue(
      `Array${at(path)} has ${items.length} items (maximum length: ${MAX_ARRAY_LENGTH})`,
    );
  }
  for (let i = 0; i < items.length; i++) assertWithinLimits(items[i]!, `${path}[${i}]`, depth + 1);
}

function assertFields(
  fields: Record<string, Value | undefined>,
  path: string,
  depth: number,
): void {
  const names = Object.keys(fields);
  if (names.length > MAX_FIELDS) {
    throw new InvalidValue(
      `Object${at(path)} has ${names.length} fields (maximum number of fields: ${MAX_FIELDS})`,
    );
  }
  for (const name of names) {
    assertFieldName(name, path);
    const value = fields[name];
    // Scalars are the bulk of every document, and need no path.
    if (typeof value === "string" || (typeof value === "object" && value !== null)) {
      assertWithinLimits(value, `${path}.${name}`, depth + 1);
    }
  }
}

function assertFieldName(name: string, path: string): void {
  if (name.length > MAX_FIELD_NAME_LENGTH) {
    throw new InvalidValue(
      `Field name${at(path)} has ${name.length} characters (maximum: ${MAX_FIELD_NAME_LENGTH})`,
    );
  }
  if (name === "" || name.startsWith("$") || !PRINTABLE_ASCII.test(name)) {
    throw new InvalidValue(
      `Field name ${JSON.stringify(name)}${at(path)} is not allowed: it must be printable ASCII and may not be empty or begin with "$"`,
    );
  }
  if (name === "__proto__") {
    // JSON.parse makes it a field, assignment makes it a prototype: one document, two readings.
    throw new InvalidValue(`Field name "__proto__"${at(path)} is not allowed`);
  }
}

function at(path: string): string {
  return path === "" ? "" : ` at ${path}`;
}
