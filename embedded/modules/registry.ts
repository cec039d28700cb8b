/** Reads what modules export: registered functions, schema, routes, crons and sign-in providers. */
import type { HttpRouter } from "convex/server";
import type { JSONValue, ValidatorJSON } from "convex/values";
import type { FunctionKind } from "../execution/types.ts";
import { ModuleError } from "./entryPoints.ts";
import { canonicalPath } from "./functionPath.ts";
import type { AuthConfig, CronDefinition, CronSchedule, Handler, LoadedFunction } from "./types.ts";

type Exports = Record<string, unknown>;
type ModuleSet = ReadonlyMap<string, Exports>;

/** The properties that `convex/server` 1.48 puts on a registered function. */
type Registered = {
  isQuery?: true;
  isMutation?: true;
  isAction?: true;
  isPublic?: true;
  isInternal?: true;
  exportArgs: () => string;
  exportReturns: () => string;
  _handler?: Handler;
};

/** Queries and mutations come from one copy of the modules, actions from the other; see hosts.ts. */
export function collectFunctions(copies: {
  transactions: ModuleSet;
  actions: ModuleSet;
  nodeActions: ModuleSet;
}): Map<string, LoadedFunction> {
  const functions = new Map<string, LoadedFunction>();
  const add = (modules: ModuleSet, accepts: (kind: FunctionKind) => boolean) => {
    for (const [modulePath, exports] of modules) {
      for (const [name, value] of Object.entries(exports)) {
        const kind = kindOf(value);
        if (kind === null || !accepts(kind)) continue;
        const path = `${modulePath}:${name}`;
        functions.set(path, describe(path, kind, value as Registered));
      }
    }
  };
  add(copies.transactions, (kind) => kind !== "action");
  add(copies.actions, (kind) => kind === "action");
  add(copies.nodeActions, (kind) => {
    if (kind === "action") return true;
    throw new ModuleError(`A "use node" file can only define actions, but one defines a ${kind}.`);
  });
  return functions;
}

/** The text of `schema.export()`; null when there is no schema. */
export function readSchema(exports: Exports | undefined): string | null {
  if (exports === undefined) return null;
  const schema = exports["default"] as { export?: () => string } | undefined;
  if (typeof schema?.export !== "function") {
    throw new ModuleError("schema.ts must export the result of defineSchema() as default.");
  }
  return schema.export();
}

/** The providers of auth.config.ts; none when there is no such file. */
export function readAuthConfig(exports: Exports | undefined): AuthConfig {
  if (exports === undefined) return { providers: [] };
  const config = exports["default"] as Partial<AuthConfig> | undefined;
  if (!Array.isArray(config?.providers)) {
    throw new ModuleError("auth.config.ts must export { providers: [...] } as default.");
  }
  return { providers: config.providers };
}

/** The router of http.ts, from the actions' copy of the modules. */
export function readRouter(exports: Exports | undefined): HttpRouter | null {
  if (exports === undefined) return null;
  const router = exports["default"] as HttpRouter | undefined;
  if (router?.isRouter !== true) {
    throw new ModuleError("http.ts must export an httpRouter() as default.");
  }
  return router;
}

/** The jobs of crons.ts. Throws ModuleError when one names a function that cannot be scheduled. */
export function readCrons(
  exports: Exports | undefined,
  functions: ReadonlyMap<string, LoadedFunction>,
): CronDefinition[] {
  if (exports === undefined) return [];
  const crons = exports["default"] as { isCrons?: true; export?: () => string } | undefined;
  if (crons?.isCrons !== true || typeof crons.export !== "function") {
    throw new ModuleError("crons.ts must export cronJobs() as default.");
  }
  const jobs = JSON.parse(crons.export()) as Record<
    string,
    { name: string; args: [JSONValue]; schedule: CronSchedule }
  >;
  return Object.entries(jobs).map(([name, job]) => {
    const path = canonicalPath(job.name);
    const target = functions.get(path);
    if (target === undefined || target.kind === "query") {
      throw new ModuleError(`Cron job "${name}" calls ${path}, which is no mutation or action.`);
    }
    return { name, path, args: job.args[0], schedule: job.schedule };
  });
}

function kindOf(value: unknown): FunctionKind | null {
  if (typeof value !== "function") return null;
  const registered = value as Partial<Registered>;
  if (registered.isQuery) return "query";
  if (registered.isMutation) return "mutation";
  return registered.isAction ? "action" : null;
}

function describe(path: string, kind: FunctionKind, registered: Registered): LoadedFunction {
  if (typeof registered._handler !== "function") {
    throw new ModuleError(`${path} has no handler: is this a supported version of convex?`);
  }
  return {
    path,
    kind,
    visibility: registered.isPublic === true ? "public" : "internal",
    handler: registered._handler,
    argsValidator: JSON.parse(registered.exportArgs()) as ValidatorJSON,
    returnsValidator: JSON.parse(registered.exportReturns()) as ValidatorJSON | null,
    registered,
  };
}
