/** Makes `convex/` folders for tests. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

const NODE_MODULES = fileURLToPath(new URL("../../node_modules", import.meta.url));

/** A fresh folder that is removed after the test. */
export function temporaryDir(): string {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "embedded-test-"));
  onTestFinished(() => fs.rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** Writes `files` (path in the folder -> source) to a functions folder that can import packages. */
export function writeFunctions(files: Record<string, string>): string {
  const dir = temporaryDir();
  fs.symlinkSync(NODE_MODULES, path.join(dir, "node_modules"));
  const functionsDir = path.join(dir, "convex");
  for (const [name, source] of Object.entries(files)) {
    const file = path.join(functionsDir, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, source);
  }
  return functionsDir;
}
