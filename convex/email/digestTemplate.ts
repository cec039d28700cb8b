/**
 * The digest as an email: a pure function of what it says, so that the same digest has the same
 * bytes. Everything that a person typed is escaped at one point (escapeHtml); no remote images, no
 * scripts, tables and inline styles because that is what mail programs understand.
 */

export type DigestEntry = { author: string; time: number; text: string; source: "app" | "email" };

export type DigestContent = {
  firmName: string;
  /** "#rrggbb" */
  accentColor: string;
  roomName: string;
  /** IANA name of the reader's zone. */
  timeZone: string;
  /** Oldest first, at most the number that fits an email. */
  entries: DigestEntry[];
  /** How many unread ones are not shown, and whether there may be more than that. */
  earlier: { count: number; isAtLeast: boolean };
  canReply: boolean;
  roomUrl: string;
  muteRoomUrl: string;
  muteAllUrl: string;
};

const SUBJECT_ROOM_MAX_LENGTH = 80;
const ENTRY_MAX_LENGTH = 2_000;

const HTML_ESCAPES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => HTML_ESCAPES[character] ?? character);
}

/** A name fit for a header: one line, without what could end or forge one. */
export function headerText(text: string, maxLength = SUBJECT_ROOM_MAX_LENGTH): string {
  const line = text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  const characters = [...line];
  return characters.length <= maxLength ? line : `${characters.slice(0, maxLength - 1).join("")}…`;
}

/** Black or white, whichever reads better on `color` (WCAG relative luminance). */
export function readableOn(color: string): "#000000" | "#ffffff" {
  const channel = (start: number) => {
    const value = Number.parseInt(color.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  const luminance = 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
  return luminance > 0.179 ? "#000000" : "#ffffff";
}

function formatTime(time: number, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    timeZone,
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
  }).format(time);
}

function shorten(text: string): string {
  const characters = [...text];
  if (characters.length <= ENTRY_MAX_LENGTH) return text;
  return `${characters.slice(0, ENTRY_MAX_LENGTH).join("").trimEnd()} …`;
}

function earlierLine({ count, isAtLeast }: DigestContent["earlier"]): string | null {
  if (count === 0) return null;
  const number = `${isAtLeast ? "more than " : ""}${count}`;
  return `… and ${number} earlier unread ${count === 1 && !isAtLeast ? "message" : "messages"}`;
}

const REPLY_HINT = "Just reply to this email: your answer is posted in the room.";
const NO_REPLY_HINT = "This room is for reading only; replies to this email are not posted.";

/**
 * Subject (constant per room, so that mail programs thread it), HTML and plain text. The room's
 * name is shortened in the subject and whole in the text.
 */
export function renderDigest(content: DigestContent): {
  subject: string;
  html: string;
  text: string;
} {
  return {
    subject: `New messages in ${headerText(content.roomName)}`,
    html: renderHtml(content),
    text: renderText(content),
  };
}

function renderText(content: DigestContent): string {
  const lines = [`New messages in ${content.roomName}`, ""];
  const earlier = earlierLine(content.earlier);
  if (earlier !== null) lines.push(earlier, "");
  for (const entry of content.entries) {
    const via = entry.source === "email" ? ", by email" : "";
    lines.push(`${entry.author} (${formatTime(entry.time, content.timeZone)}${via}):`);
    lines.push(shorten(entry.text), "");
  }
  lines.push(
    content.canReply ? REPLY_HINT : NO_REPLY_HINT,
    `Open the room: ${content.roomUrl}`,
    "",
  );
  lines.push("--", `${content.firmName} sends this because you have unread messages.`);
  lines.push(`Mute this room: ${content.muteRoomUrl}`, `Mute all email: ${content.muteAllUrl}`, "");
  return lines.join("\n");
}

const STYLE = `body{margin:0;background:#f4f5f7}.card{background:#ffffff;color:#1a1d21}
.quiet{color:#5f6672}.entry{border-color:#e3e6ea}
@media (prefers-color-scheme:dark){body,.page{background:#15171a!important}
.card{background:#1f2226!important;color:#eceef1!important}.quiet{color:#a5acb8!important}
.entry{border-color:#363b42!important}.card a{color:#9ec5ff!important}}`;

const FONT =
  "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

function renderEntry(entry: DigestEntry, timeZone: string): string {
  const text = escapeHtml(shorten(entry.text)).replace(/\n/g, "<br>");
  const via = entry.source === "email" ? " · by email" : "";
  const time = escapeHtml(formatTime(entry.time, timeZone));
  return `<tr><td class="entry" style="padding:14px 0;border-top:1px solid #e3e6ea">
<div style="font-size:14px;line-height:20px"><strong>${escapeHtml(entry.author)}</strong>
<span class="quiet" style="color:#5f6672;font-size:12px"> · ${time}${via}</span></div>
<div dir="auto" style="font-size:15px;line-height:22px;padding-top:4px;word-break:break-word">${text}</div>
</td></tr>`;
}

function renderHtml(content: DigestContent): string {
  const accent = content.accentColor;
  const earlier = earlierLine(content.earlier);
  const quiet = 'class="quiet" style="color:#5f6672;font-size:12px;line-height:18px"';
  const link = (url: string, label: string) =>
    `<a class="quiet" style="color:#5f6672" href="${escapeHtml(url)}">${label}</a>`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
<title>New messages in ${escapeHtml(headerText(content.roomName))}</title><style>${STYLE}</style></head>
<body style="margin:0;background:#f4f5f7">
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" style="background:#f4f5f7;${FONT}">
<tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px">
<tr><td style="background:${accent};color:${readableOn(accent)};padding:14px 24px;border-radius:10px 10px 0 0;font-size:15px;font-weight:600">${escapeHtml(content.firmName)}</td></tr>
<tr><td class="card" style="background:#ffffff;color:#1a1d21;padding:20px 24px;border-radius:0 0 10px 10px">
<h1 style="font-size:20px;line-height:26px;margin:0 0 12px">New messages in ${escapeHtml(content.roomName)}</h1>
${earlier === null ? "" : `<p ${quiet}>${earlier}</p>`}
<table role="presentation" width="100%" cellpadding="0" cellspacing="0">${content.entries
    .map((entry) => renderEntry(entry, content.timeZone))
    .join("\n")}</table>
<p style="margin:18px 0 8px"><a href="${escapeHtml(content.roomUrl)}" style="display:inline-block;background:${accent};color:${readableOn(accent)}!important;text-decoration:none;padding:10px 18px;border-radius:8px;font-size:15px;font-weight:600">Open the room</a></p>
<p style="font-size:14px;line-height:20px;margin:8px 0 0">${content.canReply ? REPLY_HINT : NO_REPLY_HINT}</p>
</td></tr>
<tr><td style="padding:16px 24px"><p ${quiet}>${escapeHtml(content.firmName)} sends this because you have unread messages.
${link(content.muteRoomUrl, "Mute this room")} · ${link(content.muteAllUrl, "Mute all email")}</p></td></tr>
</table></td></tr></table></body></html>
`;
}
