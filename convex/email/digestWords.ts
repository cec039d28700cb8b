/** What a digest says around the messages, in each language. */
import type { Language } from "../validators";

export type DigestWords = {
  /** For Intl. */
  locale: string;
  title: (roomName: string) => string;
  earlier: (count: number, isAtLeast: boolean) => string;
  reply: string;
  noReply: string;
  byEmail: string;
  pleaseConfirm: string;
  openRoom: string;
  why: (firmName: string) => string;
  muteRoom: string;
  muteAll: string;
};

export const DIGEST_WORDS: Record<Language, DigestWords> = {
  en: {
    locale: "en-GB",
    title: (roomName) => `New messages in ${roomName}`,
    earlier: (count, isAtLeast) => {
      const noun = count === 1 && !isAtLeast ? "message" : "messages";
      return `… and ${isAtLeast ? "more than " : ""}${count} earlier unread ${noun}`;
    },
    reply: "Just reply to this email: your answer is posted in the room.",
    noReply: "This room is for reading only; replies to this email are not posted.",
    byEmail: "by email",
    pleaseConfirm: "Please confirm that you have read this",
    openRoom: "Open the room",
    why: (firmName) => `${firmName} sends this because you have unread messages.`,
    muteRoom: "Mute this room",
    muteAll: "Mute all email",
  },
  de: {
    locale: "de-DE",
    title: (roomName) => `Neue Nachrichten in ${roomName}`,
    earlier: (count, isAtLeast) => {
      const one = count === 1 && !isAtLeast;
      const number = `${isAtLeast ? "mehr als " : ""}${count}`;
      return `… und ${number} ältere ungelesene ${one ? "Nachricht" : "Nachrichten"}`;
    },
    reply: "Antworten Sie einfach auf diese E-Mail: Ihre Antwort erscheint im Raum.",
    noReply:
      "Dieser Raum ist nur zum Lesen; Antworten auf diese E-Mail werden nicht veröffentlicht.",
    byEmail: "per E-Mail",
    pleaseConfirm: "Bitte bestätigen Sie, dass Sie dies gelesen haben",
    openRoom: "Raum öffnen",
    why: (firmName) => `${firmName} sendet dies, weil Sie ungelesene Nachrichten haben.`,
    muteRoom: "Diesen Raum stummschalten",
    muteAll: "Alle E-Mails abschalten",
  },
};
