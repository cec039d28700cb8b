import { plural } from "../../lib/plural";
import type { WaitingStrings } from "./waitingStrings";

export const waitingStrings: WaitingStrings = {
  title: "Wartet auf uns",
  none: "Niemand wartet auf eine Antwort.",
  partial: "Es gibt noch mehr; diese warten am längsten.",
  underMinute: "unter einer Minute",
  reply: "Erste Antwort",
  replyHint: (replies) =>
    `Median über ${plural(replies, "letzte erste Antwort", "letzte erste Antworten")} in Ihren Räumen, gezählt in den Antwortzeiten der Firma.`,
  turn: { us: "Wartet auf uns", client: "Wartet auf den Kunden", done: "Erledigt" },
  change: (turn) => `${turn}. Ändern, wer am Zug ist`,
  menuHint: "Bis zur nächsten Nachricht",
  minutes: (count) => `${count} Min.`,
  hours: (count, minutes) => (minutes === 0 ? `${count} Std.` : `${count} Std. ${minutes} Min.`),
  since: (time) => `seit ${time}`,
  days: (count) => plural(count, "Tag", "Tage"),
};
