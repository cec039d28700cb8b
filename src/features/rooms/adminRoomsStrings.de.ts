import type { AdminRoomsStrings } from "./adminRoomsStrings";

export const adminRoomsStrings: AdminRoomsStrings = {
  title: "Alle Räume",
  lead: "Jeder Raum der Firma mit Namen. Was darin gesprochen wird, sehen nur die Personen im Raum.",
  columns: {
    name: "Raum",
    kind: "Art",
    creator: "Erstellt von",
    participants: "Personen",
    deeds: "Aktionen",
  },
  people: (count) => (count === 1 ? "Person" : "Personen"),
  archived: "archiviert",
  more: "Mehr zeigen",
  empty: "Es gibt noch keine Räume.",
  denied: "Nur Inhaber und Admins sehen die Liste aller Räume.",
};
