import { errorCode } from "../../lib/errors";
import { BytesRefused, postFile } from "./postFile";
import { prepareFile } from "./prepareFile";
import type { UploadBackend } from "./uploadBackend";
import {
  type UploadChange,
  UploadFailed,
  type UploadJob,
  type UploadPlace,
  type UploadState,
} from "./uploadState";

/** Pauses before an upload that was cut off is tried again by itself (ms). */
const RETRY_AFTER_MS = [1_000, 3_000, 9_000];

/**
 * Takes one file to the backend: made ready, asked for, sent, claimed, checked. What was cut off is tried
 * again. Gives where it ended, ready or failed; null when it was cancelled.
 */
export async function runUpload(
  backend: UploadBackend,
  place: UploadPlace,
  job: UploadJob,
  onChange: (change: UploadChange) => void,
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
  onChange: (change: UploadChange) => void,
): Promise<string> {
  job.prepared ??= await prepareFile(job.file);
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
