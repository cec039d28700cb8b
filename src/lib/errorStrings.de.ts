import type { ErrorStrings } from "./errorStrings";
import { plural } from "./plural";

export const errorStrings: ErrorStrings = {
  codes: {
    UNAUTHENTICATED: "Ihre Anmeldung ist abgelaufen. Melden Sie sich wieder an, um weiterzumachen.",
    NOT_ACTIVATED: "Dieses Konto ist noch nicht aktiviert.",
    SUSPENDED: "Dieses Konto wurde gesperrt.",
    NOT_FOUND: "Das gibt es nicht mehr, oder Sie haben keinen Zugang mehr dazu.",
    FORBIDDEN: "Das dürfen Sie nicht.",
    PARTICIPANT_NOT_ACTIVE:
      "Eine der ausgewählten Personen hat ihr Konto noch nicht aktiviert, oder es ist gesperrt.",
    INTERNAL_ONLY: "Kunden können nicht in einen internen Raum aufgenommen werden.",
    ROOM_ARCHIVED: "Dieser Raum ist archiviert. Holen Sie ihn zuerst aus dem Archiv.",
    NOTES_NOT_HERE: "Notizen gibt es nur in Kundenräumen.",
    MESSAGE_EMPTY: "Schreiben Sie zuerst etwas.",
    MESSAGE_TOO_LONG: "Diese Nachricht ist zu lang. Erlaubt sind 10.000 Zeichen.",
    FILE_TOO_LARGE: "Diese Datei ist zu groß.",
    FILE_EMPTY: "Diese Datei ist leer.",
    FILE_NOT_READY:
      "Eine Datei ist noch nicht vollständig angekommen. Versuchen Sie es gleich noch einmal.",
    TOO_MANY_FILES: "Eine Nachricht trägt höchstens 10 Dateien.",
    STORAGE_LIMIT: "Für Ihre Dateien ist kein Platz mehr. Wenden Sie sich an das Team.",
    PICTURE_NOT_VALID: "Nehmen Sie ein Bild im Format PNG, JPEG oder WebP.",
    INVALID_TEXT: "Dieser Text enthält Zeichen, die sich nicht speichern lassen.",
    INVALID_NAME: "Wählen Sie einen Namen mit 1 bis 120 Zeichen.",
    NAME_NOT_AVAILABLE: "Dieser Name ist nicht möglich. Wählen Sie einen anderen.",
    INVALID_ARGUMENT:
      "Etwas in diesem Formular stimmt nicht. Prüfen Sie es und versuchen Sie es noch einmal.",
    CREATOR_STAYS: "Wer einen Raum erstellt hat, kann nicht daraus entfernt werden.",
    SUCCESSOR_NOT_HERE:
      "Diese Person ist nicht im Raum. Wählen Sie jemanden aus dem Raum, oder nehmen Sie die Person zuerst auf.",
    PORTALS_MEET: "In diesem Raum würden sich Personen verschiedener Kundenfirmen begegnen.",
    LAST_OWNER: "Die Firma braucht einen Inhaber. Machen Sie zuerst jemand anderen dazu.",
    ALREADY_HERE: "Zu dieser Adresse gibt es hier schon ein Konto oder eine Einladung.",
    INVITATION_NOT_VALID: "Diese Einladung gilt nicht für Sie, oder sie gilt nicht mehr.",
    CODE_NOT_VALID:
      "Dieser Code ist falsch oder gilt nicht mehr. Prüfen Sie ihn, oder fordern Sie einen neuen an.",
    SET_UP_NOT_VALID: "Dieser Link zur Einrichtung gilt nicht mehr.",
    SIGN_IN_OFF: "Hier meldet man sich auf einem anderen Weg an.",
    INVALID_EMAIL: "Das ist keine passende E-Mail-Adresse.",
    ALREADY_SETTLED: "Über diese E-Mail hat schon jemand anders entschieden.",
    RATE_LIMITED: "Das war sehr viel auf einmal.",
  },
  tryAgainIn: (seconds) =>
    `Versuchen Sie es in ${plural(seconds, "Sekunde", "Sekunden")} noch einmal.`,
  unknownCode: "Das hat nicht geklappt. Versuchen Sie es gleich noch einmal.",
  ours: "Bei uns ist etwas schiefgegangen. Versuchen Sie es gleich noch einmal.",
};
