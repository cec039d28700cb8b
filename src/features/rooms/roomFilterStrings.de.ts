import type { RoomFilterStrings } from "./roomFilterStrings";

export const roomFilterStrings: RoomFilterStrings = {
  label: "Räume zeigen",
  names: { all: "Alle", unread: "Ungelesen", waiting: "Wartet auf uns" },
  none: { all: "", unread: "Nichts ungelesen.", waiting: "Kein Kunde wartet auf eine Antwort." },
};
