/** Values at the border of a function: arguments in, results out. */
import { convexToJson, jsonToConvex, type JSONValue, type Value } from "convex/values";
import { assertArguments, assertReturns } from "../values/validationErrors.ts";
import { copyValue, deepFreeze, holdsBytes } from "../values/documentJson.ts";
import { isDeeplyFrozen } from "../values/frozen.ts";
import { assertWithinLimits } from "../values/limits.ts";
import type { TableOf } from "../values/validator.ts";
import type { LoadedFunction } from "../modules/types.ts";
import { BadCall } from "./failures.ts";
import { encodePlain } from "./plainJson.ts";

/** Convex's limit for all arguments of a call together, and for a result. */
export const MAX_VALUE_BYTES = 16 * 1024 * 1024;

export type Arguments = Record<string, Value>;

/**
 * Decodes the argument object of a call from outside. Throws BadCall when it is no object or holds
 * what no Convex value may hold; whether it fits the function is `checkArguments`'s question.
 */
export function decodeArguments(json: JSONValue): Arguments {
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    throw new BadCall("The arguments of a function must be one object.");
  }
  try {
    assertNoPrototypeField(json);
    const args = jsonToConvex(json);
    assertWithinLimits(args);
    return args as Arguments;
  } catch (error) {
    throw new BadCall(`Invalid arguments: ${error instanceof Error ? error.message : "no value"}`);
  }
}

const decoded = new WeakMap<object, Arguments>();

/**
 * As `decodeArguments`, for arguments that come again and again as the same object, since a live
 * query runs after each commit that it reads of. What it gives is frozen: `ownArguments` for a run.
 */
export function rememberedArguments(json: JSONValue): Arguments {
  if (typeof json !== "object" || json === null) return decodeArguments(json);
  let args = decoded.get(json);
  if (args === undefined) {
    args = decodeArguments(json);
    if (!holdsBytes(args)) {
      decoded.set(json, deepFreeze(args));
      isDeeplyFrozen(args); // known from now on, so that it is validated once
    }
  }
  return args;
}

/** What a handler may change as it likes. */
export function ownArguments(args: Arguments): Arguments {
  return Object.isFrozen(args) ? copyValue(args) : args;
}

/** Arguments of a call between functions: copied, so that neither side can change the other's. */
export function copyArguments(args: unknown): Arguments {
  if (args === undefined) return {};
  if (typeof args !== "object" || args === null || Array.isArray(args)) {
    throw new TypeError("The arguments of a function must be one object.");
  }
  return jsonToConvex(convexToJson(args as Value)) as Arguments;
}

/** Throws ArgumentValidationError when the function's validator refuses the arguments. */
export function checkArguments(target: LoadedFunction, args: Arguments, tableOf: TableOf): void {
  assertArguments(target.argsValidator, args, tableOf);
}

/**
 * The text of what a handler gave, in Convex JSON. `undefined` is null, as in Convex. Throws when it
 * is no Convex value, is too large, or is not what the function's `returns` promises.
 */
export function encodeResult(target: LoadedFunction, given: unknown, tableOf: TableOf): string {
  const { result, text } = encode((given === undefined ? null : given) as Value);
  if (text.length > MAX_VALUE_BYTES) throw new Error(`${target.path} returned more than 16 MiB.`);
  assertReturns(target.returnsValidator, result, tableOf);
  return text;
}

function encode(result: Value): { result: Value; text: string } {
  return encodePlain(result) ?? { result, text: JSON.stringify(convexToJson(result)) };
}

/** What `encodeResult` made into text, for a function that called the other one. */
export function decodeResult(text: string): Value {
  return jsonToConvex(JSON.parse(text) as JSONValue);
}

/**
 * JSON.parse makes "__proto__" an ordinary field, but decoding would make it the prototype: the
 * object would then seem to have fields that no check of its own fields ever saw (A31).
 */
function assertNoPrototypeField(json: JSONValue): void {
  if (typeof json !== "object" || json === null) return;
  if (Array.isArray(json)) return json.forEach(assertNoPrototypeField);
  for (const name in json) {
    if (name === "__proto__") throw new Error('the field name "__proto__" is not allowed.');
    assertNoPrototypeField(json[name] as JSONValue);
  }
}
