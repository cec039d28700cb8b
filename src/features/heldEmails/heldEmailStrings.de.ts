import { plural } from "../../lib/plural";
import type { HeldEmailStrings } from "./heldEmailStrings";

const REASONS: Record<string, string> = {
  TOO_MANY: "Zu viele",
  OTHER_SENDER: "Anderer Absender",
  DMARC_FAILED: "Absenderprüfung gescheitert",
  EMPTY: "Kein eigener Text",
};

const REASON_SENTENCES: Record<string, (person: string) => string> = {
  TOO_MANY: (person) =>
    `Von ${person} kamen in einer Stunde mehr Antworten, als Menschen schreiben: Vielleicht antwortet das E-Mail-Programm von selbst.`,
  OTHER_SENDER: (person) =>
    `Sie antwortet auf eine E-Mail an ${person}, kommt aber von einer anderen Adresse.`,
  DMARC_FAILED: (person) =>
    `Sie gibt an, von ${person} zu sein, aber der E-Mail-Anbieter dieser Adresse bestreitet das.`,
  EMPTY: () =>
    "Sie enthält nur zitierten Text. Der Absender wurde gebeten, noch einmal zu schreiben.",
};

const METHODS = { spf: "SPF", dkim: "DKIM", dmarc: "DMARC" };
const VERDICTS = { pass: "bestanden", fail: "gescheitert", absent: "nicht geprüft" };

export const heldEmailStrings: HeldEmailStrings = {
  title: "Zurückgehaltene E-Mails",
  lead: "Antworten per E-Mail, die nicht auf dem üblichen Weg kamen. Nichts davon steht in einem Raum, bevor jemand sie annimmt.",
  empty: "Nichts wartet",
  emptyBody: "E-Mails, die Ihre Entscheidung brauchen, erscheinen hier und in der Leiste am Rand.",
  waiting: (count) => plural(count, "E-Mail wartet", "E-Mails warten"),
  more: "Mehr zeigen",
  unknownSender: "Unlesbarer Absender",
  noSubject: "Kein Betreff",
  to: (room, person) => `für ${room}, als ${person}`,
  read: "Lesen",
  readFrom: (from) => `E-Mail von ${from} lesen`,
  hide: "Zuklappen",
  hideFrom: (from) => `E-Mail von ${from} zuklappen`,
  loading: "E-Mail wird geladen …",
  settled: "Über diese E-Mail hat schon jemand entschieden.",
  noText: "Außer dem zitierten Teil unten enthält sie keinen Text.",
  filesWarning:
    "Dateien eines unbekannten Absenders: Öffnen Sie sie mit Vorsicht. Sie kommen in den Raum, wenn Sie die E-Mail annehmen, und verschwinden nach 30 Tagen oder wenn Sie sie ablehnen.",
  rest: "Abgetrennt: zitierter Text und Signatur",
  reason: (reason) => REASONS[reason] ?? reason,
  reasonSentence: (reason, person) => REASON_SENTENCES[reason]?.(person) ?? reason,
  check: (method, verdict) => `${METHODS[method]} ${VERDICTS[verdict]}`,
  checks: "Absenderprüfungen",
  accept: "Annehmen …",
  remember: "Annehmen und Adresse merken …",
  reject: "Ablehnen …",
  acceptTitle: (person) => `Als Nachricht von ${person} veröffentlichen?`,
  acceptBody: (room, person) =>
    `Alle in ${room} lesen sie als eigene Worte von ${person}. Absenderadressen lassen sich fälschen: Nehmen Sie sie nur an, wenn Sie sicher sind, wer sie geschrieben hat.`,
  rememberBody: (from, person) =>
    `Von nun an erscheinen Antworten von ${from} ohne Rückfrage als die von ${person}. Die Adresse gilt nur für Antworten; anmelden kann sich damit niemand.`,
  acceptSubmit: "Annehmen",
  rememberSubmit: "Annehmen und merken",
  rejectTitle: "Diese E-Mail ablehnen?",
  rejectBody:
    "Sie wird nicht veröffentlicht, Text und Dateien werden gelöscht. Der Absender erfährt nichts.",
  rejectSubmit: "Ablehnen",
  accepted: (person, room) => `In ${room} als Nachricht von ${person} veröffentlicht.`,
  rejected: "Abgelehnt. Nichts wurde veröffentlicht.",
  goToRoom: "Raum öffnen",
};
