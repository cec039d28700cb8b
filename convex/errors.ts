/** The closed set of error codes. Screens and tests rely on the code; the sentence is for people. */
import { ConvexError } from "convex/values";

export type ErrorCode =
  | "UNAUTHENTICATED" // no (valid) sign-in
  | "NOT_ACTIVATED" // signed in, but no active account here
  | "SUSPENDED"
  | "NOT_FOUND" // missing, or not yours to know about: one answer for both
  | "FORBIDDEN" // you may know about it, but not do this
  | "PARTICIPANT_NOT_ACTIVE"
  | "INTERNAL_ONLY"
  | "PORTALS_MEET" // clients of two portals would read each other: repeat with `confirmed`
  | "SUCCESSOR_NOT_HERE" // whoever is to take the room over is no active colleague in it
  | "CREATOR_STAYS"
  | "LAST_OWNER"
  | "ALREADY_HERE" // for staff only: the address has an account or an invitation
  | "INVITATION_NOT_VALID"
  | "ALREADY_SETTLED" // a held email that somebody has accepted or rejected
  | "CODE_NOT_VALID" // wrong, too old, tried too often, or nobody's: one answer for all
  | "SET_UP_NOT_VALID" // not the link of this start, or already used
  | "SIGN_IN_OFF" // people sign in another way here
  | "RATE_LIMITED" // with `retryAfter` in ms
  | "ROOM_ARCHIVED"
  | "NOTES_NOT_HERE" // for staff only: only client rooms have notes
  | "MESSAGE_EMPTY"
  | "MESSAGE_TOO_LONG"
  | "FILE_TOO_LARGE"
  | "FILE_EMPTY"
  | "FILE_NOT_READY" // its bytes are not here, or not checked yet
  | "STORAGE_LIMIT" // a client, or all of a portal, have filled their space for files
  | "TOO_MANY_FILES"
  | "PICTURE_NOT_VALID" // of a person: not a small square PNG, JPEG or WebP
  | "INVALID_TEXT"
  | "INVALID_NAME"
  | "NAME_NOT_AVAILABLE" // a client may not be called like the team or the firm
  | "INVALID_EMAIL"
  | "INVALID_ARGUMENT";

export type AppErrorData = { code: ErrorCode; message: string; retryAfter?: number };

/** An error whose code and sentence reach the caller, also in production. */
export function appError(code: ErrorCode, message: string): ConvexError<AppErrorData> {
  return new ConvexError({ code, message });
}

/** Too much in too short a time; `retryAfter` (ms) says when it works again. */
export function rateLimited(retryAfter: number): ConvexError<AppErrorData> {
  const message = "That was a lot in a short time. Wait a moment.";
  return new ConvexError({ code: "RATE_LIMITED", message, retryAfter });
}

/** The one answer to "missing" and "not yours": nobody learns from it what exists. */
export function notFound(): ConvexError<AppErrorData> {
  return appError("NOT_FOUND", "This is not here, or not yours to see.");
}
