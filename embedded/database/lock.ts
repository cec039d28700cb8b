/**
 * Says who has a data folder open. The lock that holds is SQLite's own, which the operating system
 * releases with the process; this file only lets the message name the other process, so a stale
 * one is replaced without asking.
 */
import fs from "node:fs";
import path from "node:path";
import { DataFolderInUse } from "./errors.ts";

type Owner = { pid: number; bootId: string | null; startTicks: string | null };

/** Throws `DataFolderInUse`, naming the process, when a running one has written the lock file. */
export function assertFolderFree(folder: string): void {
  const owner = readOwner(lockFile(folder));
  if (owner === null || !isRunning(owner)) return;
  throw new DataFolderInUse(
    `The data folder ${folder} is in use by process ${owner.pid}. Stop that one, or choose another data folder.`,
  );
}

/** Writes this process into the lock file; gives what removes it. Call it with SQLite's lock held. */
export function markFolder(folder: string): () => void {
  const file = lockFile(folder);
  try {
    fs.writeFileSync(file, JSON.stringify(identify(process.pid)));
  } catch {
    // A full disk must not keep the backend from starting; the lock that counts is SQLite's.
  }
  return () => fs.rmSync(file, { force: true });
}

function lockFile(folder: string): string {
  return path.join(folder, "lock");
}

function readOwner(file: string): Owner | null {
  try {
    const owner = JSON.parse(fs.readFileSync(file, "utf8")) as Partial<Owner> | null;
    if (typeof owner?.pid !== "number" || owner.pid <= 0) return null;
    return { pid: owner.pid, bootId: owner.bootId ?? null, startTicks: owner.startTicks ?? null };
  } catch {
    // Missing, or cut off by a crash while it was written: nobody can be named.
    return null;
  }
}

/** A process number alone says little: after a restart it may belong to somebody else. */
function isRunning(owner: Owner): boolean {
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  const now = identify(owner.pid);
  // Without /proc nothing tells two processes of one number apart: leave it to SQLite.
  if (now.startTicks === null) return false;
  return now.bootId === owner.bootId && now.startTicks === owner.startTicks;
}

function identify(pid: number): Owner {
  return { pid, bootId: readLine("/proc/sys/kernel/random/boot_id"), startTicks: startOf(pid) };
}

/** When a process began, in clock ticks since boot; null where there is no /proc. */
function startOf(pid: number): string | null {
  const line = readLine(`/proc/${pid}/stat`);
  // The second field is the program's name in brackets, which may itself hold spaces.
  const fields = line?.slice(line.lastIndexOf(")") + 2).split(" ");
  return fields?.[19] ?? null;
}

function readLine(file: string): string | null {
  try {
    return fs.readFileSync(file, "utf8").trim();
  } catch {
    return null;
  }
}
