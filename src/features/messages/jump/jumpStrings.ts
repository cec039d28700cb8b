/** Sentences about opening a room at one message. */
export const jumpStrings = {
  viewingOlder: "Viewing older messages",
  toLatest: "Jump to latest",
  missing: "This message isn't here any more.",
  dismiss: "Dismiss",
  loadingNewer: "Loading newer messages",
} as const;
