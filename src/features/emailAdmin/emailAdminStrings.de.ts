import type { EmailAdminStrings } from "./emailAdminStrings";

const REASONS: Record<string, string> = {
  TOO_MANY: "eine von zu vielen in einer Stunde",
  OTHER_SENDER: "kommt nicht von der Adresse der Person",
  DMARC_FAILED: "die Absenderprüfung ist gescheitert",
  EMPTY: "kein eigener Text",
  NOT_ACTIVE: "das Konto ist nicht aktiv",
  NOT_A_PARTICIPANT: "nicht mehr im Raum",
  ROOM_ARCHIVED: "der Raum ist archiviert",
  READ_ONLY_ROOM: "dort schreibt nur das Team",
  TOO_LONG: "mehr als 10.000 Zeichen",
  UNKNOWN_ADDRESS: "diese Antwortadresse gibt es nicht",
  DUPLICATE: "kam ein zweites Mal",
  AUTOREPLY: "eine automatische Antwort",
  BOUNCE: "ein Zustellbericht",
  READRECEIPT: "eine Lesebestätigung",
  LIST: "von einer Mailingliste",
  LOOP: "unsere eigene E-Mail",
  FETCH_FAILED: "der Text ließ sich nicht abrufen",
};

export const emailAdminStrings: EmailAdminStrings = {
  title: "E-Mail",
  denied: "Nur Inhaber und Admins sehen diese Seite.",
  log: "Empfangene E-Mails",
  logHint:
    "E-Mails an eine Antwortadresse, und warum sie nicht veröffentlicht wurden. Ihren Text sieht nur das Team im Raum.",
  states: {
    held: "Zurückgehalten",
    refused: "Zurückgewiesen",
    ignored: "Übergangen",
    failed: "Gescheitert",
    rejected: "Abgelehnt",
    posted: "Veröffentlicht",
  },
  none: "Keine.",
  unknownSender: "unlesbarer Absender",
  noRoom: "kein Raum",
  why: (reason) => (reason === null ? "" : (REASONS[reason] ?? reason)),
  more: "Mehr zeigen",
};
