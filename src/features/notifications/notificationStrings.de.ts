import type { NotificationStrings } from "./notificationStrings";

export const notificationStrings: NotificationStrings = {
  title: "Benachrichtigungen am Bildschirm",
  menu: "Benachrichtigungen",
  hint: "Meldet neue Nachrichten, während dieser Tab im Hintergrund ist. Es gilt, was für den Raum eingestellt ist.",
  states: {
    on: "In diesem Browser an",
    off: "In diesem Browser aus",
    denied: "In diesem Browser gesperrt",
    unsupported: "Hier nicht möglich",
  },
  howToAllow:
    "Der Browser sperrt sie für diese Seite. Öffnen Sie neben der Adresse die Einstellungen der Seite, erlauben Sie Benachrichtigungen und laden Sie die Seite neu.",
  unsupported:
    "Dieser Browser zeigt keine Benachrichtigungen von Webseiten. Die Zahl am Symbol und die E-Mails sagen, was neu ist.",
  line: (author, text) => `${author}: ${text}`,
};
