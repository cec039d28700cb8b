import type { MailStrings } from "./mailStrings";

export const mailStrings: MailStrings = {
  interval: "Wie oft",
  intervals: { "30min": "30 Minuten", "2h": "2 Stunden", daily: "Täglich" },
  intervalHint:
    "Jedes Mal höchstens eine E-Mail je Raum über das, was dann noch ungelesen ist. Durch das Warten geht nichts verloren.",
  hour: "Um",
  quiet: "Ruhezeit",
  quietHint: "Keine E-Mail zwischen diesen Stunden. Was inzwischen kommt, wird danach gesendet.",
  from: "Von",
  until: "Bis",
  days: "An diesen Tagen",
  dayNames: ["So", "Mo", "Di", "Mi", "Do", "Fr", "Sa"],
  daysMissing: "Wählen Sie mindestens einen Tag.",
  zone: (zone) => `Nach der Uhr in ${zone.replaceAll("_", " ")}.`,
  saved: "Gespeichert.",
};
