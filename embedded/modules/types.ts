/** A loaded `convex/` folder. */
import type { HttpRouter } from "convex/server";
import type { JSONValue, ValidatorJSON } from "convex/values";
import type { FunctionKind } from "../execution/types.ts";
import type { ActionHost, TransactionHost } from "./hosts.ts";

/** A handler as the app wrote it. Its ctx and arguments are checked by the app's own types. */
export type Handler = (ctx: unknown, args: unknown) => unknown;

/** One exported query, mutation or action. */
export type LoadedFunction = {
  /** "messages:list"; a default export is "messages:default". */
  path: string;
  kind: FunctionKind;
  visibility: "public" | "internal";
  handler: Handler;
  /** As `exportArgs()` gives it: an object validator, or "any". */
  argsValidator: ValidatorJSON;
  /** As `exportReturns()` gives it; null when the function declares nothing. */
  returnsValidator: ValidatorJSON | null;
  /** The stock registered function, with `invokeQuery` and the like. */
  registered: unknown;
};

/** One entry of `convex/crons.ts`. */
export type CronDefinition = {
  name: string;
  /** Canonical function path. */
  path: string;
  args: JSONValue;
  schedule: CronSchedule;
};

export type CronSchedule =
  | { type: "interval"; seconds?: number; minutes?: number; hours?: number }
  | { type: "hourly"; minuteUTC?: number }
  | { type: "daily"; hourUTC: number; minuteUTC?: number }
  | { type: "weekly"; dayOfWeek: string; hourUTC: number; minuteUTC?: number }
  | { type: "monthly"; day: number; hourUTC: number; minuteUTC?: number }
  | { type: "cron"; cron: string };

export type AuthConfig = { providers: Record<string, unknown>[] };

export type LoadedModules = {
  functions: ReadonlyMap<string, LoadedFunction>;
  /** What `schema.export()` gives; null without schema.ts. */
  schemaJson: string | null;
  authConfig: AuthConfig;
  httpRouter: HttpRouter | null;
  crons: readonly CronDefinition[];
  transactionHost: TransactionHost;
  actionHost: ActionHost;
  /** Rewrites paths of the bundle in a stack trace to paths of the functions folder. */
  cleanStack: (stack: string) => string;
  /** Removes the bundle's files. The code stays loaded until the process ends. */
  dispose: () => Promise<void>;
};

/** The modules that calls go to now; a reload puts others here, and running calls keep theirs. */
export interface ModuleSource {
  readonly current: LoadedModules;
}
