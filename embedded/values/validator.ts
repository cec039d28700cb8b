/**
 * Checks values against Convex's validators, in the JSON form that `exportArgs()`,
 * `exportReturns()` and `schema.export()` give. A validator is compiled once into closures; checking
 * builds no text unless something is wrong.
 */
import {
  CommitTsPlaceholder,
  compareValues,
  jsonToConvex,
  type JSONValue,
  type Value,
} from "convex/values";
import type { ObjectFieldType, RecordKeyValidatorJSON, ValidatorJSON } from "convex/values";
import { isKnownFrozen } from "./frozen.ts";
import { describeValidator, describeValue } from "./validatorText.ts";

/** Where a value differs from its validator. `path` is "" at the top, else like `.author.tags[2]`. */
export type Mismatch = {
  path: string;
  /** Written only when asked for: a union tries its members, and most mismatches are never told. */
  message: () => string;
};

/** The table an id belongs to, or null when it is no id of the database: `Transaction.tableOf`. */
export type TableOf = (id: string) => string | null;

/** Gives the first mismatch, or null when the value is valid. */
export type Check = (value: Value | undefined, tableOf: TableOf) => Mismatch | null;

/** A mismatch on its way up: each level puts its own step before the path. */
type Problem = { path: string; message: (path: string) => string };

/** Knows no path: almost all values are valid, and texts for each place would be most of the work. */
type Walk = (value: Value | undefined, tableOf: TableOf) => Problem | null;

const compiled = new WeakMap<object, Check>();

/** Compiles a validator; the same JSON object gives the same function. */
export function compileValidator(json: ValidatorJSON): Check {
  let check = compiled.get(json);
  if (check === undefined) {
    const walk = compile(json);
    check = (value, tableOf) => {
      const problem = walk(value, tableOf);
      if (problem === null) return null;
      const { path, message } = problem;
      return { path, message: () => message(path) };
    };
    compiled.set(json, check);
  }
  return check;
}

function compile(json: ValidatorJSON): Walk {
  const mismatch = (value: Value | undefined): Problem => ({
    path: "",
    message: (path) =>
      `Value does not match validator.\n${pathLine(path)}Value: ${describeValue(value)}\nValidator: ${describeValidator(json)}`,
  });
  const matching = (matches: (value: Value | undefined) => boolean): Walk => {
    return (value) => (matches(value) ? null : mismatch(value));
  };
  switch (json.type) {
    case "any":
      return matching((value) => value !== undefined);
    case "null":
      return matching((value) => value === null);
    case "number":
    case "bigint":
    case "boolean":
    case "string":
      return matching((value) => typeof value === json.type);
    case "bytes":
      return matching((value) => value instanceof ArrayBuffer);
    case "literal":
      return matching(literalMatcher(json.value));
    case "id":
      return idWalk(json.tableName, mismatch);
    case "array":
      return arrayWalk(compile(json.value), mismatch);
    case "object":
      return objectWalk(json, mismatch);
    case "record":
      return recordWalk(compile(recordKey(json.keys)), compile(json.values.fieldType), mismatch);
    case "union":
      return unionWalk(json.value.map(compile), mismatch);
    case "commitTs":
      throw new Error("v.commitTs() is not supported by the embedded backend");
    default:
      json satisfies never;
      throw new Error(`Unknown validator ${JSON.stringify(json)}`);
  }
}

type MakeMismatch = (value: Value | undefined) => Problem;

function within(step: string, { path, message }: Problem): Problem {
  return { path: step + path, message };
}

function literalMatcher(json: JSONValue): (value: Value | undefined) => boolean {
  const literal = jsonToConvex(json);
  // Of these, only what is identical is equal.
  if (typeof literal === "string" || typeof literal === "boolean")
    return (value) => value === literal;
  return (value) => value === literal || compareValues(value, literal) === 0;
}

function idWalk(tableName: string, mismatch: MakeMismatch): Walk {
  return (value, tableOf) => {
    if (typeof value !== "string") return mismatch(value);
    const found = tableOf(value);
    if (found === tableName) return null;
    if (found === null) return mismatch(value);
    const text = `Found ID "${value}" from table \`${found}\`, which does not match the table name in validator \`v.id("${tableName}")\`.`;
    return { path: "", message: (path) => `${text}\n${pathLine(path)}`.trimEnd() };
  };
}

function arrayWalk(item: Walk, mismatch: MakeMismatch): Walk {
  const valid = new WeakSet<object>();
  return (value, tableOf) => {
    if (!Array.isArray(value)) return mismatch(value);
    if (valid.has(value)) return null;
    for (let i = 0; i < value.length; i++) {
      const problem = item(value[i], tableOf);
      if (problem !== null) return within(`[${i}]`, problem);
    }
    if (isKnownFrozen(value)) valid.add(value);
    return null;
  };
}

function objectWalk(json: ValidatorJSON & { type: "object" }, mismatch: MakeMismatch): Walk {
  const fields = Object.entries(json.value).map(([name, field]: [string, ObjectFieldType]) => ({
    name,
    optional: field.optional,
    walk: compile(field.fieldType),
  }));
  const known = new Set(fields.map((field) => field.name));
  /** What nothing can change was checked once: readers of one list are shown the same objects. */
  const valid = new WeakSet<object>();
  const fieldProblem = (text: string, value: Value): Problem => ({
    path: "",
    message: (path) =>
      `${text}\n${pathLine(path)}\nObject: ${describeValue(value)}\nValidator: ${describeValidator(json)}`,
  });
  return (value, tableOf) => {
    if (!isFields(value)) return mismatch(value);
    if (valid.has(value)) return null;
    for (const { name, optional, walk } of fields) {
      const field = Object.hasOwn(value, name) ? value[name] : undefined;
      if (field === undefined) {
        if (optional) continue;
        const text = `Object is missing the required field \`${name}\`. Consider wrapping the field validator in \`v.optional(...)\` if this is expected.`;
        return fieldProblem(text, value);
      }
      const problem = walk(field, tableOf);
      if (problem !== null) return within(`.${name}`, problem);
    }
    for (const name in value) {
      if (known.has(name) || value[name] === undefined) continue;
      const text = `Object contains extra field \`${name}\` that is not in the validator.`;
      return fieldProblem(text, value);
    }
    if (isKnownFrozen(value)) valid.add(value);
    return null;
  };
}

function recordWalk(key: Walk, item: Walk, mismatch: MakeMismatch): Walk {
  return (value, tableOf) => {
    if (!isFields(value)) return mismatch(value);
    for (const name in value) {
      if (value[name] === undefined) continue;
      const badKey = key(name, tableOf);
      if (badKey !== null) return within(".keys()", badKey);
      const badValue = item(value[name], tableOf);
      if (badValue !== null) return within(`.${name}`, badValue);
    }
    return null;
  };
}

function unionWalk(members: Walk[], mismatch: MakeMismatch): Walk {
  return (value, tableOf) => {
    const matches = members.some((member) => member(value, tableOf) === null);
    return matches ? null : mismatch(value);
  };
}

/** Keys of a record are written with the same words as values. */
function recordKey(json: RecordKeyValidatorJSON): ValidatorJSON {
  return json as ValidatorJSON;
}

function isFields(value: Value | undefined): value is Record<string, Value | undefined> {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof ArrayBuffer) &&
    !(value instanceof CommitTsPlaceholder)
  );
}

function pathLine(path: string): string {
  return path === "" ? "" : `Path: ${path}\n`;
}
