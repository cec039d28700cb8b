import { ConvexError } from "convex/values";
import { errorCode } from "../../../lib/errors";
import { UploadFailed } from "../../files/uploadState";

/** What a failed send means for the entry. */
export type SendFailure =
  | { kind: "wait"; retryAfterMs: number }
  | { kind: "failed"; reason: string }
  | { kind: "refused"; reason: string };

/** Answers that stay the same however often the same bytes are sent (see convex/errors.ts). */
const FINAL_CODES = new Set([
  "NOT_FOUND",
  "FORBIDDEN",
  "ROOM_ARCHIVED",
  "SUSPENDED",
  "NOT_ACTIVATED",
  "MESSAGE_EMPTY",
  "MESSAGE_TOO_LONG",
  "INVALID_TEXT",
  "INVALID_ARGUMENT",
  "TOO_MANY_FILES",
  "FILE_TOO_LARGE",
  "FILE_EMPTY",
  "STORAGE_LIMIT",
  "FILES_LOST",
]);

const SHORTEST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 60_000;

function retryAfter(error: unknown): number {
  const data: unknown = error instanceof ConvexError ? error.data : null;
  const asked =
    typeof data === "object" && data !== null && "retryAfter" in data ? data.retryAfter : null;
  const wait = typeof asked === "number" && Number.isFinite(asked) ? asked : 1_000;
  return Math.min(LONGEST_WAIT_MS, Math.max(SHORTEST_WAIT_MS, wait));
}

/**
 * Decides what to do after `messages.send` threw: wait and try by itself (too fast), show it as
 * not sent with a retry (unknown trouble), or say why it cannot go at all.
 */
export function judgeFailure(error: unknown): SendFailure {
  const code = error instanceof UploadFailed ? error.reason : errorCode(error);
  if (code === "RATE_LIMITED") return { kind: "wait", retryAfterMs: retryAfter(error) };
  if (code !== null && FINAL_CODES.has(code)) return { kind: "refused", reason: code };
  return { kind: "failed", reason: code ?? "UNKNOWN" };
}
