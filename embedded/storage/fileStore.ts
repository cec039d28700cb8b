/** Bytes of stored files: one file each in a folder, named at random. */
import { createHash, randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { StorageError } from "../database/errors.ts";
import type { Log } from "../execution/log.ts";
import type { StoredBytes } from "./fileRows.ts";
import { isDiskFull, syncFolder, writeDurably } from "./durableFile.ts";
import { UploadTokens } from "./uploadTokens.ts";

export type FileStoreOptions = {
  /** Made if it does not exist. Nothing else may live in it. */
  dir: string;
  log: Log;
  /** Where clients reach the backend, "http://127.0.0.1:3210"; asked at each use. */
  origin: () => string;
  /** Largest accepted file in bytes. */
  maxFileBytes?: number;
  /** With less free space than this (bytes) no file is taken: messages need the rest. */
  minFreeBytes?: number;
};

/** What is refused for its size. */
export class FileTooLarge extends Error {
  override name = "FileTooLarge";
}

/** Convex sets no limit; the product's largest attachment is 20 MiB (edge 14). */
export const MAX_FILE_BYTES = 20 * 1024 * 1024;
const MIN_FREE_BYTES = 500 * 1024 * 1024;

const TEMPORARY_SUFFIX = ".part";
/** Beside the files: signs upload addresses. */
export const KEY_FILE = "upload.key";

/**
 * Responsible for bytes being whole and durable before anybody names them. Not responsible for who
 * may read them, nor for the rows of `_storage`: a row is inserted only after `write` has resolved
 * and removed before `removeLater`, so a row always has its bytes. Bytes without a row (a crash in
 * between) are removed by `sweep` at the next start.
 */
export class FileStore {
  readonly #options: Required<FileStoreOptions>;
  readonly #tokens: UploadTokens;
  readonly #removals = new Set<Promise<void>>();
  /** How many are copying the files just now, and what is to be removed once none is. */
  #copying = 0;
  readonly #removableNames = new Set<string>();

  constructor(options: FileStoreOptions) {
    this.#options = { maxFileBytes: MAX_FILE_BYTES, minFreeBytes: MIN_FREE_BYTES, ...options };
    fs.mkdirSync(options.dir, { recursive: true });
    this.#tokens = new UploadTokens(loadKey(path.join(options.dir, KEY_FILE)));
  }

  get maxFileBytes(): number {
    return this.#options.maxFileBytes;
  }

  /** A URL to which whoever has it can POST one file within an hour; `now` in ms. */
  newUploadUrl(now: number): string {
    return `${this.#options.origin()}/api/storage/upload?token=${this.#tokens.issue(now)}`;
  }

  /** True once for a token of ours that has not ended at `now` (ms), and again after giveBack. */
  takeUploadToken(token: string, now: number): boolean {
    return this.#tokens.take(token, now);
  }

  /** The upload of this token stored nothing. */
  giveBackUploadToken(token: string): void {
    this.#tokens.giveBack(token);
  }

  /**
   * Takes all bytes of `source`; when it resolves they would survive a power cut. Throws
   * FileTooLarge, StorageError (`STORAGE_FULL`) or what the source throws, and leaves nothing.
   */
  async write(source: AsyncIterable<Uint8Array>): Promise<StoredBytes> {
    await this.#requireSpace();
    const fileName = randomBytes(16).toString("hex");
    const temporary = this.#pathOf(fileName + TEMPORARY_SUFFIX);
    const hash = createHash("sha256");
    let size = 0;
    const counted = async function* (limit: number) {
      for await (const chunk of source) {
        size += chunk.byteLength;
        if (size > limit) throw new FileTooLarge(`A file can have at most ${limit} bytes.`);
        hash.update(chunk);
        yield chunk;
      }
    };
    try {
      await writeDurably(temporary, counted(this.#options.maxFileBytes));
      await fs.promises.rename(temporary, this.#pathOf(fileName));
      await syncFolder(this.#options.dir);
    } catch (error) {
      await fs.promises.rm(temporary, { force: true });
      await fs.promises.rm(this.#pathOf(fileName), { force: true });
      if (isDiskFull(error)) throw new StorageError("STORAGE_FULL", "The disk is full.", error);
      throw error;
    }
    return { fileName, sha256: hash.digest("base64"), size };
  }

  /** Gives what `insertRow` gives; when that fails, the bytes go, since nothing names them. */
  async keep<T>(bytes: StoredBytes, insertRow: () => Promise<T>): Promise<T> {
    try {
      return await insertRow();
    } catch (error) {
      this.removeLater(bytes.fileName);
      throw error;
    }
  }

  /** The bytes, read from disk as they are consumed; null when they are gone. */
  async read(fileName: string, contentType: string): Promise<Blob | null> {
    try {
      return await fs.openAsBlob(this.#pathOf(fileName), { type: contentType });
    } catch {
      return null;
    }
  }

  /**
   * Bytes that are given to `removeLater` while `work` runs stay until it ends: a copy of the
   * database may still name them. A stop before then leaves them to the next start's `sweep`.
   */
  async keepingBytes<T>(work: () => Promise<T>): Promise<T> {
    this.#copying += 1;
    try {
      return await work();
    } finally {
      this.#copying -= 1;
      if (this.#copying === 0) this.#removeKept();
    }
  }

  #removeKept(): void {
    const names = [...this.#removableNames];
    this.#removableNames.clear();
    for (const fileName of names) this.removeLater(fileName);
  }

  /** Starts removing bytes that no row names any more. */
  removeLater(fileName: string): void {
    if (this.#copying > 0) {
      this.#removableNames.add(fileName);
      return;
    }
    const removal = fs.promises
      .rm(this.#pathOf(fileName), { force: true })
      .catch((error) => this.#options.log.error(`A deleted file could not be removed.`, error))
      .finally(() => this.#removals.delete(removal));
    this.#removals.add(removal);
  }

  /** Resolves when everything given to `removeLater` is gone. */
  async settled(): Promise<void> {
    await Promise.all(this.#removals);
  }

  /**
   * At start, before any upload: removes what a crash left, temporary files and bytes without a
   * row. Gives the names that have a row but no bytes, which only damage from outside can cause.
   */
  async sweep(named: ReadonlySet<string>): Promise<string[]> {
    const present = new Set(await fs.promises.readdir(this.#options.dir));
    present.delete(KEY_FILE);
    for (const fileName of present) {
      if (!named.has(fileName)) await fs.promises.rm(this.#pathOf(fileName), { force: true });
    }
    return [...named].filter((fileName) => !present.has(fileName));
  }

  #pathOf(fileName: string): string {
    return path.join(this.#options.dir, fileName);
  }

  async #requireSpace(): Promise<void> {
    const { bavail, bsize } = await fs.promises.statfs(this.#options.dir);
    if (bavail * bsize >= this.#options.minFreeBytes) return;
    throw new StorageError("STORAGE_FULL", "Too little free space for another file.");
  }
}

/** Opens (and makes) the folder of stored files. */
export function createFileStore(options: FileStoreOptions): FileStore {
  return new FileStore(options);
}

/** The key outlives restarts, so that an upload which began before one can finish after it. */
function loadKey(file: string): Buffer {
  if (fs.existsSync(file)) {
    const key = fs.readFileSync(file);
    if (key.length === 32) return key;
  }
  const key = randomBytes(32);
  fs.writeFileSync(file, key, { mode: 0o600 });
  return key;
}
