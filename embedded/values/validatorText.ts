/** Validators and values as a developer wrote them, for error messages. */
import { jsonToConvex, type ValidatorJSON, type Value } from "convex/values";

/** Longer texts are cut: an error message is for reading, and may travel to a client. */
const LONGEST_TEXT = 1_000;
const DEEPEST = 8;
const MOST_ITEMS = 50;

/** `{ type: "array", value: { type: "string" } }` as `v.array(v.string())`. */
export function describeValidator(json: ValidatorJSON): string {
  return cut(write(json));
}

/** A value as JavaScript would write it: `{a: 1n, b: "x"}`. */
export function describeValue(value: Value | undefined): string {
  return cut(writeValue(value));
}

function write(json: ValidatorJSON): string {
  switch (json.type) {
    case "number":
      return "v.float64()";
    case "bigint":
      return "v.int64()";
    case "null":
    case "boolean":
    case "string":
    case "bytes":
    case "any":
    case "commitTs":
      return `v.${json.type}()`;
    case "literal":
      return `v.literal(${writeValue(jsonToConvex(json.value))})`;
    case "id":
      return `v.id("${json.tableName}")`;
    case "array":
      return `v.array(${write(json.value)})`;
    case "record":
      return `v.record(${write(json.keys as ValidatorJSON)}, ${write(json.values.fieldType)})`;
    case "union":
      return `v.union(${json.value.map(write).join(", ")})`;
    case "object":
      return `v.object({${Object.entries(json.value).map(writeField).join(", ")}})`;
    default:
      json satisfies never;
      return JSON.stringify(json);
  }
}

function writeField([name, field]: [string, { fieldType: ValidatorJSON; optional: boolean }]) {
  const text = write(field.fieldType);
  return `${name}: ${field.optional ? `v.optional(${text})` : text}`;
}

/** Nothing is written that would be cut anyway: a client may send 16 MiB of mistakes. */
function writeValue(value: Value | undefined, depth = 0): string {
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  if (typeof value === "string") return JSON.stringify(value.slice(0, LONGEST_TEXT));
  if (typeof value !== "object" || value === null) return String(value);
  if (value instanceof ArrayBuffer) return `ArrayBuffer(${value.byteLength})`;
  if (depth >= DEEPEST) return "...";
  if (Array.isArray(value)) {
    const items = value.slice(0, MOST_ITEMS).map((item) => writeValue(item, depth + 1));
    return `[${items.join(", ")}]`;
  }
  const fields = Object.entries(value as Record<string, Value | undefined>).slice(0, MOST_ITEMS);
  const parts = fields.map(([name, field]) => `${name}: ${writeValue(field, depth + 1)}`);
  return `{${parts.join(", ")}}`;
}

function cut(text: string): string {
  return text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT)}[...truncated]`;
}
