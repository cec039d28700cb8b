/** The invitation as an email. Its link opens a page; only the button there accepts anything. */
import { emailPage } from "./emailPage";
import { escapeHtml, headerText } from "./escape";

export type InvitationContent = {
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
  const what =
    portalName === null
      ? `${inviterName} invites you to join the team of ${firmName}.`
      : `${inviterName} invites you to the client portal of ${firmName}, for ${portalName}.`;
  const until = `The invitation is valid for ${daysValid} days and for this address only. If you did not expect it, leave it.`;
  const subject = `${headerText(firmName)} invites you`;
  const html = emailPage({
    language: "en",
    title: subject,
    firmName,
    accentColor: content.accentColor,
    heading: `Hello ${inviteeName}`,
    body: `<p style="font-size:15px;line-height:22px;margin:0">${escapeHtml(what)}</p>`,
    button: { label: "See the invitation", url: acceptUrl },
    hint: until,
    footer: "",
  });
  const text = `Hello ${inviteeName},\n\n${what}\n\nSee the invitation: ${acceptUrl}\n\n${until}\n`;
  return { subject, html, text };
}
