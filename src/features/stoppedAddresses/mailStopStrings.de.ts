import type { MailStopStrings } from "./mailStopStrings";

const REASONS: Record<string, string> = {
  bounced: "Die Adresse nimmt keine E-Mails an",
  complained: "Unsere E-Mail wurde als Spam gemeldet",
  suppressed: "Der E-Mail-Anbieter lehnt die Adresse ab",
};

export const mailStopStrings: MailStopStrings = {
  title: "Unzustellbare Adressen",
  hint: "Diese Personen bekommen keine E-Mails mehr, seit eine zurückkam oder als Spam gemeldet wurde. In der App sehen sie weiterhin alles.",
  none: "E-Mails erreichen alle.",
  tag: "E-Mail gestoppt",
  why: (delivery, reason) =>
    `${REASONS[delivery] ?? delivery}${reason === null ? "" : `: ${reason}`}`,
  since: (time) => `seit ${time}`,
  retry: "Noch einmal versuchen",
  retryFor: (name) => `E-Mail an ${name} noch einmal versuchen`,
  retryTitle: (name) => `Wieder E-Mails an ${name} senden?`,
  retryBody: (email) =>
    `E-Mails gehen wieder an ${email}, beginnend mit dem, was noch ungelesen ist. Falls Ihr E-Mail-Anbieter die Adresse auf einer eigenen Liste führt, nehmen Sie sie auch dort heraus.`,
  retried: (email) => `E-Mails gehen wieder an ${email}.`,
  more: "Mehr zeigen",
};
