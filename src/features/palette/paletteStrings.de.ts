import type { PaletteStrings } from "./paletteStrings";

export const paletteStrings: PaletteStrings = {
  placeholder: "Raum, Seite oder Aktion …",
  label: "Befehle",
  none: "Nichts heißt so. Die Suche schaut in die Nachrichten.",
  rooms: "Räume",
  pages: "Seiten",
  actions: "Aktionen",
  searchFor: (words) => `Nachrichten nach „${words}“ durchsuchen`,
  theme: (scheme) => `Darstellung: ${scheme}`,
};
