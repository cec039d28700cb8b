import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { StartError } from "../embedded/config.ts";
import { buildWebApp, isStale } from "./webBuild.ts";

const BUILT_SECONDS = 1_700_000_000;

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "anteroom-web-"));
  write("src/app/main.tsx", -60);
  write("index.html", -60);
  write("dist/web/index.html", 0);
  for (const folder of ["src", "src/app"]) age(folder, -60);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Writes a file that was changed `seconds` after the build. */
function write(path: string, seconds: number): void {
  mkdirSync(join(root, path, ".."), { recursive: true });
  writeFileSync(join(root, path), "");
  age(path, seconds);
}

function age(path: string, seconds: number): void {
  utimesSync(join(root, path), BUILT_SECONDS + seconds, BUILT_SECONDS + seconds);
}

test("a build that is newer than everything it was made of is kept", () => {
  expect(isStale(root)).toBe(false);
});

test("a changed, an added and a removed source ask for a new build, and so does none at all", () => {
  age("src/app/main.tsx", 1);
  expect(isStale(root)).toBe(true);
  age("src/app/main.tsx", -60);
  expect(isStale(root)).toBe(false);
  write("convex/_generated/api.js", 1);
  expect(isStale(root)).toBe(true);
  rmSync(join(root, "convex"), { recursive: true });
  rmSync(join(root, "src/app/main.tsx"));
  expect(isStale(root)).toBe(true);
  age("src/app", -60);
  expect(isStale(root)).toBe(false);
  rmSync(join(root, "dist"), { recursive: true });
  expect(isStale(root)).toBe(true);
});

test("without Vite what was built is served however old; nothing built is said, and no start", () => {
  age("src/app/main.tsx", 60);
  const said: string[] = [];
  buildWebApp(root, (line) => said.push(line));
  expect(said).toEqual([expect.stringContaining("Vite is not installed")]);
  rmSync(join(root, "dist"), { recursive: true });
  const start = () => buildWebApp(root, () => {});
  expect(start).toThrow(StartError);
  expect(start).toThrow("npm run build");
});

test("the functions of the backend are no source of the web app", () => {
  write("convex/rooms.ts", 60);
  write("embedded/backend.ts", 60);
  expect(isStale(root)).toBe(false);
});
