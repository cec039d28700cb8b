/** Writing files so that they survive a power cut. */
import fs from "node:fs/promises";

/** Writes all chunks to a new file and fsyncs it. On failure the file is left as it is. */
export async function writeDurably(file: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  const handle = await fs.open(file, "wx", 0o600);
  try {
    for await (const chunk of chunks) await handle.writeFile(chunk);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A rename is only durable once the folder that records it is. */
export async function syncFolder(dir: string): Promise<void> {
  await syncFile(dir);
}

/** Makes what was written to a file durable. */
export async function syncFile(file: string): Promise<void> {
  const handle = await fs.open(file, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** True for "no space left on device" and "quota exceeded". */
export function isDiskFull(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return code === "ENOSPC" || code === "EDQUOT";
}
