import type { ErrorCode } from "../../convex/errors";
import { translated } from "../language/translated";
import { plural } from "./plural";

const english = {
  codes: {
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
    FILE_TOO_LARGE: "This file is too large.",
    FILE_EMPTY: "This file is empty.",
    FILE_NOT_READY: "A file hasn't arrived whole yet. Try again in a moment.",
    TOO_MANY_FILES: "A message carries at most 10 files.",
    STORAGE_LIMIT: "There is no space left for your files. Ask the team.",
    PICTURE_NOT_VALID: "Use a PNG, JPEG or WebP picture.",
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
  } satisfies Record<ErrorCode, string>,
  tryAgainIn: (seconds: number) => `Try again in ${plural(seconds, "second", "seconds")}.`,
  unknownCode: "That didn't work. Try again in a moment.",
  ours: "Something went wrong on our side. Try again in a moment.",
};

export type ErrorStrings = typeof english;
/** What to tell a person for each error code of the backend (`convex/errors.ts`), and for what no rule raised. */
export const errorStrings = translated("errorStrings", english);
