/**
 * What a person downloads before they can read: the page, and the JavaScript and CSS that the entry and the
 * shell's own static imports load, gzipped. `node scripts/firstLoad.mjs` reads the last build, prints
 * the figure of each shell and fails where one is above the budget.
 */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

/** Kilobytes (1,000 bytes) that the first load of a shell may weigh. */
export const BUDGET_KB = 220;
const SHELLS = {
  staff: "src/app/shells/StaffShell.tsx",
  portal: "src/app/shells/PortalShell.tsx",
};
const PAGE = "index.html";
/** Loaded by the page itself, past the bundler. */
const PAGE_SCRIPT = "color-scheme.js";

/**
 * The files of a first load.
 * @param manifest Vite's: name of a module -> `{ file, css?, imports? }`.
 * @param entries names in it that are loaded; what they import dynamically does not count.
 */
export function filesOf(manifest, entries) {
  const seen = new Set();
  const files = new Set();
  const visit = (name) => {
    if (seen.has(name)) return;
    seen.add(name);
    const chunk = manifest[name];
    if (chunk === undefined) throw new Error(`The build has no ${name}.`);
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
    for (const imported of chunk.imports ?? []) visit(imported);
  };
  entries.forEach(visit);
  return [...files];
}

/** Bytes of the first load of both shells in the build at `webDir`, gzipped one file at a time. */
export function firstLoads(webDir) {
  const manifest = JSON.parse(readFileSync(join(webDir, ".vite", "manifest.json"), "utf8"));
  const bytes = (file) => gzipSync(readFileSync(join(webDir, file))).byteLength;
  return Object.entries(SHELLS).map(([shell, module]) => {
    const files = [PAGE, PAGE_SCRIPT, ...filesOf(manifest, [PAGE, module])];
    return { shell, bytes: files.reduce((sum, file) => sum + bytes(file), 0) };
  });
}

/** The lines to print, and whether every shell is within the budget. */
export function judge(loads) {
  const lines = loads.map(({ shell, bytes }) => {
    const kB = (bytes / 1000).toFixed(1);
    return `first load of /${shell}: ${kB} kB gzipped (budget ${BUDGET_KB} kB)`;
  });
  return { lines, isWithin: loads.every(({ bytes }) => bytes <= BUDGET_KB * 1000) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = dirname(dirname(fileURLToPath(import.meta.url)));
  const { lines, isWithin } = judge(firstLoads(join(root, "dist", "web")));
  console.log(lines.join("\n"));
  process.exitCode = isWithin ? 0 : 1;
}
