import type { NotifyStrings } from "./notifyStrings";

export const notifyStrings: NotifyStrings = {
  tab: "Meldungen",
  label: "Benachrichtigung",
  levels: {
    all: { name: "Alle Nachrichten", hint: "Ungelesene Nachrichten kommen per E-Mail." },
    mentions: {
      name: "Nur Erwähnungen",
      hint: "Nur Nachrichten, die Sie erwähnen, kommen per E-Mail.",
    },
    off: { name: "Stumm", hint: "Keine E-Mail und keine Zahl, nur ein grauer Punkt." },
  },
  untilMorning: { name: "Stumm bis morgen", hint: "Bis 8:00 Uhr in Ihrer Zeitzone." },
  until: (time) => `Stumm bis ${time}`,
  offHint: "Über diesen Raum bekommen Sie keine E-Mails.",
};
