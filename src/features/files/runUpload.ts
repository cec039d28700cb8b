import { errorCode } from "../../lib/errors";
import { lazyCode } from "../../lib/lazyPart";
import { BytesRefused, postFile } from "./postFile";
import type { PreparedFile } from "./prepareFile";
import type { FileUse, UploadBackend } from "./uploadBackend";

/** Reading pictures takes code that no first screen needs. */
const preparing = lazyCode(() => import("./prepareFile"));

/** Pauses before an upload that was cut off is tried again by itself (ms). */
const RETRY_AFTER_MS = [1_000, 3_000, 9_000];

export type UploadState =
  | { kind: "waiting" }
  /** `fraction`: 0 to 1. */
  | { kind: "sending"; fraction: number }
  | { kind: "checking" }
  | { kind: "ready"; fileId: string }
  | { kind: "failed"; reason: string };

/** Whether it still changes by itself. */
export function isUnderWay(state: UploadState): boolean {
  return state.kind !== "ready" && state.kind !== "failed";
}

/** How far a file is, in whole percent; it stays at 100 while the server looks at it. Null: not on its way. */
export function percentOf(state: UploadState): number | null {
  if (state.kind === "checking") return 100;
  return state.kind === "sending" ? Math.floor(state.fraction * 100) : null;
}

/** One file on its way; what was prepared is kept for another try. */
export type UploadJob = { file: File; prepared: PreparedFile | null; abort: AbortController };

/** Where a file goes: which room, and what of it may carry the file. */
export type UploadPlace = { roomId: string; use: FileUse };

/** What changes while a file is on its way: its state, and its measures once they are known. */
export type UploadChange = { state: UploadState; width?: number | null; height?: number | null };
type OnChange = (change: UploadChange) => void;

/** One of a message's files cannot go, for this reason (an error code, or UNKNOWN). */
export class UploadFailed extends Error {
  readonly reason: string;
  constructor(reason: string) {
    super(`An upload failed: ${reason}`);
    this.reason = reason;
  }
}

/**
 * Takes one file to the backend: made ready, asked for, sent, claimed, checked. What was cut off is tried
 * again. Gives where it ended, ready or failed; null when it was cancelled.
 */
export async function runUpload(
  backend: UploadBackend,
  place: UploadPlace,
  job: UploadJob,
  onChange: OnChange,
): Promise<UploadState | null> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return { kind: "ready", fileId: await tryUpload(backend, place, job, onChange) };
    } catch (error) {
      if (job.abort.signal.aborted) return null;
      const reason = finalReason(error);
      const wait = RETRY_AFTER_MS[attempt];
      if (reason !== null) return { kind: "failed", reason };
      if (wait === undefined) return { kind: "failed", reason: "UNKNOWN" };
      onChange({ state: { kind: "waiting" } });
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}

/** Why trying again would not help; null where it may. */
function finalReason(error: unknown): string | null {
  if (error instanceof UploadFailed) return error.reason;
  return error instanceof BytesRefused ? "FILE_TOO_LARGE" : errorCode(error);
}

async function tryUpload(
  backend: UploadBackend,
  { roomId, use }: UploadPlace,
  job: UploadJob,
  onChange: OnChange,
): Promise<string> {
  job.prepared ??= await (await preparing()).prepareFile(job.file);
  const { blob, thumbnail, width, height } = job.prepared;
  onChange({ width, height, state: { kind: "sending", fraction: 0 } });
  const { signal } = job.abort;
  const asked = await backend.request(roomId, { name: job.file.name, size: blob.size, use });
  const { fileId } = asked;
  const thumbnailStorageId =
    thumbnail === null ? null : await postFile(asked.thumbnailUploadUrl, thumbnail, signal);
  const storageId = await postFile(asked.uploadUrl, blob, signal, (fraction) =>
    onChange({ state: { kind: "sending", fraction } }),
  );
  onChange({ state: { kind: "checking" } });
  await backend.claim(roomId, { fileId, storageId, thumbnailStorageId });
  const refusal = await backend.checked(roomId, fileId);
  if (refusal !== null) throw new UploadFailed(refusal);
  return fileId;
}
