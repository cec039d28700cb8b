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

type Walk = (value: Value | undefined, path: string, tableOf: TableOf) => Mismatch | null;

const compiled = new WeakMap<object, Check>();

/** Compiles a validator; the same JSON object gives the same function. */
export function compileValidator(json: ValidatorJSON): Check {
  let check = compiled.get(json);
  if (check === undefined) {
    const walk = compile(json);
    check = (value, tableOf) => walk(value, "", tableOf);
    compiled.set(json, check);
  }
  return check;
}

function compile(json: ValidatorJSON): Walk {
  const mismatch = (value: Value | undefined, path: string): Mismatch => ({
    path,
    message: () =>
      `Value does not match validator.\n${pathLine(path)}Value: ${describeValue(value)}\nValidator: ${describeValidator(json)}`,
  });
  const matching = (matches: (value: Value | undefined) => boolean): Walk => {
    return (value, path) => (matches(value) ? null : mismatch(value, path));
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

type MakeMismatch = (value: Value | undefined, path: string) => Mismatch;

function literalMatcher(json: JSONValue): (value: Value | undefined) => boolean {
  const literal = jsonToConvex(json);
  return (value) => value === literal || compareValues(value, literal) === 0;
}

function idWalk(tableName: string, mismatch: MakeMismatch): Walk {
  return (value, path, tableOf) => {
    if (typeof value !== "string") return mismatch(value, path);
    const found = tableOf(value);
    if (found === tableName) return null;
    if (found === null) return mismatch(value, path);
    const text = `Found ID "${value}" from table \`${found}\`, which does not match the table name in validator \`v.id("${tableName}")\`.`;
    return { path, message: () => `${text}\n${pathLine(path)}`.trimEnd() };
  };
}

function arrayWalk(item: Walk, mismatch: MakeMismatch): Walk {
  return (value, path, tableOf) => {
    if (!Array.isArray(value)) return mismatch(value, path);
    for (let i = 0; i < value.length; i++) {
      const problem = item(value[i], `${path}[${i}]`, tableOf);
      if (problem !== null) return problem;
    }
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
  const fieldProblem = (path: string, text: string, value: Value): Mismatch => ({
    path,
    message: () =>
      `${text}\n${pathLine(path)}\nObject: ${describeValue(value)}\nValidator: ${describeValidator(json)}`,
  });
  return (value, path, tableOf) => {
    if (!isFields(value)) return mismatch(value, path);
    for (const { name, optional, walk } of fields) {
      const field = Object.hasOwn(value, name) ? value[name] : undefined;
      if (field === undefined) {
        if (optional) continue;
        const text = `Object is missing the required field \`${name}\`. Consider wrapping the field validator in \`v.optional(...)\` if this is expected.`;
        return fieldProblem(path, text, value);
      }
      const problem = walk(field, `${path}.${name}`, tableOf);
      if (problem !== null) return problem;
    }
    for (const name in value) {
      if (known.has(name) || value[name] === undefined) continue;
      const text = `Object contains extra field \`${name}\` that is not in the validator.`;
      return fieldProblem(path, text, value);
    }
    return null;
  };
}

function recordWalk(key: Walk, item: Walk, mismatch: MakeMismatch): Walk {
  return (value, path, tableOf) => {
    if (!isFields(value)) return mismatch(value, path);
    for (const name in value) {
      if (value[name] === undefined) continue;
      const problem =
        key(name, `${path}.keys()`, tableOf) ?? item(value[name], `${path}.${name}`, tableOf);
      if (problem !== null) return problem;
    }
    return null;
  };
}

function unionWalk(members: Walk[], mismatch: MakeMismatch): Walk {
  return (value, path, tableOf) => {
    const matches = members.some((member) => member(value, path, tableOf) === null);
    return matches ? null : mismatch(value, path);
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
