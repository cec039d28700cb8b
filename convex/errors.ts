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
  | "CREATOR_STAYS"
  | "ROOM_ARCHIVED"
  | "MESSAGE_EMPTY"
  | "MESSAGE_TOO_LONG"
  | "INVALID_TEXT"
  | "INVALID_NAME"
  | "INVALID_ARGUMENT";

export type AppErrorData = { code: ErrorCode; message: string };

/** An error whose code and sentence reach the caller, also in production. */
export function appError(code: ErrorCode, message: string): ConvexError<AppErrorData> {
  return new ConvexError({ code, message });
}

/** The one answer to "missing" and "not yours": nobody learns from it what exists. */
export function notFound(): ConvexError<AppErrorData> {
  return appError("NOT_FOUND", "This is not here, or not yours to see.");
}
