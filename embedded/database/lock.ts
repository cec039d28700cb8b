/**
 * Says who has a data folder open. The lock that holds is SQLite's own, which the operating system
 * releases with the process; this file only lets the message name the other process, so a stale
 * one is replaced without asking.
 */
import fs from "node:fs";
import path from "node:path";
import { DataFolderInUse } from "./errors.ts";

type Owner = { pid: number; bootId: string | null; startTicks: string | null };

/** Takes the lock of a folder and gives what releases it. Throws `DataFolderInUse`. */
export function lockFolder(folder: string): () => void {
  const file = path.join(folder, "lock");
  const owner = readOwner(file);
  if (owner !== null && isRunning(owner)) {
    throw new DataFolderInUse(
      `The data folder ${folder} is in use by process ${owner.pid}. Stop that one, or choose another data folder.`,
    );
  }
  const me = identify(process.pid);
  try {
    fs.writeFileSync(file, JSON.stringify(me));
  } catch {
    // A full disk must not keep the backend from starting; the lock that counts is SQLite's.
  }
  return () => {
    const current = readOwner(file);
    if (current?.pid === me.pid && current.startTicks === me.startTicks) {
      fs.rmSync(file, { force: true });
    }
  };
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
