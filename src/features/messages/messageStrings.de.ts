import { isOne, plural } from "../../lib/plural";
import type { MessageStrings } from "./messageStrings";

const MAYBE_MAILED =
  "Sie wurde vielleicht schon per E-Mail gesendet; was in einem Postfach liegt, bleibt dort.";

export const messages: MessageStrings = {
  messageStrings: {
    list: (roomName) => `Nachrichten in ${roomName}`,
    keysHint:
      "Mit den Pfeiltasten gehen Sie von Nachricht zu Nachricht, Eingabe öffnet ihr Menü, Entf löscht sie, Esc führt zurück zum Schreiben.",
    you: "Sie",
    team: "Team",
    rowLabel: (author, time) => `${author}, ${time}`,
    viaEmail: "per E-Mail",
    viaEmailAccepted: (name) => `per E-Mail, angenommen von ${name}`,
    viaEmailHint: "Als Antwort auf eine E-Mail geschrieben",
    copied: (addresses) => `Ging per E-Mail auch an ${addresses.join(", ")}, nicht in diesem Raum.`,
    copiedHint:
      "Eine Kopie gibt niemandem einen Platz: Was Sie hier antworten, kommt dort nicht an.",
    showRest: "Rest der E-Mail zeigen",
    hideRest: "Rest ausblenden",
    restLoading: "Rest der E-Mail wird geladen …",
    restNone: "Mehr steht nicht darin.",
    restNote:
      "Nur wer sie geschrieben hat und das Team können diesen Teil öffnen: zitierter Text und Signatur.",
    showMore: "Mehr zeigen",
    showLess: "Weniger zeigen",
    deleted: "Nachricht gelöscht",
    deletedBy: (name) => `${name} hat diese Nachricht gelöscht`,
    newMessages: (count) => plural(count, "neue Nachricht", "neue Nachrichten"),
    unreadAbove: (count, since) =>
      since === null ? `${count} ungelesen` : `${count} ungelesen seit ${since}`,
    markRead: "Als gelesen markieren",
    jumpToLatest: "Zur neuesten Nachricht springen",
    newBelow: (count) => `${count} neu`,
    start: "Beginn der Unterhaltung",
    removedBefore: (date) =>
      `Nachrichten von vor dem ${date} wurden nach der Aufbewahrungsregel der Firma entfernt`,
    createdBy: (name, date) => `Erstellt von ${name} am ${date}`,
    emptyTitle: "Noch keine Nachrichten",
    emptyHint: "Schreiben Sie die erste Nachricht.",
    emptyReadOnly: "Hier wurde nichts geschrieben.",
    loadingOlder: "Ältere Nachrichten werden geladen",
    announceNote: (author) => `Neue Notiz von ${author}`,
    announceOne: (author) => `Neue Nachricht von ${author}`,
    announceMany: (count) => `${count} neue Nachrichten`,
    pane: (roomName) => `Raum ${roomName}`,
    kinds: {
      client: "Kundenraum",
      internal: "Interner Raum, nur Team",
      announcement: "Ankündigungen",
    },
    archived: "Archiviert",
    readOnly: "Nur lesen",
    participants: (count) => plural(count, "Teilnehmer", "Teilnehmer"),
  },
  deleteStrings: {
    action: (message) => `Nachricht von ${message} löschen`,
    tooltip: "Löschen",
    title: "Diese Nachricht für alle löschen?",
    body: "Sie ist sofort weg und lässt sich nicht zurückholen.",
    maybeMailed: MAYBE_MAILED,
    mailed: (people, isAll) => {
      if (people === 0) return isAll ? "Niemand hat sie per E-Mail bekommen." : MAYBE_MAILED;
      const count = `${isAll ? "" : "mindestens "}${plural(people, "Person", "Personen")}`;
      return `Sie ging schon per E-Mail an ${count} und bleibt in ${isOne(people) ? "deren Postfach" : "deren Postfächern"}.`;
    },
    confirm: "Nachricht löschen",
  },
  sendStrings: {
    askToConfirm: "Leser um Bestätigung bitten",
    placeholder: "Nachricht schreiben",
    label: (roomName) => `Nachricht an ${roomName}`,
    sending: "Wird gesendet",
    sent: "Gesendet",
    notSent: "Nicht gesendet",
    retry: "Wiederholen",
    edit: "Bearbeiten",
    discard: "Löschen",
    copy: "Text kopieren",
    copied: "Kopiert",
    tooLong: (over) => `${plural(over, "Zeichen", "Zeichen")} zu viel`,
    left: (left) => `noch ${plural(left, "Zeichen", "Zeichen")}`,
    enterSends: "Eingabe sendet, Umschalt+Eingabe beginnt eine neue Zeile",
    ctrlEnterSends: "Strg+Eingabe sendet, Eingabe beginnt eine neue Zeile",
    keptDraft: "Ihr Entwurf bleibt auf diesem Gerät erhalten:",
    archived: "Dieser Raum ist archiviert. Hier kann nichts Neues geschrieben werden.",
    onlyTeam: (firm) => `Hier kann nur das Team von ${firm} schreiben.`,
    cannotPost: "In diesem Raum können Sie nicht schreiben.",
    lostTitle: "Dieser Raum steht Ihnen nicht mehr offen",
    lostBody: "Sie wurden daraus entfernt, oder es gibt ihn nicht.",
    lostUnsent: "Diese Nachrichten wurden nicht gesendet:",
  },
  sendLabels: {
    asClient: "Senden",
    client: "An Kunden",
    internal: "Ans Team",
    announcement: "An alle hier",
  },
  audienceLines: {
    client: "Für den Kunden sichtbar",
    clients: (count) => `Für den Kunden sichtbar (${count} Personen)`,
    clientMissing: "Noch ist kein Kunde in diesem Raum",
    internal: "Nur intern – Kunden sehen diesen Raum nicht",
    announcement: (count) =>
      count === 0
        ? "Für jeden Kunden in diesem Raum sichtbar"
        : `Für jeden Kunden in diesem Raum sichtbar (${count})`,
  },
  sendFailures: {
    STALE: "Vor mehr als einem Tag geschrieben und seither nicht gesendet.",
    UNAUTHENTICATED: "Ihre Anmeldung ist abgelaufen.",
    UNKNOWN: "Unterwegs ist etwas schiefgegangen.",
    NOT_FOUND: "Sie haben keinen Zugang mehr zu diesem Raum.",
    FORBIDDEN: "In diesem Raum können Sie nicht schreiben.",
    ROOM_ARCHIVED: "Dieser Raum wurde archiviert.",
    SUSPENDED: "Ihr Konto wurde gesperrt.",
    NOT_ACTIVATED: "Ihr Konto ist nicht aktiviert.",
    MESSAGE_EMPTY: "Es steht nichts Lesbares darin.",
    MESSAGE_TOO_LONG: "Sie hat mehr als 10.000 Zeichen.",
    TOO_MANY_FILES: "Sie hat mehr als 10 Dateien.",
    FILE_TOO_LARGE: "Eine Datei ist größer als 20 MB.",
    FILE_EMPTY: "Eine Datei ist leer.",
    STORAGE_LIMIT: "Für Ihre Dateien ist kein Platz mehr. Wenden Sie sich an das Team.",
    FILE_MISSING: "Eine Datei kam nicht vollständig an.",
    FILES_LOST:
      "Dieses Gerät hat die Dateien beim Neuladen nicht behalten. Wählen Sie sie noch einmal aus.",
    INVALID_TEXT: "Sie enthält Zeichen, die sich nicht senden lassen.",
  },
};
