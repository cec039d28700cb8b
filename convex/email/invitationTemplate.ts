/** The invitation as an email. Its link opens a page; only the button there accepts anything. */
import type { Language } from "../validators";
import { emailPage } from "./emailPage";
import { escapeHtml, headerText } from "./escape";

type Words = {
  subject: (firmName: string) => string;
  hello: (name: string) => string;
  toTeam: (inviter: string, firmName: string) => string;
  toPortal: (inviter: string, firmName: string, portalName: string) => string;
  open: string;
  until: (days: number) => string;
};

const WORDS: Record<Language, Words> = {
  en: {
    subject: (firmName) => `${firmName} invites you`,
    hello: (name) => `Hello ${name}`,
    toTeam: (inviter, firmName) => `${inviter} invites you to join the team of ${firmName}.`,
    toPortal: (inviter, firmName, portalName) =>
      `${inviter} invites you to the client portal of ${firmName}, for ${portalName}.`,
    open: "See the invitation",
    until: (days) =>
      `The invitation is valid for ${days} days and for this address only. If you did not expect it, leave it.`,
  },
  de: {
    subject: (firmName) => `Einladung von ${firmName}`,
    hello: (name) => `Guten Tag ${name}`,
    toTeam: (inviter, firmName) => `${inviter} lädt Sie in das Team von ${firmName} ein.`,
    toPortal: (inviter, firmName, portalName) =>
      `${inviter} lädt Sie in das Kundenportal von ${firmName} ein, für ${portalName}.`,
    open: "Einladung ansehen",
    until: (days) =>
      `Die Einladung gilt ${days} Tage und nur für diese Adresse. Falls Sie sie nicht erwartet haben, lassen Sie sie einfach liegen.`,
  },
};

export type InvitationContent = {
  language: Language;
  firmName: string;
  /** "#rrggbb" */
  accentColor: string;
  inviterName: string;
  inviteeName: string;
  /** The portal's name; null for a colleague who joins the team. */
  portalName: string | null;
  acceptUrl: string;
  daysValid: number;
};

/** Subject, HTML and plain text. */
export function renderInvitation(content: InvitationContent): {
  subject: string;
  html: string;
  text: string;
} {
  const { firmName, inviterName, inviteeName, portalName, acceptUrl, daysValid } = content;
  const words = WORDS[content.language];
  const what =
    portalName === null
      ? words.toTeam(inviterName, firmName)
      : words.toPortal(inviterName, firmName, portalName);
  const until = words.until(daysValid);
  const subject = words.subject(headerText(firmName));
  const hello = words.hello(inviteeName);
  const html = emailPage({
    language: content.language,
    title: subject,
    firmName,
    accentColor: content.accentColor,
    heading: hello,
    body: `<p style="font-size:15px;line-height:22px;margin:0">${escapeHtml(what)}</p>`,
    button: { label: words.open, url: acceptUrl },
    hint: until,
    footer: "",
  });
  const text = `${hello},\n\n${what}\n\n${words.open}: ${acceptUrl}\n\n${until}\n`;
  return { subject, html, text };
}
