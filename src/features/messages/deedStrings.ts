/** What can be done with a message: the sentences of its toolbar, menu, editor and dialogs. */
export const deedStrings = {
  more: (message: string) => `More for the message of ${message}`,
  moreTooltip: "More",
  menu: "Message",
  copy: "Copy text",
  copied: "Text copied",
  copyLink: "Copy link",
  linkCopied: "Link copied",
  notCopied: "Your browser did not allow copying.",
  edit: "Edit",
  history: "Edit history",
  delete: "Delete…",
} as const;

export const editStrings = {
  label: "Change the message",
  save: "Save",
  cancel: "Cancel",
  keys: "Escape to cancel, Enter to save",
  edited: "edited",
  editedAt: (time: string) => `Edited ${time}`,
  tooLate: "The time for changing this message is over. You can still copy your text.",
  historyTitle: "Edit history",
  historyNow: "Now",
  historyNote: "Only the team sees what a message said before.",
  historyLoading: "Loading the history…",
} as const;
