/** For tests: a disk of its own that can be filled to the last byte. */
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { onTestFinished } from "vitest";
import { temporaryFolder } from "./testing.ts";

/** Mounts one of `mebibytes` until the test ends; gives its folder, or null: only root may. */
export function mountSmallDisk(mebibytes: number): string | null {
  const folder = temporaryFolder();
  try {
    const options = ["-t", "tmpfs", "-o", `size=${mebibytes}m`, "tmpfs", folder];
    execFileSync("mount", options, { stdio: "ignore" });
  } catch {
    return null;
  }
  onTestFinished(() => void execFileSync("umount", ["-l", folder]));
  return folder;
}

/** Writes `file` until the disk takes no more. */
export function fillDisk(file: string): void {
  const handle = fs.openSync(file, "w");
  try {
    for (;;) fs.writeSync(handle, Buffer.alloc(4 * 1024));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
  } finally {
    fs.closeSync(handle);
  }
}
