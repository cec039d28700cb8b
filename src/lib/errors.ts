import { ConvexError } from "convex/values";
import { plural } from "./plural";

/** What to tell a person for each error code of the backend (`convex/errors.ts`). */
const SENTENCES: Record<string, string> = {
  UNAUTHENTICATED: "Your sign-in has ended. Sign in again to go on.",
  NOT_ACTIVATED: "This account isn't active yet.",
  SUSPENDED: "This account has been suspended.",
  NOT_FOUND: "This isn't here any more, or you no longer have access to it.",
  FORBIDDEN: "You're not allowed to do that.",
  PARTICIPANT_NOT_ACTIVE: "Someone you picked hasn't activated their account yet.",
  INTERNAL_ONLY: "Clients can't be added to an internal room.",
  ROOM_ARCHIVED: "This room is archived. Unarchive it first.",
  NOTES_NOT_HERE: "Only client rooms have notes.",
  MESSAGE_EMPTY: "Write something first.",
  MESSAGE_TOO_LONG: "This message is too long. The limit is 10,000 characters.",
  INVALID_TEXT: "This text contains characters that can't be stored.",
  INVALID_NAME: "Choose a name between 1 and 120 characters.",
  NAME_NOT_AVAILABLE: "This name isn't available. Choose another one.",
  INVALID_ARGUMENT: "Something in this form isn't right. Check it and try again.",
  CREATOR_STAYS: "The creator of a room can't be removed from it.",
  SUCCESSOR_NOT_HERE:
    "This person isn't in the room. Choose a colleague who is, or add them first.",
  PORTALS_MEET: "People of different client companies would meet in this room.",
  LAST_OWNER: "The firm needs an owner. Make somebody else an owner first.",
  ALREADY_HERE: "This address already has an account or an invitation here.",
  INVITATION_NOT_VALID: "This invitation isn't valid for you, or isn't valid any more.",
  CODE_NOT_VALID: "This code is wrong, or not valid any more. Check it, or ask for another one.",
  SET_UP_NOT_VALID: "This set-up link isn't valid any more.",
  SIGN_IN_OFF: "People sign in another way here.",
  INVALID_EMAIL: "That is not an email address.",
  ALREADY_SETTLED: "Somebody else has already decided about this email.",
  RATE_LIMITED: "That was a lot at once.",
};

/** Codes whose message from the server names the culprit, which is worth more than our general sentence. */
const SERVER_SAYS_MORE = new Set([
  "PARTICIPANT_NOT_ACTIVE",
  "INTERNAL_ONLY",
  "INVALID_NAME",
  "ALREADY_HERE",
  "INVALID_EMAIL",
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
  if (data === null) return "Something went wrong on our side. Try again in a moment.";
  if (data.code === "RATE_LIMITED" && data.retryAfter !== undefined) {
    const seconds = Math.max(1, Math.ceil(data.retryAfter / 1000));
    return `${SENTENCES.RATE_LIMITED} Try again in ${plural(seconds, "second", "seconds")}.`;
  }
  if (SERVER_SAYS_MORE.has(data.code) && data.message !== undefined) return data.message;
  return SENTENCES[data.code] ?? data.message ?? "That didn't work. Try again in a moment.";
}
