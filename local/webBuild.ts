/** Builds the web app when the built one is missing or older than what it is made of. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { StartError } from "../embedded/config.ts";

/** Folder of the built web app, below the project's root. */
export const WEB_DIR = join("dist", "web");

/** Everything that the build reads. */
const SOURCES = [
  "src",
  join("convex", "_generated"),
  "public",
  "index.html",
  "package.json",
  "vite.config.ts",
  ".env",
  ".env.local",
];

/**
 * Makes `dist/web` current.
 * @param log takes one line before a build, or when there can be none; else nothing.
 * @throws with what Vite printed, which names the file that does not compile; StartError when there is
 *   neither a built web app nor Vite.
 */
export function buildWebApp(root: string, log: (line: string) => void): void {
  if (!isStale(root)) return;
  const vite = join(root, "node_modules", "vite", "bin", "vite.js");
  if (!existsSync(vite)) return log(keepBuilt(root));
  log("Building the web app …");
  // Beside the old one and renamed, so that a start that is interrupted leaves no half.
  const draft = join(root, "dist", `web.${process.pid}`);
  try {
    // In a process of its own: Vite's hundreds of megabytes go when it ends.
    const args = [vite, "build", "--logLevel", "error", "--outDir", draft, "--emptyOutDir"];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: root,
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(`The web app does not build.\n${stdout}${stderr}`);
    rmSync(join(root, WEB_DIR), { recursive: true, force: true });
    renameSync(draft, join(root, WEB_DIR));
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Installed without development packages: what was built elsewhere serves, whatever its date says. */
function keepBuilt(root: string): string {
  if (existsSync(join(root, WEB_DIR, "index.html"))) {
    return `Using ${WEB_DIR} as it was built: Vite is not installed here.`;
  }
  throw new StartError(
    "BAD_CONFIGURATION",
    'The web app is not built, and Vite, which builds it, is not installed: run "npm ci && npm run build" first, then "npm prune --omit=dev" if you like.',
  );
}

/** True when a source was changed, added or removed after the last build. */
export function isStale(root: string): boolean {
  const page = join(root, WEB_DIR, "index.html");
  if (!existsSync(page)) return true;
  const builtTime = statSync(page).mtimeMs;
  return SOURCES.some((source) => newestChange(join(root, source)) > builtTime);
}

/** Newest modification in a file or folder, ms since the epoch; a removal changes its folder. */
function newestChange(path: string): number {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return 0;
  if (!stats.isDirectory()) return stats.mtimeMs;
  const inside = readdirSync(path).map((name) => newestChange(join(path, name)));
  return Math.max(stats.mtimeMs, ...inside);
}
