/** What is told of each run of a function: for logs and figures, never what it was given or gave. */
import { StorageError } from "../database/errors.ts";
import { ArgumentValidationError } from "../values/validationErrors.ts";
import { isConvexError } from "./failures.ts";
import type { RequestId } from "./requestId.ts";
import { FunctionTimeout } from "./watchdog.ts";

export type RunReport = {
  kind: "query" | "mutation" | "action" | "http";
  /** "messages:send"; of an HTTP action the first part of its path, "/files": the rest may be secret. */
  path: string;
  durationMs: number;
  /**
   * "ok", the app's own code ("NOT_FOUND"), "REFUSED" for its errors without one, a code of the
   * engine ("BAD_ARGUMENTS", "TIMEOUT", a StorageError's), "FAULT" for everything else; the status of
   * an HTTP action.
   */
  outcome: string;
  /** The one that a client is shown when the run fails. */
  requestId: RequestId | string;
  /** What the function wrote to its console; absent when it wrote nothing or nobody collected it. */
  logLines?: readonly string[];
};

/** Called after each run, in the middle of the work: it must be quick and must not throw. */
export type RunListener = (report: RunReport) => void;

const CODE = /^[A-Z][A-Z0-9_]{0,63}$/;

/** Says in a word why a run failed. Texts are left out: they may repeat what the caller sent. */
export function outcomeOf(error: unknown): string {
  if (isConvexError(error)) {
    const { data } = error as { data?: { code?: unknown } | null };
    const code = data?.code;
    return typeof code === "string" && CODE.test(code) ? code : "REFUSED";
  }
  if (error instanceof ArgumentValidationError) return "BAD_ARGUMENTS";
  if (error instanceof FunctionTimeout) return "TIMEOUT";
  return error instanceof StorageError ? error.code : "FAULT";
}
