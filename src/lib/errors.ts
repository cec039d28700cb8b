import { ConvexError } from "convex/values";
import { spokenLanguage } from "../language/language";
import { errorStrings } from "./errorStrings";

const codes: Record<string, string | undefined> = errorStrings.codes;

/** Codes whose message from the server names the culprit: worth more than our general sentence to readers of English. */
const SERVER_SAYS_MORE = new Set([
  "PARTICIPANT_NOT_ACTIVE",
  "INTERNAL_ONLY",
  "INVALID_NAME",
  "ALREADY_HERE",
  "INVALID_EMAIL",
  "FILE_TOO_LARGE",
]);

type ErrorData = { code: string; message?: string; retryAfter?: number };

function errorData(error: unknown): ErrorData | null {
  if (!(error instanceof ConvexError)) return null;
  const data: unknown = error.data;
  if (typeof data !== "object" || data === null || !("code" in data)) return null;
  return typeof data.code === "string" ? (data as ErrorData) : null;
}

/** The backend's code of an error ("NOT_FOUND"), or null when the error did not come from a rule of the backend. */
export function errorCode(error: unknown): string | null {
  return errorData(error)?.code ?? null;
}

/** One sentence for a person about any thrown thing; never a stack, an id or an internal message. */
export function errorSentence(error: unknown): string {
  const data = errorData(error);
  if (data === null) return errorStrings.ours;
  if (data.code === "RATE_LIMITED" && data.retryAfter !== undefined) {
    const seconds = Math.max(1, Math.ceil(data.retryAfter / 1000));
    return `${errorStrings.codes.RATE_LIMITED} ${errorStrings.tryAgainIn(seconds)}`;
  }
  const isUnderstood = spokenLanguage() === "en" || codes[data.code] === undefined;
  if (SERVER_SAYS_MORE.has(data.code) && isUnderstood && data.message !== undefined)
    return data.message;
  return codes[data.code] ?? data.message ?? errorStrings.unknownCode;
}
