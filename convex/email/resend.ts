/**
 * The one file that talks to Resend. The SDK never throws for network or API errors; what its answer
 * means for the outbox is decided here.
 */
import { Resend } from "resend";
import { requireEnv } from "../env";
import type { Email } from "../validators";

export type SendOutcome =
  | { kind: "sent"; providerId: string }
  /** No clear answer: it may have been taken, so only the same bytes may follow. */
  | { kind: "inDoubt"; reason: string; retryAfterMs: number | null }
  /** Surely not taken, and it may work later. */
  | { kind: "notTaken"; reason: string; retryAfterMs: number | null }
  /** Surely not taken, and it never will be. */
  | { kind: "refused"; reason: string };

/** Refused because of the account, not of the email: nothing is lost when that is put right. */
const ACCOUNT_ERRORS = new Set([
  "missing_api_key",
  "invalid_api_key",
  "restricted_api_key",
  "daily_quota_exceeded",
  "monthly_quota_exceeded",
  "rate_limit_exceeded",
]);

/** Nothing is served by coming back to a used-up quota every minute. */
const QUOTA_ERRORS = new Set(["daily_quota_exceeded", "monthly_quota_exceeded"]);
const QUOTA_WAIT_MS = 15 * 60 * 1000;
/** A longer `Retry-After` is a mistake of whoever wrote it. */
const LONGEST_WAIT_MS = 24 * 60 * 60 * 1000;

function client(): Resend {
  return new Resend(requireEnv("RESEND_API_KEY"));
}

/** `retry-after` in ms: seconds or an HTTP date (RFC 9110, 10.2.3), a day at most; null when absent or unreadable. */
export function retryAfterMs(value: string | undefined, now: number): number | null {
  if (value === undefined || value.trim() === "") return null;
  const seconds = Number(value);
  const wait = Number.isNaN(seconds) ? Date.parse(value) - now : seconds * 1000;
  return Number.isNaN(wait) ? null : Math.min(LONGEST_WAIT_MS, Math.max(0, wait));
}

/** What an error of the SDK means. `statusCode` is null when there was no readable answer. */
export function classifyError(
  error: { name: string; message: string; statusCode: number | null },
  waitMs: number | null,
): SendOutcome {
  const reason = `${error.statusCode ?? "no answer"} ${error.name}`;
  if (ACCOUNT_ERRORS.has(error.name) || error.statusCode === 429) {
    const ownWaitMs = QUOTA_ERRORS.has(error.name) ? QUOTA_WAIT_MS : null;
    return { kind: "notTaken", reason, retryAfterMs: waitMs ?? ownWaitMs };
  }
  const isConcurrent = error.name === "concurrent_idempotent_requests";
  if (error.statusCode === null || error.statusCode >= 500 || isConcurrent) {
    return { kind: "inDoubt", reason, retryAfterMs: waitMs };
  }
  return { kind: "refused", reason };
}

/** Sends the frozen email under its idempotency key (1 to 256 characters, kept 24 h by Resend). */
export async function sendEmail(email: Email, idempotencyKey: string): Promise<SendOutcome> {
  const { data, error, headers } = await client().emails.send(email, { idempotencyKey });
  if (data !== null) return { kind: "sent", providerId: data.id };
  return classifyError(error, retryAfterMs(headers?.["retry-after"], Date.now()));
}

export type ReceivedContent = {
  from: string;
  to: string[];
  cc: string[];
  bcc: string[];
  receivedFor: string[];
  subject: string;
  messageId: string;
  text: string | null;
  html: string | null;
  headers: Record<string, string | string[]>;
  attachments: ReceivedAttachment[];
};

export type ReceivedAttachment = {
  id: string;
  name: string;
  /** bytes */
  size: number;
  /** What the HTML calls it by (`cid:…`), without angle brackets. */
  contentId: string | null;
};

/** Body and headers of a received email; null when the provider has no such email. */
export async function fetchReceivedEmail(emailId: string): Promise<ReceivedContent | null> {
  const { data, error } = await client().emails.receiving.get(emailId, { html_format: "cid" });
  if (error !== null) {
    if (error.statusCode === 404) return null;
    throw new Error(`Fetching a received email failed: ${error.statusCode} ${error.name}`);
  }
  return {
    from: data.from,
    to: data.to ?? [],
    cc: data.cc ?? [],
    bcc: data.bcc ?? [],
    receivedFor: data.received_for ?? [],
    subject: data.subject ?? "",
    messageId: data.message_id ?? "",
    text: data.text ?? null,
    html: data.html ?? null,
    headers: data.headers ?? {},
    attachments: (data.attachments ?? []).map(({ id, filename, size, content_id }) => ({
      id: id ?? "",
      name: filename ?? "unnamed file",
      size,
      contentId: content_id?.replace(/^<|>$/g, "") || null,
    })),
  };
}

/** The most that the provider lists at once; more attachments than that stay in the email. */
const ATTACHMENTS_LISTED = 100;

/** Where the bytes of an email's attachments lie for the next hour, by the attachment's id. */
export async function attachmentUrls(emailId: string): Promise<Map<string, string>> {
  const { data, error } = await client().emails.receiving.attachments.list({
    emailId,
    limit: ATTACHMENTS_LISTED,
  });
  if (error !== null) {
    throw new Error(`Listing attachments failed: ${error.statusCode} ${error.name}`);
  }
  return new Map(data.data.map((attachment) => [attachment.id, attachment.download_url]));
}

/** The bytes at such an address; null when they are gone. Throws when there is no clear answer. */
export async function downloadAttachment(url: string): Promise<Blob | null> {
  const response = await fetch(url);
  if (response.status >= 400 && response.status < 500) return null;
  if (!response.ok) throw new Error(`An attachment was answered with ${response.status}.`);
  return await response.blob();
}
