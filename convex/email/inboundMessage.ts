/** What the envelope and headers of a received email say, before anybody reads its text. */
import { machineSubject } from "./machineSubjects";
import { replyTokenOf } from "./replyAddress";

/** Header values by lower-case name, each list in the order received (topmost first). */
export type Headers = ReadonlyMap<string, readonly string[]>;

/** Who or what wrote an email; only `human` may become a message. */
export type Sender = "human" | "autoReply" | "bounce" | "readReceipt" | "list" | "loop";

/** Header that every email of ours carries: meeting it on the way in is a loop. */
export const OUTBOUND_HEADER = "x-anteroom-outbound";

/** Where a relay may have noted the envelope recipient, in the order in which they are asked. */
const ENVELOPE_HEADERS = [
  "delivered-to",
  "x-original-to",
  "envelope-to",
  "x-envelope-to",
  "x-forwarded-to",
] as const;

/**
 * Brings received headers into one shape. Resend types them as one string each, but repeated
 * headers come as a list or as a JSON array inside a string.
 *
 * @returns unfolded values by lower-case name; values that are no text are left out.
 */
export function normaliseHeaders(
  record: Readonly<Record<string, unknown>> | null | undefined,
): Map<string, string[]> {
  const headers = new Map<string, string[]>();
  for (const [name, value] of Object.entries(record ?? {})) {
    const key = name.trim().toLowerCase();
    const values = [...(headers.get(key) ?? []), ...textValues(value)];
    if (values.length > 0) headers.set(key, values);
  }
  return headers;
}

function textValues(value: unknown): string[] {
  if (Array.isArray(value)) return value.filter((entry) => typeof entry === "string").map(unfold);
  if (typeof value !== "string") return [];
  return (jsonStringArray(value) ?? [value]).map(unfold);
}

function jsonStringArray(value: string): string[] | null {
  if (!value.startsWith("[") || !value.endsWith("]")) return null;
  try {
    const parsed: unknown = JSON.parse(value);
    const isList = Array.isArray(parsed) && parsed.every((entry) => typeof entry === "string");
    return isList ? parsed : null;
  } catch {
    return null; // a value in brackets that is no JSON stands for itself
  }
}

function unfold(value: string): string {
  return value.replace(/\r?\n(?=[ \t])/g, "").trim();
}

/** The places in which the recipient of a received email can stand. */
export interface Recipients {
  /** Envelope recipients as the provider saw them: the best source where present. */
  receivedFor: readonly string[];
  to: readonly string[];
  cc: readonly string[];
  bcc: readonly string[];
  headers: Headers;
}

/**
 * Finds the reply token that an email was sent to: envelope recipients first, then To, Cc, Bcc, then
 * what relays noted. Message-ID and References are never asked: they do not name a person.
 *
 * @returns the first token at `inboundDomain`, or null.
 */
export function findReplyToken(recipients: Recipients, inboundDomain: string): string | null {
  const noted = ENVELOPE_HEADERS.flatMap((name) => recipients.headers.get(name) ?? []);
  const { receivedFor, to, cc, bcc } = recipients;
  for (const value of [...receivedFor, ...to, ...cc, ...bcc, ...noted]) {
    for (const word of value.split(/[\s<>()[\]",;:]+/)) {
      const token = replyTokenOf(word, inboundDomain);
      if (token !== null) return token;
    }
  }
  return null;
}

/** What `classify` looks at. */
export interface Envelope {
  headers: Headers;
  /** The bare From address, or null where it cannot be read as one mailbox. */
  from: string | null;
  subject: string;
  /** Envelope sender, where the provider gives it apart from the headers; `<>` or "" is empty. */
  returnPath?: string | null;
  /** Our sending addresses; an entry `@domain` stands for every address of that domain. */
  ownAddresses: readonly string[];
}

/**
 * Tells people from machines (RFC 3834, RFC 3464, and what mail programs do in practice). The first
 * match counts: bounce, loop, read receipt, auto-reply, list. X-Auto-Response-Suppress is no sign
 * of a machine: Exchange puts it on what people write.
 */
export function classify(envelope: Envelope): Sender {
  if (isBounce(envelope)) return "bounce";
  if (isOurOwn(envelope)) return "loop";
  if (reportType(envelope.headers) === "disposition-notification") return "readReceipt";
  if (isAutoReply(envelope)) return "autoReply";
  if (isFromList(envelope.headers)) return "list";
  return "human";
}

function isBounce({ headers, from, subject, returnPath }: Envelope): boolean {
  if (reportType(headers) === "delivery-status" || has(headers, "x-failed-recipients")) return true;
  if (!/^(mailer-daemon|postmaster)@/i.test(from ?? "")) return false;
  const sender = (returnPath ?? headers.get("return-path")?.[0])?.trim();
  return sender === "<>" || sender === "" || machineSubject(subject) === "bounce";
}

function isOurOwn({ headers, from, ownAddresses }: Envelope): boolean {
  if (has(headers, OUTBOUND_HEADER)) return true;
  const address = from?.toLowerCase() ?? "";
  return ownAddresses.some((own) => {
    const known = own.toLowerCase();
    return known.startsWith("@") ? address.endsWith(known) : address === known;
  });
}

function isAutoReply({ headers, subject }: Envelope): boolean {
  const autoSubmitted = firstToken(headers, "auto-submitted");
  if (autoSubmitted !== "" && autoSubmitted !== "no") return true;
  const autoreply = firstToken(headers, "x-autoreply");
  if (autoreply !== "" && autoreply !== "no") return true;
  if (AUTO_REPLY_HEADERS.some((name) => has(headers, name))) return true;
  if (["auto_reply", "bulk", "junk"].includes(firstToken(headers, "precedence"))) return true;
  return reportType(headers) !== null || machineSubject(subject) === "autoReply";
}

const AUTO_REPLY_HEADERS = [
  "x-autorespond",
  "x-auto-reply-from",
  "x-mail-autoreply",
  "x-autogenerated",
  "x-ms-exchange-inbox-rules-loop",
] as const;

/** `Precedence: list` alone is written by people's programs too; with a List-Id it is a list. */
function isFromList(headers: Headers): boolean {
  return firstToken(headers, "precedence") === "list" && has(headers, "list-id");
}

/** The report-type of a multipart/report (RFC 6522) in lower case; null for any other email. */
function reportType(headers: Headers): string | null {
  const [mediaType = "", ...parameters] = (headers.get("content-type")?.[0] ?? "").split(";");
  if (mediaType.trim().toLowerCase() !== "multipart/report") return null;
  for (const parameter of parameters) {
    const match = /^\s*report-type\s*=\s*"?([^"\s]*)/i.exec(parameter);
    if (match) return (match[1] ?? "").toLowerCase();
  }
  return "";
}

/** The first value up to its first `;`, trimmed, in lower case; "" where there is none. */
function firstToken(headers: Headers, name: string): string {
  return (headers.get(name)?.[0] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
}

function has(headers: Headers, name: string): boolean {
  return (headers.get(name) ?? []).some((value) => value !== "");
}
