/** The digest as an email: a pure function of what it says, so that the same digest has the same bytes. */
import { emailPage, QUIET } from "./emailPage";
import { cutText, type MentionNames } from "../text/mentions";
import { plainText } from "../text/plainText";
import type { Language } from "../validators";
import { DIGEST_WORDS, type DigestWords } from "./digestWords";
import { escapeHtml, headerText } from "./escape";
import { formattedHtml } from "./formattedHtml";

export type DigestEntry = {
  author: string;
  time: number;
  /** As its reader may see it: no id in it that they may not know. */
  text: string;
  mentions: MentionNames;
  source: "app" | "email";
  /** Its reader is asked to confirm it, and has not yet. */
  asksConfirmation: boolean;
  /** What it answers, on one line; null: nothing. */
  quote: string | null;
  /** Names and sizes (bytes) of what it carries; never the bytes, and no picture loaded from elsewhere. */
  files: { name: string; size: number }[];
};

export type DigestContent = {
  language: Language;
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

const ENTRY_MAX_LENGTH = 2_000;

function formatTime(time: number, timeZone: string, { locale }: DigestWords): string {
  return new Intl.DateTimeFormat(locale, {
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
  const cut = cutText(text, ENTRY_MAX_LENGTH);
  return cut === text ? text : `${cut} …`;
}

function earlierLine({ earlier, language }: DigestContent): string | null {
  const { count, isAtLeast } = earlier;
  return count === 0 ? null : DIGEST_WORDS[language].earlier(count, isAtLeast);
}

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
    subject: DIGEST_WORDS[content.language].title(headerText(content.roomName)),
    html: renderHtml(content),
    text: renderText(content),
  };
}

function renderText(content: DigestContent): string {
  const words = DIGEST_WORDS[content.language];
  const { timeZone, roomUrl } = content;
  const lines = [words.title(content.roomName), ""];
  const earlier = earlierLine(content);
  if (earlier !== null) lines.push(earlier, "");
  for (const entry of content.entries) {
    const via = entry.source === "email" ? `, ${words.byEmail}` : "";
    lines.push(`${entry.author} (${formatTime(entry.time, timeZone, words)}${via}):`);
    if (entry.quote !== null) lines.push(`> ${entry.quote}`);
    if (entry.text !== "") lines.push(plainText(shorten(entry.text), entry.mentions));
    for (const file of entry.files) lines.push(`📎 ${fileLine(file, words)}: ${roomUrl}`);
    if (entry.asksConfirmation) lines.push(`${words.pleaseConfirm}: ${roomUrl}`);
    lines.push("");
  }
  lines.push(
    content.canReply ? words.reply : words.noReply,
    `${words.openRoom}: ${roomUrl}`,
    "",
    "--",
    words.why(content.firmName),
    `${words.muteRoom}: ${content.muteRoomUrl}`,
    `${words.muteAll}: ${content.muteAllUrl}`,
    "",
  );
  return lines.join("\n");
}

const KILOBYTE = 1024;
const MEGABYTE = 1024 * KILOBYTE;

/** "plan.pdf (293 KB)" */
function fileLine({ name, size }: { name: string; size: number }, { locale }: DigestWords): string {
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const shown =
    size < MEGABYTE ? `${Math.ceil(size / KILOBYTE)} KB` : `${number.format(size / MEGABYTE)} MB`;
  return `${name} (${shown})`;
}

/** Names that lead into the room, where the reader's sign-in is asked for. */
function filesHtml(files: DigestEntry["files"], roomUrl: string, words: DigestWords): string {
  return files
    .map(
      (file) =>
        `\n<div style="font-size:14px;line-height:20px;padding-top:6px;word-break:break-word">📎 <a class="plain" href="${escapeHtml(roomUrl)}"><bdi>${escapeHtml(fileLine(file, words))}</bdi></a></div>`,
    )
    .join("");
}

function quoteHtml(quote: string | null): string {
  if (quote === null) return "";
  return `<div dir="auto" class="quiet" style="color:#5f6672;font-size:13px;line-height:18px;margin-top:6px;padding-left:8px;border-left:3px solid #cfd4da;word-break:break-word">${escapeHtml(quote)}</div>
`;
}

function renderEntry(entry: DigestEntry, { timeZone, language, roomUrl }: DigestContent): string {
  const words = DIGEST_WORDS[language];
  const text = formattedHtml(shorten(entry.text), entry.mentions);
  const via = entry.source === "email" ? ` · ${words.byEmail}` : "";
  const time = escapeHtml(formatTime(entry.time, timeZone, words));
  const confirm = entry.asksConfirmation
    ? `\n<p style="font-size:15px;line-height:22px;margin:8px 0 0;font-weight:600"><a class="plain" href="${escapeHtml(roomUrl)}">${words.pleaseConfirm}</a></p>`
    : "";
  return `<tr><td class="entry" style="padding:14px 0;border-top:1px solid #e3e6ea">
<div style="font-size:14px;line-height:20px"><strong><bdi>${escapeHtml(entry.author)}</bdi></strong>
<span class="quiet" style="color:#5f6672;font-size:12px"> · ${time}${via}</span></div>
${quoteHtml(entry.quote)}<div style="font-size:15px;line-height:22px;padding-top:4px;word-break:break-word">${text}</div>${filesHtml(entry.files, roomUrl, words)}${confirm}
</td></tr>`;
}

function renderHtml(content: DigestContent): string {
  const words = DIGEST_WORDS[content.language];
  const earlier = earlierLine(content);
  const link = (url: string, label: string) =>
    `<a class="quiet" style="color:#5f6672" href="${escapeHtml(url)}">${label}</a>`;
  const entries = content.entries.map((entry) => renderEntry(entry, content)).join("\n");
  return emailPage({
    language: content.language,
    title: words.title(headerText(content.roomName)),
    firmName: content.firmName,
    accentColor: content.accentColor,
    heading: words.title(content.roomName),
    body: `${earlier === null ? "" : `<p ${QUIET}>${earlier}</p>`}
<table role="presentation" width="100%" cellpadding="0" cellspacing="0">${entries}</table>`,
    button: { label: words.openRoom, url: content.roomUrl },
    hint: content.canReply ? words.reply : words.noReply,
    footer: `<p ${QUIET}>${escapeHtml(words.why(content.firmName))}
${link(content.muteRoomUrl, words.muteRoom)} · ${link(content.muteAllUrl, words.muteAll)}</p>`,
  });
}
