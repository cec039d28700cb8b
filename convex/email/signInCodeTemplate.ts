/** The one-time code as an email. It stands in the text only: a subject shows on locked screens. */
import type { Language } from "../validators";
import { emailPage } from "./emailPage";
import { escapeHtml, headerText } from "./escape";

type Words = {
  subject: (firmName: string) => string;
  hello: (name: string) => string;
  lead: string;
  hint: (minutes: number) => string;
};

const WORDS: Record<Language, Words> = {
  en: {
    subject: (firmName) => `Your sign-in code for ${firmName}`,
    hello: (name) => `Hello ${name}`,
    lead: "Enter this code on the page where you asked for it:",
    hint: (minutes) =>
      `It is valid for ${minutes} minutes and works once. If you did not ask for it, leave it: without the code nobody gets in. Nobody of the team will ever ask you for it.`,
  },
  de: {
    subject: (firmName) => `Ihr Anmeldecode für ${firmName}`,
    hello: (name) => `Guten Tag ${name}`,
    lead: "Geben Sie diesen Code auf der Seite ein, auf der Sie ihn angefordert haben:",
    hint: (minutes) =>
      `Er gilt ${minutes} Minuten und nur einmal. Falls Sie ihn nicht angefordert haben, lassen Sie ihn liegen: Ohne den Code kommt niemand hinein. Niemand aus dem Team wird Sie je danach fragen.`,
  },
};

export type SignInCodeContent = {
  language: Language;
  firmName: string;
  /** "#rrggbb" */
  accentColor: string;
  name: string;
  code: string;
  minutesValid: number;
};

/** Subject, HTML and plain text. */
export function renderSignInCode(content: SignInCodeContent): {
  subject: string;
  html: string;
  text: string;
} {
  const { firmName, name, code, minutesValid } = content;
  const words = WORDS[content.language];
  const subject = words.subject(headerText(firmName));
  const hello = words.hello(name);
  const shown = `${code.slice(0, 4)} ${code.slice(4)}`;
  const { lead } = words;
  const hint = words.hint(minutesValid);
  const html = emailPage({
    language: content.language,
    title: subject,
    firmName,
    accentColor: content.accentColor,
    heading: hello,
    body:
      `<p style="font-size:15px;line-height:22px;margin:0">${escapeHtml(lead)}</p>` +
      `<p style="font-size:30px;line-height:38px;font-weight:700;letter-spacing:2px;margin:14px 0 0">${escapeHtml(shown)}</p>`,
    button: null,
    hint,
    footer: "",
  });
  const text = `${hello},\n\n${lead}\n\n${shown}\n\n${hint}\n`;
  return { subject, html, text };
}
