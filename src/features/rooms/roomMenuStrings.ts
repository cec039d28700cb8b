import { translated } from "../../language/translated";

const english = {
  rename: "Rename room",
  renameSubmit: "Rename",
  pin: "Keep at the top of your list",
  unpin: "Don't keep at the top",
  archive: "Archive room",
  unarchive: "Unarchive room",
  archiveTitle: (name: string) => `Archive “${name}”?`,
  archiveBody:
    "Nobody can write in it until it is unarchived. Everyone in it can still read it. Unread messages are emailed once more, then no longer.",
  unarchiveTitle: (name: string) => `Bring “${name}” back?`,
  unarchiveBody: "Everyone in it can write again.",
  archiveConfirm: "Archive",
  unarchiveConfirm: "Unarchive",
};

export type RoomMenuStrings = typeof english;
/** The items of a room's menu, and the dialogs behind them. */
export const roomMenuStrings = translated("roomMenuStrings", english);
