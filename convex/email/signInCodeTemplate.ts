/** The one-time code as an email. It stands in the text only: a subject shows on locked screens. */
import { emailPage } from "./emailPage";
import { escapeHtml, headerText } from "./escape";

export type SignInCodeContent = {
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
  const subject = `Your sign-in code for ${headerText(firmName)}`;
  const shown = `${code.slice(0, 4)} ${code.slice(4)}`;
  const lead = "Enter this code on the page where you asked for it:";
  const hint = `It is valid for ${minutesValid} minutes and works once. If you did not ask for it, leave it: without the code nobody gets in. Nobody of the team will ever ask you for it.`;
  const html = emailPage({
    language: "en",
    title: subject,
    firmName,
    accentColor: content.accentColor,
    heading: `Hello ${name}`,
    body:
      `<p style="font-size:15px;line-height:22px;margin:0">${escapeHtml(lead)}</p>` +
      `<p style="font-size:30px;line-height:38px;font-weight:700;letter-spacing:2px;margin:14px 0 0">${escapeHtml(shown)}</p>`,
    button: null,
    hint,
    footer: "",
  });
  const text = `Hello ${name},\n\n${lead}\n\n${shown}\n\n${hint}\n`;
  return { subject, html, text };
}
