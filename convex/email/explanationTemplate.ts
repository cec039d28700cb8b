/** The email that tells a person why their reply was not posted, in their language. */
import type { Language } from "../validators";
import { emailPage } from "./emailPage";
import { escapeHtml, headerText } from "./escape";

/** Why a reply of somebody known was not posted. Other reasons are never explained by email. */
export type Explained =
  | "NOT_A_PARTICIPANT"
  | "ROOM_ARCHIVED"
  | "READ_ONLY_ROOM"
  | "EMPTY"
  | "TOO_LONG";

type Words = {
  heading: string;
  /** The subject of their own email, quoted: it names no room that they can no longer see. */
  lead: (subject: string) => string;
  why: Record<Explained, string>;
  open: string;
  openRoom: string;
  automatic: (firmName: string) => string;
};

const WORDS: Record<Language, Words> = {
  en: {
    heading: "Your reply was not posted",
    lead: (subject) => `Your email “${subject}” has arrived, but it could not be posted.`,
    why: {
      NOT_A_PARTICIPANT:
        "You are not in that room any more, so answers to its emails are no longer taken. Please write to your contact directly.",
      ROOM_ARCHIVED:
        "The room has been archived since. You can still read it, but nothing new can be written there.",
      READ_ONLY_ROOM:
        "That room is for announcements: you can read it, but only the team writes there.",
      EMPTY:
        "We found no text of your own in it, only what was quoted. The team has been asked to look at it; or simply write again, above the quoted text.",
      TOO_LONG:
        "It is longer than the 10,000 characters that a message can hold. Please shorten it, or send the long part as a file.",
    },
    open: "Open the portal",
    openRoom: "Open the room",
    automatic: (firmName) =>
      `${firmName} sends this automatically, at most once a day. Please do not answer it.`,
  },
  de: {
    heading: "Ihre Antwort wurde nicht veröffentlicht",
    lead: (subject) =>
      `Ihre E-Mail „${subject}“ ist angekommen, konnte aber nicht veröffentlicht werden.`,
    why: {
      NOT_A_PARTICIPANT:
        "Sie sind nicht mehr in diesem Raum, deshalb werden Antworten auf dessen E-Mails nicht mehr angenommen. Bitte schreiben Sie Ihrer Kontaktperson direkt.",
      ROOM_ARCHIVED:
        "Der Raum wurde inzwischen archiviert. Sie können ihn noch lesen, aber nichts Neues darin schreiben.",
      READ_ONLY_ROOM:
        "Dieser Raum ist für Ankündigungen: Sie können ihn lesen, aber nur das Team schreibt dort.",
      EMPTY:
        "Wir haben darin keinen eigenen Text gefunden, nur Zitiertes. Das Team wurde gebeten, nachzusehen; oder schreiben Sie einfach noch einmal, über dem zitierten Text.",
      TOO_LONG:
        "Sie ist länger als die 10.000 Zeichen, die eine Nachricht fasst. Bitte kürzen Sie sie oder senden Sie den langen Teil als Datei.",
    },
    open: "Portal öffnen",
    openRoom: "Raum öffnen",
    automatic: (firmName) =>
      `${firmName} sendet dies automatisch, höchstens einmal am Tag. Bitte antworten Sie nicht darauf.`,
  },
};

export type ExplanationContent = {
  language: Language;
  firmName: string;
  /** "#rrggbb" */
  accentColor: string;
  /** Of the email that is answered. */
  subject: string;
  reason: Explained;
  /** Null for somebody who may no longer open the room. */
  roomUrl: string | null;
  portalUrl: string;
};

const REPLY_PREFIX = /^(\s*(re|aw|sv|antw)\s*:)+\s*/i;

/** Subject (that of the answered email, so that both stand in one thread), HTML and plain text. */
export function renderExplanation(content: ExplanationContent): {
  subject: string;
  html: string;
  text: string;
} {
  const { language, firmName, reason, roomUrl, portalUrl } = content;
  const words = WORDS[language];
  const theirs = headerText(content.subject.replace(REPLY_PREFIX, "")) || "–";
  const lead = words.lead(theirs);
  const why = words.why[reason];
  const [label, url] = roomUrl === null ? [words.open, portalUrl] : [words.openRoom, roomUrl];
  const paragraph = (text: string) =>
    `<p style="font-size:15px;line-height:22px;margin:0 0 10px">${escapeHtml(text)}</p>`;
  return {
    subject: `Re: ${theirs}`,
    html: emailPage({
      language,
      title: words.heading,
      firmName,
      accentColor: content.accentColor,
      heading: words.heading,
      body: paragraph(lead) + paragraph(why),
      button: { label, url },
      hint: words.automatic(firmName),
      footer: "",
    }),
    text: `${words.heading}\n\n${lead}\n${why}\n\n${label}: ${url}\n\n${words.automatic(firmName)}\n`,
  };
}
