/** What somebody answers to an email of the mailbox, before it is written in some program's way. */
import type { SentEmail } from "../types.ts";
import { escapeHtml } from "../page/html.ts";
import { bareAddress, displayName } from "./parse.ts";

/** How the answer is written. */
export const REPLY_STYLES = [
  "gmail",
  "outlook",
  "iphone",
  "bottomPost",
  "plain",
  "forward",
  "outOfOffice",
  "bounce",
] as const;
export type ReplyStyle = (typeof REPLY_STYLES)[number];

/** How it reaches the app. */
export const DELIVERY_WAYS = ["once", "twice", "wrongSignature", "oldTimestamp"] as const;
export type DeliveryWay = (typeof DELIVERY_WAYS)[number];

export type ReplyFile = { filename: string; contentType: string; content: Uint8Array };

export type Reply = {
  /** The email that is answered. */
  original: SentEmail;
  /** `Name <a@b>` or an address; anybody may be tried. */
  from: string;
  cc: string[];
  text: string;
  style: ReplyStyle;
  files: ReplyFile[];
  /** ms since the epoch */
  time: number;
  messageId: string;
};

/** Where an answer goes: Reply-To if the email has one (RFC 5322, 3.6.2). */
export function replyTarget(original: SentEmail): string {
  return original.payload.reply_to[0] ?? original.payload.from;
}

/** "Re: …" once, however often it goes back and forth. */
export function replySubject(subject: string): string {
  return /^re:/i.test(subject) ? subject : `Re: ${subject}`;
}

/** The whole thread: what the original referred to, then the original itself. */
export function references(original: SentEmail): string {
  const earlier = original.payload.headers["References"] ?? "";
  return `${earlier} ${original.messageId}`.trim();
}

/** Headers that every program writes. */
export function commonHeaders(reply: Reply, subject: string): [string, string][] {
  return [
    ["From", reply.from],
    ["To", replyTarget(reply.original)],
    ...(reply.cc.length > 0 ? [["Cc", reply.cc.join(", ")] satisfies [string, string]] : []),
    ["Subject", subject],
    ["Date", new Date(reply.time).toUTCString().replace("GMT", "+0000")],
    ["Message-ID", reply.messageId],
  ];
}

export function threadHeaders(reply: Reply): [string, string][] {
  return [
    ["In-Reply-To", reply.original.messageId],
    ["References", references(reply.original)],
  ];
}

/** "Northwind Studio <notifications@…>" taken apart; the address stands in for a missing name. */
export function senderOf(original: SentEmail): { name: string; address: string } {
  const address = bareAddress(original.payload.from);
  return { name: displayName(original.payload.from) || address, address };
}

/** The original's plain text; an email with HTML alone is quoted by its subject only. */
export function originalText(original: SentEmail): string {
  return (original.payload.text ?? original.payload.subject).trimEnd();
}

/** The inside of the original's <body>, for programs that quote HTML. */
export function originalHtml(original: SentEmail): string {
  const html = original.payload.html ?? `<pre>${escapeHtml(originalText(original))}</pre>`;
  return /<body[^>]*>([\s\S]*?)<\/body>/i.exec(html)?.[1] ?? html;
}

/** Typed text as HTML lines, each in what `wrap` makes of it. */
export function htmlLines(text: string, wrap: (line: string) => string): string {
  return text
    .split("\n")
    .map((line) => wrap(line.trim() === "" ? "<br>" : escapeHtml(line)))
    .join("");
}

export function quoteLines(text: string): string {
  return text
    .split("\n")
    .map((line) => (line === "" ? ">" : `> ${line}`))
    .join("\n");
}
