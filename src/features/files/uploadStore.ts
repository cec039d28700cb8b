import { lazyCode } from "../../lib/lazyPart";
import { formatBytes } from "./formatBytes";
import { fileStrings as s } from "./fileStrings";
import { forgetBlob, keepBlob, keptBlob } from "./keptBlobs";
import { isShownImage } from "./shownImage";
import { type PickedFile, toPicked, type Upload } from "./upload";
import type { FileUse, UploadBackend } from "./uploadBackend";
import {
  isUnderWay,
  type UploadChange,
  UploadFailed,
  type UploadJob,
  type UploadPlace,
} from "./uploadState";

/** No first screen uploads anything. */
const uploading = lazyCode(() => import("./runUpload"));

export const FILES_PER_MESSAGE = 10;
export const FILE_MAX_BYTES = 20 * 1024 * 1024;
const PARALLEL_UPLOADS = 3;

const NONE: readonly Upload[] = [];

/**
 * The files that one person has picked in this browser, from the tray to the message that carries them.
 *
 * Responsible for: at most three uploads at once, in the order of picking; progress, cancelling, trying
 * again; keeping the bytes of sent-off files over a reload. Not responsible for sending messages
 * (OutboxCourier asks `fileIds`). Invariant: every upload that is not ready or failed has a job.
 */
export class UploadStore {
  readonly #viewerEmail: string;
  readonly #backend: UploadBackend;
  #uploads = new Map<string, Upload>();
  #trays = new Map<string, readonly string[]>();
  #trayViews = new Map<string, readonly Upload[]>();
  readonly #jobs = new Map<string, UploadJob>();
  readonly #queue: string[] = [];
  #running = 0;
  readonly #listeners = new Set<() => void>();

  constructor(viewerEmail: string, backend: UploadBackend) {
    this.#viewerEmail = viewerEmail;
    this.#backend = backend;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  get(uploadId: string): Upload | null {
    return this.#uploads.get(uploadId) ?? null;
  }

  /** The files in a room's tray, in the order of picking; the same array until something changes. */
  tray(roomId: string, use: FileUse = "messages"): readonly Upload[] {
    return this.#trayViews.get(trayKey({ roomId, use })) ?? NONE;
  }

  /** Whether something is on its way that leaving the page would cut off for good. */
  get isBusy(): boolean {
    return [...this.#trayViews.values()].flat().some(({ state }) => isUnderWay(state));
  }

  /**
   * Puts files into a room's tray and starts their upload. Gives a sentence for each that is refused at
   * once: too large, empty, too many.
   */
  add(roomId: string, files: readonly File[], use: FileUse = "messages"): string[] {
    const place = { roomId, use };
    const refused: string[] = [];
    const bearable = files.filter((file) => {
      if (file.size > FILE_MAX_BYTES) refused.push(s.tooLarge(file.name, formatBytes(file.size)));
      else if (file.size === 0) refused.push(s.empty(file.name));
      else return true;
      return false;
    });
    const ids = this.#trays.get(trayKey(place)) ?? [];
    const taken = bearable.slice(0, FILES_PER_MESSAGE - ids.length);
    const left = bearable.length - taken.length;
    if (left > 0) refused.push(s.tooMany(left));
    const added = taken.map((file) => this.#create(place, crypto.randomUUID(), file));
    this.#trays.set(trayKey(place), [...ids, ...added]);
    this.#commit();
    this.#startNext();
    return refused;
  }

  /** Empties the tray for a message that is sent off; its files survive a reload from now on. */
  take(roomId: string, use: FileUse = "messages"): PickedFile[] {
    const taken = this.tray(roomId, use);
    this.#trays.delete(trayKey({ roomId, use }));
    for (const { uploadId } of taken) {
      const job = this.#jobs.get(uploadId);
      if (job !== undefined) void keepBlob(this.#viewerEmail, uploadId, job.file);
    }
    this.#commit();
    return taken.map(toPicked);
  }

  /** Puts the files of a message that was not sent back into the tray, if they are still here. */
  putBack(roomId: string, files: readonly PickedFile[]): void {
    const ids = files.map(({ uploadId }) => uploadId).filter((id) => this.#uploads.has(id));
    const key = trayKey({ roomId, use: "messages" });
    const before = this.#trays.get(key) ?? [];
    this.#trays.set(key, [...new Set([...ids, ...before])].slice(0, FILES_PER_MESSAGE));
    this.#commit();
  }

  /** Gives a file up, wherever it is, unless it lies in a tray and `evenFromTray` is not set. */
  remove(uploadId: string, { evenFromTray = true } = {}): void {
    const upload = this.#uploads.get(uploadId);
    if (upload === undefined) return;
    const key = trayKey(upload.place);
    const ids = this.#trays.get(key) ?? [];
    if (!evenFromTray && ids.includes(uploadId)) return;
    if (upload.state.kind === "ready") {
      const { fileId } = upload.state;
      // It is swept after a day anyway.
      void this.#backend.discard(upload.place.roomId, fileId).catch(() => {});
    }
    this.#jobs.get(uploadId)?.abort.abort();
    this.#trays.set(
      key,
      ids.filter((id) => id !== uploadId),
    );
    this.#forget(uploadId);
    this.#commit();
  }

  retry(uploadId: string): void {
    const upload = this.#uploads.get(uploadId);
    if (upload?.state.kind !== "failed" || !this.#jobs.has(uploadId)) return;
    this.#change(uploadId, { state: { kind: "waiting" } });
    this.#queue.push(uploadId);
    this.#startNext();
  }

  /**
   * Resolves with the ids of a message's files once all are uploaded; failed ones are tried again, and
   * after a reload those that this device kept. Rejects with UploadFailed.
   */
  async fileIds(place: UploadPlace, files: readonly PickedFile[]): Promise<string[]> {
    for (const picked of files) {
      if (!this.#uploads.has(picked.uploadId)) await this.#restore(place, picked);
      this.retry(picked.uploadId);
    }
    return await Promise.all(files.map(({ uploadId }) => this.#settled(uploadId)));
  }

  /** The message is stored: what this device held for it can go. */
  sent(files: readonly PickedFile[]): void {
    for (const { uploadId } of files) this.#forget(uploadId);
    this.#commit();
  }

  async #restore(place: UploadPlace, { uploadId }: PickedFile): Promise<void> {
    const file = await keptBlob(this.#viewerEmail, uploadId);
    if (file === null) throw new UploadFailed("FILES_LOST");
    this.#create(place, uploadId, file);
    this.#commit();
    this.#startNext();
  }

  #create(place: UploadPlace, uploadId: string, file: File): string {
    const isImage = isShownImage(file);
    const { name, size } = file;
    const previewUrl = isImage ? URL.createObjectURL(file) : null;
    const about = { uploadId, place, name, size, isImage, width: null, height: null, previewUrl };
    this.#uploads.set(uploadId, { ...about, state: { kind: "waiting" } });
    this.#jobs.set(uploadId, { file, prepared: null, abort: new AbortController() });
    this.#queue.push(uploadId);
    return uploadId;
  }

  #forget(uploadId: string): void {
    const previewUrl = this.#uploads.get(uploadId)?.previewUrl ?? null;
    if (previewUrl !== null) URL.revokeObjectURL(previewUrl);
    this.#uploads.delete(uploadId);
    this.#jobs.delete(uploadId);
    void forgetBlob(this.#viewerEmail, uploadId);
  }

  #settled(uploadId: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const state = this.#uploads.get(uploadId)?.state;
        if (state !== undefined && isUnderWay(state)) return;
        stop();
        if (state?.kind === "ready") resolve(state.fileId);
        else reject(new UploadFailed(state?.kind === "failed" ? state.reason : "CANCELLED"));
      };
      const stop = this.subscribe(look);
      look();
    });
  }

  #startNext(): void {
    while (this.#running < PARALLEL_UPLOADS) {
      const uploadId = this.#queue.shift();
      if (uploadId === undefined) return;
      const job = this.#jobs.get(uploadId);
      const place = this.#uploads.get(uploadId)?.place;
      if (job === undefined || place === undefined) continue;
      this.#running += 1;
      void this.#upload(uploadId, place, job).finally(() => {
        this.#running -= 1;
        this.#startNext();
      });
    }
  }

  async #upload(uploadId: string, place: UploadPlace, job: UploadJob): Promise<void> {
    const onChange = (change: UploadChange) => this.#change(uploadId, change);
    try {
      const { runUpload } = await uploading();
      const state = await runUpload(this.#backend, place, job, onChange);
      if (state !== null) onChange({ state });
    } catch {
      // What uploads could not be downloaded: trying again asks for it again.
      onChange({ state: { kind: "failed", reason: "UNKNOWN" } });
    }
  }

  #change(uploadId: string, change: Partial<Upload>): void {
    const upload = this.#uploads.get(uploadId);
    if (upload === undefined) return;
    this.#uploads.set(uploadId, { ...upload, ...change });
    this.#commit();
  }

  #commit(): void {
    this.#trayViews = new Map();
    for (const [key, ids] of this.#trays) {
      const uploads = ids.map((id) => this.#uploads.get(id)).filter((one) => one !== undefined);
      if (uploads.length > 0) this.#trayViews.set(key, uploads);
    }
    for (const listener of this.#listeners) listener();
  }
}

/** What waits for a message and what waits for a note lie apart. */
function trayKey({ roomId, use }: UploadPlace): string {
  return `${use} ${roomId}`;
}
