import type { PaletteStrings } from "./paletteStrings";

export const paletteStrings: PaletteStrings = {
  placeholder: "Zu einem Raum oder einer Seite, oder etwas tun …",
  label: "Befehle",
  none: "Nichts heißt so. Die Suche schaut in die Nachrichten.",
  rooms: "Räume",
  pages: "Seiten",
  actions: "Aktionen",
  searchFor: (words) => `Nachrichten nach „${words}“ durchsuchen`,
  theme: (scheme) => `Darstellung: ${scheme}`,
};
