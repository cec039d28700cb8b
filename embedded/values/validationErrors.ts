/** The two errors that the border of a function raises; texts begin as Convex's do. */
import type { ValidatorJSON, Value } from "convex/values";
import { compileValidator, type TableOf } from "./validator.ts";

/** The arguments of a call are not what the function's `args` validator asks for. */
export class ArgumentValidationError extends Error {
  override name = "ArgumentValidationError";
}

/** The function gave something else than its `returns` validator promises. */
export class ReturnsValidationError extends Error {
  override name = "ReturnsValidationError";
}

/** Throws `ArgumentValidationError` naming the path of the first mismatch. */
export function assertArguments(validator: ValidatorJSON, args: Value, tableOf: TableOf): void {
  const problem = compileValidator(validator)(args, tableOf);
  if (problem !== null) {
    throw new ArgumentValidationError(`ArgumentValidationError: ${problem.message()}`);
  }
}

/** Throws `ReturnsValidationError`; `validator` is null when the function declares none. */
export function assertReturns(
  validator: ValidatorJSON | null,
  result: Value,
  tableOf: TableOf,
): void {
  const problem = validator === null ? null : compileValidator(validator)(result, tableOf);
  if (problem !== null) {
    throw new ReturnsValidationError(`ReturnsValidationError: ${problem.message()}`);
  }
}
