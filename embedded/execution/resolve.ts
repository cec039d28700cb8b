/** Finds the function that a call means. */
import { getFunctionName, type FunctionReference } from "convex/server";
import { canonicalPath } from "../modules/functionPath.ts";
import type { LoadedFunction, LoadedModules } from "../modules/types.ts";
import { BadCall, functionNotFound } from "./failures.ts";
import type { FunctionKind } from "./types.ts";
import { unsupported } from "./unsupported.ts";

/** Convex's limit on functions that call functions. */
export const MAX_CALL_DEPTH = 8;

/**
 * Throws BadCall: with one and the same sentence for what does not exist and for what this caller
 * may not know of.
 */
export function resolveFunction(
  modules: LoadedModules,
  path: string,
  caller: "public" | "internal",
): LoadedFunction {
  const target = modules.functions.get(canonicalPath(path));
  if (target === undefined || (caller === "public" && target.visibility !== "public")) {
    throw functionNotFound(path);
  }
  return target;
}

/** As `resolveFunction`, for a call that can only be of one kind. */
export function resolveKind(
  modules: LoadedModules,
  path: string,
  caller: "public" | "internal",
  kind: FunctionKind,
): LoadedFunction {
  const target = resolveFunction(modules, path, caller);
  if (target.kind !== kind) {
    throw new BadCall(`${path} was called as a ${kind}, but it is a ${target.kind}.`);
  }
  return target;
}

/** The canonical path of a `FunctionReference` (`api.messages.list`) or of a path given as text. */
export function referencedPath(reference: unknown): string {
  if (typeof reference === "string" && reference.startsWith("function://")) {
    unsupported("A function handle");
  }
  return canonicalPath(getFunctionName(reference as FunctionReference<FunctionKind>));
}
