import { plural } from "../../lib/plural";
import { translated } from "../../language/translated";

const english = {
  attach: "Attach files",
  tray: "Files to send",
  remove: (name: string) => `Remove ${name}`,
  cancel: (name: string) => `Cancel the upload of ${name}`,
  retry: "Retry",
  retryOne: (name: string) => `Upload ${name} again`,
  uploading: (percent: number) => `${percent} %`,
  failed: "Couldn't upload",
  dismiss: "Dismiss",
  dropTitle: (room: string) => `Drop to send to ${room}`,
  dropNote: "Drop to add to a note for the team",
  dropSome: (count: number) => `The first 10 of ${count} files, 20 MB each at most`,
  dropHint: "Up to 10 files of 20 MB each",
  readOnlyDrop: "You can't post in this room",
  tooLarge: (name: string, size: string) => `${name} is ${size}; the limit is 20 MB.`,
  empty: (name: string) => `${name} is empty.`,
  tooMany: (left: number) =>
    `A message carries at most 10 files: ${plural(left, "file was", "files were")} left out.`,
  image: (name: string) => `Picture ${name}`,
  openImage: (name: string) => `Open picture ${name}`,
  download: (name: string, size: string) => `Download ${name}, ${size}`,
  downloadFailed: "It can't be downloaded just now. Try again in a moment.",
  photo: "Photo",
  photos: (count: number) => `${count} photos`,
  moreFiles: (name: string, more: number) => `${name} and ${more} more`,
  bytes: (count: number) => plural(count, "byte", "bytes"),
  failures: {
    FILE_TOO_LARGE: "It is larger than 20 MB.",
    FILE_EMPTY: "It is empty.",
    STORAGE_LIMIT: "There is no space left for your files. Ask the team.",
    RATE_LIMITED: "Too many uploads at once.",
    FORBIDDEN: "You can't post in this room.",
    ROOM_ARCHIVED: "This room was archived.",
    NOT_FOUND: "You no longer have access to this room.",
    UNKNOWN: "Something went wrong on the way.",
  },
};

export type FileStrings = typeof english;
/** Every sentence about files in the chat pane. */
export const fileStrings = translated("fileStrings", english);

/** Why an upload failed, for its tooltip and for screen readers. */
export function uploadFailureReason(reason: string): string {
  const known: Record<string, string | undefined> = fileStrings.failures;
  return known[reason] ?? fileStrings.failures.UNKNOWN;
}
