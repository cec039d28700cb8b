/** The digest as an email: a pure function of what it says, so that the same digest has the same bytes. */
import { emailPage, QUIET } from "./emailPage";
import { cutText, type MentionNames } from "../text/mentions";
import { plainText } from "../text/plainText";
import { escapeHtml, headerText } from "./escape";
import { formattedHtml } from "./formattedHtml";

export type DigestEntry = {
  author: string;
  time: number;
  /** As its reader may see it: no id in it that they may not know. */
  text: string;
  mentions: MentionNames;
  source: "app" | "email";
};

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

const ENTRY_MAX_LENGTH = 2_000;

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
  const cut = cutText(text, ENTRY_MAX_LENGTH);
  return cut === text ? text : `${cut} …`;
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
    lines.push(plainText(shorten(entry.text), entry.mentions), "");
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

function renderEntry(entry: DigestEntry, timeZone: string): string {
  const text = formattedHtml(shorten(entry.text), entry.mentions);
  const via = entry.source === "email" ? " · by email" : "";
  const time = escapeHtml(formatTime(entry.time, timeZone));
  return `<tr><td class="entry" style="padding:14px 0;border-top:1px solid #e3e6ea">
<div style="font-size:14px;line-height:20px"><strong>${escapeHtml(entry.author)}</strong>
<span class="quiet" style="color:#5f6672;font-size:12px"> · ${time}${via}</span></div>
<div style="font-size:15px;line-height:22px;padding-top:4px;word-break:break-word">${text}</div>
</td></tr>`;
}

function renderHtml(content: DigestContent): string {
  const earlier = earlierLine(content.earlier);
  const link = (url: string, label: string) =>
    `<a class="quiet" style="color:#5f6672" href="${escapeHtml(url)}">${label}</a>`;
  const entries = content.entries.map((entry) => renderEntry(entry, content.timeZone)).join("\n");
  return emailPage({
    title: `New messages in ${headerText(content.roomName)}`,
    firmName: content.firmName,
    accentColor: content.accentColor,
    heading: `New messages in ${content.roomName}`,
    body: `${earlier === null ? "" : `<p ${QUIET}>${earlier}</p>`}
<table role="presentation" width="100%" cellpadding="0" cellspacing="0">${entries}</table>`,
    button: { label: "Open the room", url: content.roomUrl },
    hint: content.canReply ? REPLY_HINT : NO_REPLY_HINT,
    footer: `<p ${QUIET}>${escapeHtml(content.firmName)} sends this because you have unread messages.
${link(content.muteRoomUrl, "Mute this room")} · ${link(content.muteAllUrl, "Mute all email")}</p>`,
  });
}
