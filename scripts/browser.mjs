/** Finds a Chromium for the browser tests, and gets one where there is none. */
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const MAC_PATHS = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/**
 * The path of a browser that can be started.
 * @param log takes a line before each download.
 * @throws Error with the sentence that says how to get one by hand. Browser tests never skip.
 */
export async function findBrowser(log) {
  const asked = process.env.CHROMIUM_PATH;
  if (asked) {
    if (isExecutable(asked)) return asked;
    throw new Error(`CHROMIUM_PATH is ${asked}, but there is no program.`);
  }
  const found = onPath() ?? MAC_PATHS.find(isExecutable) ?? (await playwrightsOwn());
  if (found) return found;
  log("No Chromium found; asking Playwright to download one …");
  run(process.execPath, [join("node_modules", "playwright", "cli.js"), "install", "chromium"]);
  const downloaded = await playwrightsOwn();
  if (downloaded) return downloaded;
  log("That did not work; asking the system's packages …");
  const sudo = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  run(...command([...sudo, "apt-get", "update"]));
  run(...command([...sudo, "apt-get", "install", "-y", "chromium"]));
  const installed = onPath();
  if (installed) return installed;
  throw new Error(
    "The browser tests need Chromium or Chrome: install one, or set CHROMIUM_PATH to its program.",
  );
}

function onPath() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find(isExecutable);
}

/** Where Playwright keeps the browser that it downloaded, if it did. */
async function playwrightsOwn() {
  const { chromium } = await import("@playwright/test");
  const path = chromium.executablePath();
  return path && existsSync(path) ? path : undefined;
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function command([program, ...args]) {
  return [program, args];
}

function run(program, args) {
  spawnSync(program, args, { stdio: "inherit" });
}
