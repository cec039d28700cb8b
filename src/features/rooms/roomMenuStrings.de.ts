import type { RoomMenuStrings } from "./roomMenuStrings";

export const roomMenuStrings: RoomMenuStrings = {
  rename: "Raum umbenennen",
  renameSubmit: "Umbenennen",
  pin: "Oben in Ihrer Liste anheften",
  unpin: "Nicht mehr oben anheften",
  archive: "Raum archivieren",
  unarchive: "Aus dem Archiv holen",
  archiveTitle: (name) => `„${name}“ archivieren?`,
  archiveBody:
    "Niemand kann darin schreiben, bis er aus dem Archiv geholt wird. Alle darin können ihn weiter lesen. Ungelesenes kommt noch einmal per E-Mail, danach nichts mehr.",
  unarchiveTitle: (name) => `„${name}“ aus dem Archiv holen?`,
  unarchiveBody: "Alle darin können wieder schreiben.",
  archiveConfirm: "Archivieren",
  unarchiveConfirm: "Aus dem Archiv holen",
};
