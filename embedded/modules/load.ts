/** Turns a `convex/` folder into callable functions. */
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { systemClock, type Clock } from "../clock.ts";
import { bundle } from "./bundle.ts";
import type { ConsoleSink } from "./console.ts";
import { findConfigFile, findEntryPoints, ModuleError, type EntryPoint } from "./entryPoints.ts";
import { ActionHost, registerHost, TransactionHost } from "./hosts.ts";
import { importModule } from "./importModule.ts";
import { collectFunctions, readAuthConfig, readCrons, readRouter, readSchema } from "./registry.ts";
import type { LoadedModules } from "./types.ts";

export type LoadOptions = {
  /** The `convex/` folder. */
  functionsDir: string;
  /** All that functions see as `process.env`; kept by reference. */
  env: Record<string, string | undefined>;
  clock?: Clock;
  /** Takes console lines that no run collects (while loading, and of actions in production). */
  console?: ConsoleSink;
};

type ModuleSet = Map<string, Record<string, unknown>>;

/**
 * Bundles and imports everything in `functionsDir`. Throws ModuleError, with nothing left behind,
 * when a file does not compile, a name is reserved, or a module throws while it is evaluated.
 */
export async function loadModules(options: LoadOptions): Promise<LoadedModules> {
  const functionsDir = path.resolve(options.functionsDir);
  const outDir = await fs.mkdtemp(path.join(os.tmpdir(), "embedded-functions-"));
  const sink = options.console ?? (() => {});
  const transactionHost = new TransactionHost(options.env, sink);
  const actionHost = new ActionHost(options.env, options.clock ?? systemClock, sink);
  const keys = [registerHost(transactionHost.globals), registerHost(actionHost.globals)] as const;
  const dispose = async () => {
    for (const { release } of keys) release();
    await fs.rm(outDir, { recursive: true, force: true });
  };
  const cleanStack = (stack: string) =>
    stack
      .replaceAll(new RegExp(`(file://)?${escape(outDir)}/[a-z]+/`, "g"), "../convex/")
      .replaceAll(".mjs:", ".js:");
  try {
    const load = makeLoader(functionsDir, outDir);
    const { entries, config } = plan(functionsDir);
    const ordinary = entries.filter((entry) => entry.runtime === "default");
    const node = entries.filter((entry) => entry.runtime === "node");
    const [transactions, actions, nodeActions, schema, auth] = await Promise.all([
      load("transactions", ordinary, "browser", keys[0].key),
      load("actions", ordinary, "browser", keys[1].key),
      load("node", node, "node", keys[1].key),
      load("schema", config("schema"), "browser", keys[0].key),
      load("auth", config("auth.config"), "browser", keys[1].key),
    ]);
    const functions = collectFunctions({ transactions, actions, nodeActions });
    return {
      functions,
      schemaJson: readSchema(schema.get("schema")),
      authConfig: readAuthConfig(auth.get("auth.config")),
      httpRouter: readRouter(actions.get("http")),
      crons: readCrons(transactions.get("crons"), functions),
      transactionHost,
      actionHost,
      cleanStack,
      dispose,
    };
  } catch (error) {
    await dispose();
    if (error instanceof ModuleError) throw error;
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    throw new ModuleError(`A module of ${functionsDir} failed to load: ${cleanStack(text)}`);
  }
}

function plan(functionsDir: string): {
  entries: EntryPoint[];
  config: (name: string) => EntryPoint[];
} {
  return {
    entries: findEntryPoints(functionsDir),
    config: (name) => {
      const file = findConfigFile(functionsDir, name);
      return file === null ? [] : [{ file, modulePath: name, runtime: "default" }];
    },
  };
}

/** One copy of the given entry points, bundled for one host and imported. */
function makeLoader(functionsDir: string, outDir: string) {
  return async (
    copy: string,
    entries: EntryPoint[],
    platform: "browser" | "node",
    hostKey: string,
  ): Promise<ModuleSet> => {
    const modules: ModuleSet = new Map();
    if (entries.length === 0) return modules;
    const copyDir = path.join(outDir, copy);
    const files = entries.map((entry) => entry.file);
    await bundle({ functionsDir, files, outDir: copyDir, platform, hostKey });
    for (const { modulePath } of entries) {
      const url = pathToFileURL(path.join(copyDir, `${modulePath}.mjs`)).href;
      modules.set(modulePath, await importModule(url));
    }
    return modules;
  };
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
