/** Turns what a function threw into what its caller may see. */
import { convexToJson, type JSONValue, type Value } from "convex/values";
import { StorageError } from "../database/errors.ts";
import type { Log } from "./log.ts";
import { RequestId } from "./requestId.ts";
import type { FunctionFailure } from "./types.ts";

/** A call that is wrong in itself; its text says no more than the caller already knew. */
export class BadCall extends Error {
  override name = "BadCall";
}

/**
 * The one answer for a function that does not exist, is internal, or belongs to the system:
 * whoever may not call it must not learn whether it is there (matrix row 36).
 */
export function functionNotFound(path: string): BadCall {
  return new BadCall(`Could not find public function for '${path.slice(0, 200)}'.`);
}

/** The name of a run whose error may be reported; see RequestId. */
export function newRequestId(): string {
  return String(new RequestId());
}

export type FailureOptions = {
  requestId: RequestId | string;
  path: string;
  logLines: string[];
  /** True: only ConvexError data and the request id reach the client, and no log lines. */
  production: boolean;
  log: Log;
  cleanStack: (stack: string) => string;
};

/** ConvexErrors are answers of the app and are not logged; anything else is a fault and is. */
export function toFailure(error: unknown, options: FailureOptions): FunctionFailure {
  const logLines = options.production ? [] : options.logLines;
  if (error instanceof BadCall) return { ok: false, errorMessage: error.message, logLines };
  if (error instanceof StorageError) return { ...storageFailure(error), logLines };
  const requestId = String(options.requestId);
  const prefix = `[Request ID: ${requestId}] Server Error`;
  const { stack, data } = inspectError(error);
  const uncaught = options.cleanStack(`Uncaught ${stack}`);
  if (data === undefined) {
    const fields = { event: "fault", function: options.path, requestId };
    const shown = withoutValues(uncaught);
    options.log.error(`${options.path} failed [${requestId}]: ${shown}`, undefined, fields);
  }
  return {
    ok: false,
    errorMessage: options.production ? prefix : `${prefix}\n${uncaught}`,
    ...(data === undefined ? {} : { errorData: data }),
    logLines,
  };
}

/** The disk, not the function, said no: a coded answer on which the app's screens can act (F18). */
export function storageFailure(error: StorageError): FunctionFailure {
  const message = "The server cannot store anything right now. Nothing was changed.";
  return {
    ok: false,
    errorMessage: message,
    errorData: { code: error.code, message },
    logLines: [],
  };
}

/** True for errors of the app's own making, made by whichever copy of `convex/values`. */
export function isConvexError(error: unknown): error is Error & { data: Value } {
  return typeof error === "object" && error !== null && Symbol.for("ConvexError") in error;
}

/** A stack as it may be logged: validators' texts show the value that they refused. */
export function withoutValues(stack: string): string {
  // Not ".", nor "m": a value may hold U+2028, which both take for the end of its line.
  return stack.replaceAll(/(?<=^|\n)(Value|Object): [^\n]*/g, "$1: (not logged)");
}

function inspectError(error: unknown): { stack: string; data?: JSONValue } {
  if (!isConvexError(error)) return { stack: stackOf(error) };
  try {
    return { stack: stackOf(error), data: convexToJson(error.data ?? null) };
  } catch (invalid) {
    return { stack: `${stackOf(error)}\n(its data is no Convex value: ${String(invalid)})` };
  }
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) {
    const like = error as { stack?: unknown } | null | undefined;
    return typeof like?.stack === "string" ? like.stack : `Error: ${describe(error)}`;
  }
  return error.stack ?? `${error.name}: ${error.message}`;
}

function describe(thrown: unknown): string {
  try {
    return typeof thrown === "string" ? thrown : (JSON.stringify(thrown) ?? String(thrown));
  } catch {
    return "an object that cannot be shown";
  }
}
