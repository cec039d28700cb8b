import { translated } from "../../../language/translated";

const english = {
  viewingOlder: "Viewing older messages",
  toLatest: "Jump to latest",
  missing: "This message isn't here any more.",
  dismiss: "Dismiss",
  loadingNewer: "Loading newer messages",
};

export type JumpStrings = typeof english;
/** Sentences about opening a room at one message. */
export const jumpStrings = translated("jumpStrings", english);
