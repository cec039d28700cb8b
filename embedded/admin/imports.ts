import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import type { JSONValue } from "convex/values";
import { BadArchive } from "../archive/errors.ts";
import { readArchive } from "../archive/readArchive.ts";
import type { ArchiveContents } from "../archive/writeArchive.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../execution/log.ts";
import { HttpError } from "../http/httpError.ts";
import type { ModuleSource } from "../modules/types.ts";
import { int64 } from "./exports.ts";

/** Within the data folder; what a stop leaves in it is removed at the next start. */
const FOLDER = "imports";
/** Comes with the data that an import has made: who asked hears of it after the restart. */
const RECORD_FILE = "import.json";

export type ImportOptions = {
  modules: ModuleSource;
  dataDir: string;
  clock: Clock;
  log: Log;
  /**
   * Stops the backend and starts it with the data in that folder, which lies in the data folder, in
   * place of its own; absent where nobody can.
   */
  replaceData?: (folder: string) => Promise<void>;
  /** The state has changed: queries of it are stale. */
  onChange: () => void;
};

type Upload = { token: string; file: string; ends: number[] };
type ImportState =
  | { state: "uploaded" }
  | { state: "waiting_for_confirmation"; contents: ArchiveContents }
  | { state: "in_progress" }
  | { state: "completed"; documents: number }
  | { state: "failed"; reason: string };

/**
 * Responsible for archives that the CLI brings: each becomes a data folder of its own, checked to
 * the last line, before anything of the present data is touched. One at a time.
 */
export class Imports {
  readonly #options: ImportOptions;
  readonly #folder: string;
  #upload: Upload | null = null;
  #id: string | null = null;
  #state: ImportState | null = null;
  #staging: Promise<void> | null = null;
  #isStopping = false;

  constructor(options: ImportOptions) {
    this.#options = options;
    this.#folder = path.join(options.dataDir, FOLDER);
    fs.rmSync(this.#folder, { recursive: true, force: true });
    this.#recall();
  }

  /** The import that this very data came from, if it came from one. */
  #recall(): void {
    const record = path.join(this.#options.dataDir, RECORD_FILE);
    if (!fs.existsSync(record)) return;
    const { id, documents } = JSON.parse(fs.readFileSync(record, "utf8")) as ImportRecord;
    fs.rmSync(record);
    this.#id = id;
    this.#state = { state: "completed", documents };
  }

  /** In Convex JSON; null for one that is not known (any more). */
  find(id: JSONValue | undefined): JSONValue {
    return id === this.#id && this.#state !== null ? { state: shown(this.#state) } : null;
  }

  /** Begins an upload; one that was not finished is forgotten. Throws HttpError while another is read. */
  startUpload(): { uploadToken: string } {
    if (this.#options.replaceData === undefined) {
      throw refused("This backend cannot replace its data while it runs.");
    }
    if (this.#staging !== null || this.#isStopping) throw refused("Another import is under way.");
    fs.rmSync(this.#folder, { recursive: true, force: true });
    fs.mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const token = randomBytes(16).toString("hex");
    this.#upload = { token, file: path.join(this.#folder, "upload.zip"), ends: [] };
    return { uploadToken: token };
  }

  /** Takes part `number` (from 1); one that is sent again takes the place of the first. */
  async addPart(token: string | null, number: number, bytes: Uint8Array): Promise<number> {
    const { file, ends } = this.#requireUpload(token);
    if (!(number >= 1 && number <= ends.length + 1)) throw refused("A part is missing.");
    const start = ends[number - 2] ?? 0;
    const handle = await fs.promises.open(file, fs.existsSync(file) ? "r+" : "wx+", 0o600);
    try {
      await handle.truncate(start);
      await handle.write(bytes, 0, bytes.byteLength, start);
    } finally {
      await handle.close();
    }
    ends.splice(number - 1, Infinity, start + bytes.byteLength);
    return number;
  }

  /** Begins to read what was uploaded; gives the id by which its state is asked. */
  finishUpload(
    token: string | null,
    { mode, format }: { mode?: unknown; format?: unknown },
  ): string {
    const { file } = this.#requireUpload(token);
    if (format !== "zip") throw refused("Only a ZIP of all data can be imported.");
    if (mode !== "replaceAll") {
      throw refused("An import replaces everything: say so with --replace-all.");
    }
    this.#upload = null;
    const id = randomBytes(16).toString("hex");
    this.#id = id;
    this.#enter({ state: "uploaded" });
    this.#staging = this.#stage(file)
      .then((contents) => this.#enter({ state: "waiting_for_confirmation", contents }))
      .catch((error: unknown) => this.#fail(error))
      .finally(() => (this.#staging = null));
    return id;
  }

  /** After the confirmation: the answer still goes out, then the backend stops. */
  perform(id: JSONValue | undefined): void {
    const { replaceData } = this.#options;
    const state = this.#state;
    const isAsked = id === this.#id && state?.state === "waiting_for_confirmation";
    if (!isAsked || replaceData === undefined) throw refused("No import waits for that.");
    const record: ImportRecord = { id: this.#id!, documents: state.contents.documents };
    const staged = this.#staged;
    fs.writeFileSync(path.join(staged, RECORD_FILE), JSON.stringify(record), { mode: 0o600 });
    this.#enter({ state: "in_progress" });
    setImmediate(() => {
      replaceData(staged).catch((error: unknown) => this.#fail(error));
    });
  }

  /** Waits for what is being read; it is removed at the next start, unless it takes over. */
  async close(): Promise<void> {
    this.#isStopping = true;
    await this.#staging;
  }

  get #staged(): string {
    return path.join(this.#folder, "data");
  }

  #requireUpload(token: string | null): Upload {
    if (this.#upload !== null && this.#upload.token === token) return this.#upload;
    throw refused("There is no such upload.");
  }

  async #stage(file: string): Promise<ArchiveContents> {
    const { modules, clock } = this.#options;
    const to = this.#staged;
    fs.mkdirSync(to, { mode: 0o700 });
    const { schemaJson } = modules.current;
    return await readArchive({ file, to, schemaJson, clock }, () => {
      if (this.#isStopping) throw new Error("The backend stops.");
    });
  }

  #fail(error: unknown): void {
    if (!(error instanceof BadArchive)) this.#options.log.error("An import failed.", error);
    const reason = error instanceof Error ? error.message : String(error);
    this.#enter({ state: "failed", reason });
  }

  #enter(state: ImportState): void {
    this.#state = state;
    this.#options.onChange();
  }
}

type ImportRecord = { id: string; documents: number };

function refused(message: string): HttpError {
  return new HttpError(400, "ImportRefused", message);
}

/** As the CLI reads it. */
function shown(state: ImportState): JSONValue {
  switch (state.state) {
    case "waiting_for_confirmation": {
      const { documents, files } = state.contents;
      return {
        state: state.state,
        message_to_confirm: `All data is replaced by ${documents} documents and ${files} stored files. What is there now is kept beside it.`,
        require_manual_confirmation: true,
      };
    }
    case "completed":
      return { state: state.state, num_rows_written: int64(BigInt(state.documents)) };
    case "failed":
      return { state: state.state, error_message: state.reason };
    default:
      return { state: state.state };
  }
}
