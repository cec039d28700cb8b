import { plural } from "../../lib/plural";
import type { SearchStrings } from "./searchStrings";

export const searchStrings: SearchStrings = {
  title: "Suche",
  label: "Nachrichten, Dateien und Räume durchsuchen",
  placeholder: "Suchen",
  clear: "Suche leeren",
  hint: "Sucht in den Räumen, in denen Sie sind. Setzen Sie Wörter in Anführungszeichen, um sie nebeneinander zu finden.",
  recent: "Letzte Suchen",
  clearRecent: "Leeren",
  filters: "Eingrenzen",
  openFilter: {
    from: "Schreiben Sie hinter „from:“ einen Namen oder einen Teil davon.",
    in: "Schreiben Sie hinter „in:“ den Namen eines Raums oder ein Wort daraus.",
    before: "Schreiben Sie hinter „before:“ einen Tag, etwa 2026-05-03, oder „yesterday“.",
    after: "Schreiben Sie hinter „after:“ einen Tag, etwa 2026-05-03, oder „yesterday“.",
  },
  addFilter: {
    from: "Von jemandem",
    me: "Von mir",
    in: "In einem Raum",
    link: "Mit einem Link",
    image: "Mit einem Bild",
    file: "Mit einer Datei",
    before: "Vor einem Tag",
    after: "Seit einem Tag",
  },
  chip: {
    from: (name) => (name.toLowerCase() === "me" ? "Von mir" : `Von ${name}`),
    in: (name) => `In ${name}`,
    before: (day) => `Vor ${day}`,
    after: (day) => `Seit ${day}`,
  },
  removeFilter: (label) => `Filter „${label}“ entfernen`,
  rooms: "Räume",
  archived: "Archiviert",
  you: "Sie",
  teamOnly: "Nur das Team",
  allInRoom: "Mehr aus diesem Raum",
  olderRooms: "Ältere Räume durchsuchen",
  searching: "Suche läuft …",
  found: (hits, isAll) =>
    isAll ? plural(hits, "Nachricht", "Nachrichten") : `${hits}+ Nachrichten`,
  none: (query) => `Keine Nachricht passt zu „${query}“.`,
  noneHint: "Durchsucht werden der Text der Nachrichten und die Namen der Dateien.",
  failed: "Die Suche kam nicht durch.",
  retry: "Noch einmal versuchen",
};
