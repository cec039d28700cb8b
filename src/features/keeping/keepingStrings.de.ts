import { plural } from "../../lib/plural";
import type { KeepingStrings } from "./keepingStrings";

const months = (count: number) =>
  count % 12 === 0 ? plural(count / 12, "Jahr", "Jahre") : plural(count, "Monat", "Monate");

export const keepingStrings: KeepingStrings = {
  title: "Wie lange Nachrichten aufbewahrt werden",
  hint: "Ältere Nachrichten und Notizen werden jede Nacht mit ihren Dateien entfernt, ebenso, was in E-Mails stand. Niemand kann sie zurückholen.",
  keep: "Nachrichten aufbewahren",
  forEver: "Für immer",
  months,
  change: "Ändern …",
  running: "Gerade werden alte Nachrichten entfernt.",
  lastRun: (date, { messages, rooms, notes }) =>
    `Letzter Lauf am ${date}: ${plural(messages, "Nachricht", "Nachrichten")} in ${plural(rooms, "Raum", "Räumen")} und ${plural(notes, "Notiz", "Notizen")} entfernt.`,
  setTitle: (count) => `Nachrichten nur ${months(count)} lang aufbewahren?`,
  setBody:
    "Ab der kommenden Nacht werden ältere Nachrichten und Notizen in jedem Raum und für alle entfernt: Texte, Dateien, Reaktionen, Angeheftetes, Lesebestätigungen und was in E-Mails stand. Das lässt sich nicht rückgängig machen. Bis dahin können Sie es zurückstellen. Sicherungen behalten, was sie enthalten.",
  setConfirm: "Ältere Nachrichten entfernen",
  preview: (messages, rooms) =>
    messages === 0
      ? "Zurzeit ist keine Nachricht so alt."
      : `Zurzeit sind das ${messages >= 100 ? "100 oder mehr Nachrichten" : plural(messages, "Nachricht", "Nachrichten")} in ${messages >= 100 ? "mindestens " : ""}${plural(rooms, "Raum", "Räumen")}.`,
  word: "entfernen",
  typeWord: (word) => `Zur Bestätigung „${word}“ eingeben`,
  stopTitle: "Nachrichten für immer aufbewahren?",
  stopBody: "Es wird nichts mehr entfernt. Was schon entfernt wurde, bleibt es.",
  stopConfirm: "Für immer aufbewahren",
  former: { client: "Ehemaliger Ansprechpartner", staff: "Ehemaliges Teammitglied" },
  erase: "Löschen …",
  eraseFor: (name) => `${name} löschen`,
  eraseTitle: (name) => `${name} endgültig löschen?`,
  eraseBody: (_former) =>
    "Der Zugang endet sofort. Name, Adresse, Bild, Einstellungen, Lesestand, Reaktionen, Einladungen und E-Mails der Person werden entfernt; wo sie geschrieben hat, steht ein neutraler Name. Das lässt sich nicht rückgängig machen.",
  eraseMessages: "Die Nachrichten der Person",
  keepMessages: (_former) => "Bleiben, unter dem neutralen Namen",
  deleteMessages: "Werden mit ihren Dateien gelöscht",
  eraseLimits:
    "Was andere über die Person geschrieben haben, Namen von Räumen und Dateien bleiben, wie sie sind: Sehen Sie diese selbst durch. Sicherungen enthalten die Person, bis Sie sie löschen.",
  typeName: (name) => `Zur Bestätigung „${name}“ eingeben`,
  eraseConfirm: "Endgültig löschen",
  successor: "Wer übernimmt die Räume, die die Person erstellt hat?",
  erasures: "Gelöschte Personen",
  erasuresHint: "Wessen Daten entfernt wurden, steht hier ohne Namen.",
  erasing: (percent) => `Wird gelöscht, ${percent} %`,
  erased: (withMessages) =>
    withMessages ? "Gelöscht, mit allen Nachrichten" : "Gelöscht, Nachrichten ohne Namen behalten",
};
