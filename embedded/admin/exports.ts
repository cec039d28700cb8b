import fs from "node:fs";
import path from "node:path";
import { Readable } from "node:stream";
import type { JSONValue } from "convex/values";
import { writeArchive } from "../archive/writeArchive.ts";
import { backUpRunning } from "../backup.ts";
import type { Engine } from "../execution/engine.ts";
import type { Log } from "../execution/log.ts";
import { HttpError } from "../http/httpError.ts";

/** Within the data folder; what a stop leaves in it is removed at the next start. */
const FOLDER = "exports";
const NANOSECONDS_PER_MS = 1_000_000n;

export type ExportOptions = {
  engine: Pick<Engine, "database" | "files">;
  dataDir: string;
  log: Log;
  now: () => number;
  /** The state has changed: queries of it are stale. */
  onChange: () => void;
};

type ExportState =
  | { state: "in_progress" }
  | { state: "failed" }
  | { state: "completed"; start: bigint; complete: bigint; file: string };

/**
 * Responsible for the archives that the CLI asks for: one at a time, the last one kept until the
 * next or the end of the process.
 */
export class Exports {
  readonly #options: ExportOptions;
  readonly #folder: string;
  #state: ExportState | null = null;
  #running: Promise<void> | null = null;
  #isStopping = false;

  constructor(options: ExportOptions) {
    this.#options = options;
    this.#folder = path.join(options.dataDir, FOLDER);
    fs.rmSync(this.#folder, { recursive: true, force: true });
  }

  /** In Convex JSON; null before the first. */
  latest(): JSONValue {
    if (this.#state?.state !== "completed") return this.#state && { ...this.#state };
    const { state, start, complete, file } = this.#state;
    return {
      state,
      start_ts: int64(start),
      complete_ts: int64(complete),
      zip_object_key: path.basename(file),
    };
  }

  /** Starts one. Throws HttpError while one is made. */
  request(includeFiles: boolean): void {
    if (this.#running !== null || this.#isStopping) {
      throw new HttpError(400, "ExportInProgress", "An export is being made already.");
    }
    this.#enter({ state: "in_progress" });
    this.#running = this.#make(includeFiles)
      .catch((error: unknown) => {
        fs.rmSync(this.#folder, { recursive: true, force: true });
        this.#options.log.error("An export failed.", error);
        this.#enter({ state: "failed" });
      })
      .finally(() => (this.#running = null));
  }

  /** The archive of that start (ns). Throws HttpError when it is not the last one. */
  download(start: string): Response {
    if (this.#state?.state !== "completed" || String(this.#state.start) !== start) {
      throw new HttpError(404, "SnapshotNotFound", "There is no such export.");
    }
    const { file } = this.#state;
    const headers = {
      "Content-Type": "application/zip",
      "Content-Length": String(fs.statSync(file).size),
      "Content-Disposition": `attachment; filename=${path.basename(file)}`,
    };
    const body = Readable.toWeb(fs.createReadStream(file)) as ReadableStream<Uint8Array>;
    return new Response(body, { headers });
  }

  /** Ends what is being made, and removes everything. */
  async close(): Promise<void> {
    this.#isStopping = true;
    await this.#running;
    fs.rmSync(this.#folder, { recursive: true, force: true });
  }

  async #make(includeFiles: boolean): Promise<void> {
    const { engine, dataDir, now } = this.#options;
    fs.rmSync(this.#folder, { recursive: true, force: true });
    const copy = path.join(this.#folder, "copy");
    fs.mkdirSync(copy, { recursive: true, mode: 0o700 });
    const start = BigInt(Math.floor(now())) * NANOSECONDS_PER_MS;
    const giveUp = () => {
      if (this.#isStopping) throw new Error("The backend stops.");
    };
    await backUpRunning(engine, dataDir, copy, giveUp);
    const file = path.join(this.#folder, `snapshot_${start}.zip`);
    await writeArchive(copy, file, includeFiles, giveUp);
    await fs.promises.rm(copy, { recursive: true });
    const complete = BigInt(Math.floor(now())) * NANOSECONDS_PER_MS;
    this.#enter({ state: "completed", start, complete, file });
  }

  #enter(state: ExportState): void {
    this.#state = state;
    this.#options.onChange();
  }
}

/** An int64 in Convex JSON: eight bytes, little-endian. */
export function int64(value: bigint): JSONValue {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64LE(value);
  return { $integer: bytes.toString("base64") };
}
