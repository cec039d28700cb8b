/**
 * Writes an answer the way common mail programs do. The shapes (quote containers, intro lines,
 * separators) are those that the programs are known by, so that the app's reply parser meets here
 * what it meets in production.
 */
import { buildMime, buildReport, type MimeEmail } from "../mime.ts";
import { escapeHtml } from "../page/html.ts";
import { bareAddress } from "./parse.ts";
import {
  commonHeaders,
  htmlLines,
  originalHtml,
  originalText,
  quoteLines,
  replySubject,
  replyTarget,
  senderOf,
  threadHeaders,
  type Reply,
  type ReplyStyle,
} from "./reply.ts";

type Body = Pick<MimeEmail, "text" | "html">;

const BODIES: Record<
  Exclude<ReplyStyle, "forward" | "outOfOffice" | "bounce">,
  (reply: Reply) => Body
> = { gmail, outlook, iphone, bottomPost, plain: ({ text }) => ({ text }) };

/** The whole email as bytes. */
export function writeReply(reply: Reply): Buffer {
  if (reply.style === "bounce") return bounce(reply);
  if (reply.style === "outOfOffice") return outOfOffice(reply);
  if (reply.style === "forward") return forward(reply);
  const subject = replySubject(reply.original.subject);
  const headers = [...commonHeaders(reply, subject), ...threadHeaders(reply)];
  return buildMime({ headers, ...BODIES[reply.style](reply), files: reply.files });
}

function gmail({ original, text }: Reply): Body {
  const sender = senderOf(original);
  const intro = `On ${gmailDate(original.time)} ${sender.name} <${sender.address}> wrote:`;
  return {
    text: `${text}\n\n${intro}\n\n${quoteLines(originalText(original))}\n`,
    html:
      `<div dir="ltr">${htmlLines(text, (line) => `<div>${line}</div>`)}</div><br>` +
      `<div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">` +
      `${escapeHtml(intro)}<br></div><blockquote class="gmail_quote" ` +
      `style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex">` +
      `${originalHtml(original)}</blockquote></div>`,
  };
}

function outlook(reply: Reply): Body {
  const { original, text } = reply;
  const fields = [
    ["From", original.payload.from],
    ["Sent", outlookDate(original.time)],
    ["To", original.payload.to.join("; ")],
    ["Subject", original.subject],
  ] as const;
  const plainHead = fields.map(([name, value]) => `${name}: ${value}`).join("\n");
  const htmlHead = fields
    .map(([name, value]) => `<b>${name}:</b> ${escapeHtml(value)}`)
    .join("<br>\n");
  return {
    text: `${text}\n\n${plainHead}\n\n${originalText(original)}\n`,
    html:
      `<html xmlns:o="urn:schemas-microsoft-com:office:office"><body lang="EN-US">` +
      `<div class="WordSection1">` +
      htmlLines(text, (line) => `<p class="MsoNormal">${line}<o:p></o:p></p>`) +
      `<p class="MsoNormal"><o:p>&nbsp;</o:p></p><div><div style="border:none;` +
      `border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in"><p class="MsoNormal">` +
      `${htmlHead}<o:p></o:p></p></div></div>${originalHtml(original)}</div></body></html>`,
  };
}

function iphone({ original, text }: Reply): Body {
  const sender = senderOf(original);
  const intro = `On ${iphoneDate(original.time)}, ${sender.name} <${sender.address}> wrote:`;
  const quoted = quoteLines(`${intro}\n\n${originalText(original)}`);
  return {
    text: `${text}\n\nSent from my iPhone\n\n${quoted}\n`,
    html:
      `<html><body dir="auto">${htmlLines(text, (line) => `<div>${line}</div>`)}` +
      `<div dir="ltr"><br>Sent from my iPhone</div><div dir="ltr"><br>` +
      `<blockquote type="cite">${escapeHtml(intro)}<br><br></blockquote></div>` +
      `<blockquote type="cite"><div dir="ltr">${originalHtml(original)}</div></blockquote>` +
      `</body></html>`,
  };
}

function bottomPost({ original, text }: Reply): Body {
  const sender = senderOf(original);
  const intro = `On ${isoDate(original.time)}, ${sender.name} wrote:`;
  return { text: `${intro}\n${quoteLines(originalText(original))}\n\n${text}\n` };
}

/** To the reply address, as somebody does who wants the team to see another email. */
function forward(reply: Reply): Buffer {
  const { original, text } = reply;
  const head = [
    "---------- Forwarded message ---------",
    `From: ${original.payload.from}`,
    `Date: ${gmailDate(original.time)}`,
    `Subject: ${original.subject}`,
    `To: ${original.payload.to.join(", ")}`,
  ].join("\n");
  return buildMime({
    headers: [...commonHeaders(reply, `Fwd: ${original.subject}`), ...threadHeaders(reply)],
    text: `${text}\n\n${head}\n\n${originalText(original)}\n`,
    files: reply.files,
  });
}

/** RFC 3834: an automatic answer says so in Auto-Submitted. */
function outOfOffice(reply: Reply): Buffer {
  const headers: [string, string][] = [
    ...commonHeaders(reply, `Automatic reply: ${reply.original.subject}`),
    ...threadHeaders(reply),
    ["Auto-Submitted", "auto-replied"],
    ["X-Auto-Response-Suppress", "All"],
  ];
  return buildMime({ headers, text: reply.text || "I am out of the office until Monday." });
}

/** RFC 3464: a delivery status notification for the recipient of the original. */
function bounce(reply: Reply): Buffer {
  const recipient = bareAddress(reply.original.payload.to[0] ?? "");
  const domain = recipient.split("@")[1] ?? "mail.example";
  const from = `Mail Delivery Subsystem <mailer-daemon@${domain}>`;
  const headers: [string, string][] = [
    ["Return-Path", "<>"],
    ...commonHeaders({ ...reply, from, cc: [] }, "Delivery Status Notification (Failure)"),
    ...threadHeaders(reply),
    ["Auto-Submitted", "auto-replied"],
    ["X-Failed-Recipients", recipient],
  ];
  return buildReport(headers, "delivery-status", [
    {
      contentType: "text/plain",
      body: `Your message to ${recipient} could not be delivered: no such mailbox.\n`,
    },
    {
      contentType: "message/delivery-status",
      body: [
        `Reporting-MTA: dns; mx.${domain}`,
        "",
        `Final-Recipient: rfc822; ${recipient}`,
        "Action: failed",
        "Status: 5.1.1",
        "Diagnostic-Code: smtp; 550 5.1.1 no such user",
        "",
      ].join("\n"),
    },
    { contentType: "text/rfc822-headers", body: `To: ${replyTarget(reply.original)}\n` },
  ]);
}

function format(time: number, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat("en-US", { timeZone: "UTC", ...options }).format(time);
}

function gmailDate(time: number): string {
  const day = format(time, { weekday: "short", month: "short", day: "numeric", year: "numeric" });
  return `${day} at ${format(time, { hour: "numeric", minute: "2-digit" })}`;
}

function outlookDate(time: number): string {
  const day = format(time, { weekday: "long", month: "long", day: "numeric", year: "numeric" });
  return `${day} ${format(time, { hour: "numeric", minute: "2-digit" })}`;
}

function iphoneDate(time: number): string {
  const day = format(time, { month: "short", day: "numeric", year: "numeric" });
  return `${day}, at ${format(time, { hour: "numeric", minute: "2-digit" })}`;
}

function isoDate(time: number): string {
  return new Date(time).toISOString().slice(0, 16).replace("T", " ");
}
