/** The note by which commands find the process that runs on a data folder. */
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export type Control = {
  pid: number;
  /** On 127.0.0.1; never the port that people use. */
  port: number;
  /** Made anew at each start. Whoever can read the data folder may copy it, and nobody else. */
  secret: string;
};

const CONTROL_FILE = "control.json";
/** Readable by the owner of the process alone. */
const PRIVATE_FILE_MODE = 0o600;

/** Writes the note, whole or not at all. Gives what removes it. */
export function writeControl(dataDir: string, control: Control): () => void {
  const path = join(dataDir, CONTROL_FILE);
  const draft = `${path}.${control.pid}`;
  // A draft that a crash left may have another mode, which writing into it would keep.
  rmSync(draft, { force: true });
  writeFileSync(draft, `${JSON.stringify(control)}\n`, { mode: PRIVATE_FILE_MODE });
  renameSync(draft, path);
  return () => rmSync(path, { force: true });
}

/** Null when there is none, or none that can be understood. It may be of a process that crashed. */
export function readControl(dataDir: string): Control | null {
  try {
    const value = JSON.parse(readFileSync(join(dataDir, CONTROL_FILE), "utf8")) as Partial<Control>;
    const { pid, port, secret } = value;
    const isWhole = typeof pid === "number" && typeof port === "number";
    return isWhole && typeof secret === "string" ? { pid, port, secret } : null;
  } catch {
    return null;
  }
}
