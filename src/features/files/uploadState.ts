import type { PreparedFile } from "./prepareFile";
import type { FileUse } from "./uploadBackend";

/** Where a file is on its way; `reason` is an error code, or UNKNOWN. */
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

/** One of a message's files cannot go, for this reason (an error code, or UNKNOWN). */
export class UploadFailed extends Error {
  readonly reason: string;
  constructor(reason: string) {
    super(`An upload failed: ${reason}`);
    this.reason = reason;
  }
}
