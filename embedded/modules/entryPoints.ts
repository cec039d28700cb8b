/** Which files of a `convex/` folder define functions, by the rules of Convex's own bundler. */
import fs from "node:fs";
import path from "node:path";

/** "default" runs beside the database; "node" files begin with `"use node"` and hold actions only. */
export type ModuleRuntime = "default" | "node";

export type EntryPoint = {
  /** Absolute path of the source file. */
  file: string;
  /** Path in the functions folder without extension and with forward slashes: "email/digest". */
  modulePath: string;
  runtime: ModuleRuntime;
};

/** A `convex/` folder that cannot be loaded; the message is for the person who edits it. */
export class ModuleError extends Error {
  override name = "ModuleError";
}

const EXTENSIONS = [".js", ".mjs", ".cjs", ".ts", ".tsx", ".mts", ".cts", ".jsx"];

/** These are read by the backend itself, so they cannot ask for Node's APIs. */
const DEFAULT_RUNTIME_ONLY = ["http", "crons", "schema", "auth.config"];

/**
 * Finds the entry points under `functionsDir` in a stable order.
 * Throws ModuleError for names that Convex reserves or when two files claim one module path.
 */
export function findEntryPoints(functionsDir: string): EntryPoint[] {
  const byModulePath = new Map<string, EntryPoint>();
  for (const file of walk(functionsDir)) {
    const relative = path.relative(functionsDir, file);
    if (relative.startsWith("_deps" + path.sep)) {
      throw new ModuleError(`${relative}: the folder "_deps" is reserved for the bundler.`);
    }
    if (!isEntryPoint(relative)) continue;
    const source = fs.readFileSync(file, "utf8");
    if (/\.tsx?$/.test(file) && !/^\s{0,100}(import|export)/m.test(source)) continue;
    const modulePath = relative.slice(0, -path.extname(relative).length).split(path.sep).join("/");
    const runtime = runtimeOf(source);
    if (runtime === "node" && DEFAULT_RUNTIME_ONLY.includes(modulePath)) {
      throw new ModuleError(`${relative}: "use node" is not allowed in this file.`);
    }
    const other = byModulePath.get(modulePath);
    if (other !== undefined) {
      throw new ModuleError(`${relative} and ${path.basename(other.file)} are the same module.`);
    }
    byModulePath.set(modulePath, { file, modulePath, runtime });
  }
  return [...byModulePath.values()];
}

/** The file of a module that the backend reads by name ("schema", "auth.config"), if there is one. */
export function findConfigFile(functionsDir: string, name: string): string | null {
  for (const extension of [".ts", ".js"]) {
    const file = path.join(functionsDir, name + extension);
    if (fs.existsSync(file)) return file;
  }
  return null;
}

function* walk(dir: string): Generator<string> {
  const entries = fs.readdirSync(dir, { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const child = path.join(dir, entry.name);
    if (entry.isDirectory()) {
      // Such a folder defines a component, which is not part of this app's functions.
      if (entry.name === "node_modules" || fs.existsSync(path.join(child, "convex.config.ts"))) {
        continue;
      }
      yield* walk(child);
    } else if (entry.isFile()) {
      yield child;
    }
  }
}

function isEntryPoint(relative: string): boolean {
  const base = path.basename(relative);
  if (!EXTENSIONS.includes(path.extname(base))) return false;
  if (relative.startsWith("_generated" + path.sep)) return false;
  if (base.startsWith(".") || base.startsWith("#")) return false;
  if (base === "schema.ts" || base === "schema.js") return false;
  // More than one dot: tests (`x.test.ts`) and configuration (`auth.config.ts`).
  if ((base.match(/\./g) ?? []).length > 1) return false;
  return !relative.includes(" ");
}

/** The directive counts only in the prologue: before it there may be comments and other directives. */
function runtimeOf(source: string): ModuleRuntime {
  const prologue =
    /^(?:\s|\/\/[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/|(?!["']use node["'])(?:"[^"\n]*"|'[^'\n]*')\s*;?)*["']use node["']/;
  return source.includes("use node") && prologue.test(source) ? "node" : "default";
}
