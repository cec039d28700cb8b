import type { ProfileStrings } from "./profileStrings";

export const profileStrings: ProfileStrings = {
  title: "Mein Profil",
  name: "Name",
  nameMissing: "Schreiben Sie Ihren Namen.",
  email: "E-Mail",
  company: "Firma",
  role: "Rolle",
  language: "Sprache",
  languageHint: "Sprache der App und Ihrer E-Mails.",
  timeZone: "Zeitzone",
  timeZoneHint: "Zeiten in der App und in E-Mails gelten in dieser Zone.",
  notifications: "E-Mail",
  muteAll: "Alle E-Mails abschalten",
  muteAllHint:
    "Normalerweise bekommen Sie je Raum eine E-Mail mit dem, was Sie nicht gelesen haben, höchstens alle 30 Minuten. Abgeschaltet kommt keine. Beim Wiedereinschalten wird nichts nachgesendet.",
  perRoom: "Einen einzelnen Raum schalten Sie in dessen Menü stumm.",
  sendKey: "Nachrichten senden",
  enterSends: "Mit Eingabe",
  ctrlEnterSends: "Mit Strg+Eingabe",
  sendKeyHint: "Auf diesem Gerät. Umschalt+Eingabe beginnt immer eine neue Zeile.",
  appearance: "Darstellung",
};
