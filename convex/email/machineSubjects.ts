/** Subjects by which machines that set no proper header can still be known. */

/** Beginnings of the subjects that out-of-office programs write, in lower case. */
const AUTO_REPLY_BEGINNINGS = [
  "auto:",
  "auto response",
  "auto-response",
  "autoreply",
  "auto-reply:",
  "auto reply:",
  "automatic reply",
  "automatische antwort",
  "automatisch antwoord",
  "automatisk svar",
  "autosvar",
  "automaattinen vastaus",
  "abwesenheitsnotiz",
  "abwesenheitsmeldung",
  "out of office",
  "fuori sede",
  "risposta automatica",
  "risposta non al computer",
  "réponse automatique",
  "respuesta automática",
  "resposta automática",
  "odpowiedź automatyczna",
  "frånvaro",
  "автоматический ответ",
  "автоответ",
  "自動返信",
  "自动回复",
  "自動回覆",
  "不在",
] as const;

/** Beginnings of the subjects of delivery failures, in lower case. */
const BOUNCE_BEGINNINGS = [
  "undeliver",
  "delivery status notification",
  "delivery failure",
  "delivery has failed",
  "delivery notification",
  "mail delivery failed",
  "mail delivery failure",
  "mail delivery system",
  "mail system error",
  "message not delivered",
  "returned mail",
  "failure notice",
  "failed delivery",
  "warning: could not send message",
  "warning: message",
  "unzustellbar",
  "non remis",
  "non recapitabile",
  "mancato recapito",
  "no se puede entregar",
  "não é possível entregar",
  "onbestelbaar",
  "kan niet worden bezorgd",
  "ikke leveret",
  "kunde inte leverera",
  "недоставлен",
] as const;

/** Longer than every beginning; a whole subject of combining marks would take minutes to normalise. */
const MAX_BEGINNING_CHARACTERS = 80;

/**
 * Matches the beginning of a subject only: a person's answer starts with "Re:" or its like, and the
 * words may stand in a room's name further on.
 *
 * @returns what the subject gives away, or null.
 */
export function machineSubject(subject: string): "autoReply" | "bounce" | null {
  const start = subject.trim().slice(0, MAX_BEGINNING_CHARACTERS).normalize("NFC").toLowerCase();
  if (AUTO_REPLY_BEGINNINGS.some((beginning) => start.startsWith(beginning))) return "autoReply";
  if (BOUNCE_BEGINNINGS.some((beginning) => start.startsWith(beginning))) return "bounce";
  return null;
}
