import { translated } from "../../language/translated";

const english = {
  label: "Show rooms",
  names: { all: "All", unread: "Unread", waiting: "Waiting on us" },
  none: { all: "", unread: "Nothing unread.", waiting: "No client waits for an answer." },
};

export type RoomFilterStrings = typeof english;
/** What a filter is called, and what the list says when nothing passes it. */
export const roomFilterStrings = translated("roomFilterStrings", english);
