/**
 * The frame that every email of the firm shares: tables and inline styles because that is what mail
 * programs understand, no remote images, no scripts, readable in the dark.
 */
import type { Language } from "../validators";
import { escapeHtml, readableOn } from "./escape";

const STYLE = `body{margin:0;background:#f4f5f7}.card{background:#ffffff;color:#1a1d21}
.quiet{color:#5f6672}.entry{border-color:#e3e6ea}.card a.plain{color:#1f58a8}
@media (prefers-color-scheme:dark){body,.page{background:#15171a!important}
.card{background:#1f2226!important;color:#eceef1!important}.quiet{color:#a5acb8!important}
.entry{border-color:#363b42!important}.card a.plain{color:#9ec5ff!important}}`;

const FONT =
  "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

/** One long word must not make a phone's reader scroll sideways; each of the two is known somewhere. */
const WRAP = "word-break:break-word;overflow-wrap:anywhere";

/** Attributes of small grey text. */
export const QUIET = 'class="quiet" style="color:#5f6672;font-size:12px;line-height:18px"';

export type EmailPage = {
  language: Language;
  title: string;
  firmName: string;
  /** "#rrggbb" */
  accentColor: string;
  heading: string;
  /** HTML whose text is escaped already. */
  body: string;
  button: { label: string; url: string } | null;
  hint: string;
  /** HTML whose text is escaped already. */
  footer: string;
};

/** The whole document. */
export function emailPage(page: EmailPage): string {
  const { accentColor } = page;
  const onAccent = readableOn(accentColor);
  const title = escapeHtml(page.title);
  return `<!doctype html>
<html lang="${page.language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
<title>${title}</title><style>${STYLE}</style></head>
<body style="margin:0;background:#f4f5f7">
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" style="background:#f4f5f7;${FONT};${WRAP}">
<tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px">
<tr><td style="background:${accentColor};color:${onAccent};padding:14px 24px;border-radius:10px 10px 0 0;font-size:15px;font-weight:600">${escapeHtml(page.firmName)}</td></tr>
<tr><td class="card" style="background:#ffffff;color:#1a1d21;padding:20px 24px;border-radius:0 0 10px 10px">
<h1 style="font-size:20px;line-height:26px;margin:0 0 12px">${escapeHtml(page.heading)}</h1>
${page.body}
${page.button === null ? "" : buttonOf(page.button, accentColor)}
<p style="font-size:14px;line-height:20px;margin:8px 0 0">${escapeHtml(page.hint)}</p>
</td></tr>
<tr><td style="padding:16px 24px">${page.footer}</td></tr>
</table></td></tr></table></body></html>
`;
}

function buttonOf({ label, url }: { label: string; url: string }, accentColor: string): string {
  return `<p style="margin:18px 0 8px"><a href="${escapeHtml(url)}" style="display:inline-block;background:${accentColor};color:${readableOn(accentColor)}!important;text-decoration:none;padding:10px 18px;border-radius:8px;font-size:15px;font-weight:600">${escapeHtml(label)}</a></p>`;
}
