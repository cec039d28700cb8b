import { translated } from "../../language/translated";

const english = {
  teamOnly: "Team only",
  rowLabel: (author: string, time: string) => `Note from ${author}, ${time}, team only`,
  you: "You",
  edited: "edited",
  editedAt: (time: string) => `Edited ${time}`,
  deleted: "Note deleted",
  deletedBy: (name: string) => `${name} deleted this note`,
  edit: (time: string) => `Edit your note, ${time}`,
  editTooltip: "Edit",
  remove: (author: string, time: string) => `Delete note from ${author}, ${time}`,
  removeTooltip: "Delete",
  editLabel: "Edit the note",
  save: "Save",
  deleteTitle: "Delete this note for the whole team?",
  deleteBody: "It is gone at once and can't be brought back. The client never saw it.",
  deleteConfirm: "Delete note",
  modes: "Who reads what you write",
  message: "Message",
  note: "Note",
  shortcut: "Alt+N switches between message and note",
  label: (roomName: string) => `Note about ${roomName}`,
  placeholder: "Write a note",
  audience: "Team only – the client never sees notes",
  add: "Add note",
};

export type NoteStrings = typeof english;
/** Every sentence about notes, in one typed place. */
export const noteStrings = translated("noteStrings", english);
