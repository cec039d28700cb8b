import type { HelpStrings } from "./helpStrings";

export const helpStrings: HelpStrings = {
  title: "Tastenkürzel",
  keys: [
    { keys: ["Alt", "↑"], does: "Voriger Raum" },
    { keys: ["Alt", "↓"], does: "Nächster Raum" },
    { keys: ["Alt", "Umschalt", "↓"], does: "Nächster Raum mit Ungelesenem" },
    { keys: ["Strg", "K"], does: "Zu einem Raum oder einer Seite, oder etwas tun" },
    { keys: ["/"], does: "Suchen" },
    { keys: ["Strg", "Umschalt", "F"], does: "Suchen, auch beim Schreiben" },
    { keys: ["↑", "↓"], does: "In der Raumliste bewegen" },
    { keys: ["↑"], does: "Aus dem leeren Feld zu den Nachrichten; Eingabe öffnet das Menü" },
    { keys: ["Esc"], does: "Zurück zum Schreiben" },
    { keys: ["Eingabe"], does: "Raum öffnen, oder Nachricht senden" },
    {
      keys: ["Umschalt", "Eingabe"],
      does: "Neue Zeile in einer Nachricht, oder nächster Punkt einer Liste",
    },
    { keys: ["Strg", "B"], does: "Fett: **Wörter**" },
    { keys: ["Strg", "I"], does: "Kursiv: _Wörter_" },
    { keys: ["Strg", "E"], does: "Code: `Wörter`" },
    { keys: ["- ", "1. ", "> "], does: "Am Zeilenanfang: Liste, Nummern, Zitat" },
    { keys: ["@"], does: "Jemanden oder das Team erwähnen" },
    { keys: ["Strg", "↑"], does: "Letzte eigene Nachricht ändern, aus dem leeren Feld" },
    { keys: ["?"], does: "Diese Liste" },
  ],
};
