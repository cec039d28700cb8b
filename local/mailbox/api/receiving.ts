/** `GET /emails/receiving…`: what the app fetches after an `email.received` event. */
import { json } from "../../respond.ts";
import { parseReceived, type ParsedAttachment, type ParsedEmail } from "../inbound/parse.ts";
import type { ReceivedEmail } from "../types.ts";
import type { MailApi } from "./api.ts";
import { DOWNLOAD_LIFETIME_MS } from "./downloads.ts";
import { ApiError } from "./errors.ts";

const DEFAULT_PAGE = 20;
const LARGEST_PAGE = 100;

/** Newest first, `limit`, `after` and `before` as the provider's lists take them. */
export async function listReceived(url: URL, api: MailApi): Promise<Response> {
  const all = api.store.list({ kind: "received" });
  const { page, hasMore } = pageOf(all, url);
  const emails = page.flatMap((summary) => api.store.received(summary.id) ?? []);
  const data = await Promise.all(
    emails.map(async (email) => summaryOf(email, await parseReceived(email.raw))),
  );
  return json({ object: "list", has_more: hasMore, data });
}

function pageOf<T extends { id: string }>(all: T[], url: URL): { page: T[]; hasMore: boolean } {
  const limit = Number(url.searchParams.get("limit") ?? DEFAULT_PAGE);
  if (!Number.isInteger(limit) || limit < 1 || limit > LARGEST_PAGE) {
    throw new ApiError("validation_error", "`limit` must be between 1 and 100.");
  }
  const positionOf = (id: string) => all.findIndex((entry) => entry.id === id);
  const before = url.searchParams.get("before");
  if (before !== null) {
    const end = Math.max(0, positionOf(before));
    return { page: all.slice(Math.max(0, end - limit), end), hasMore: end > limit };
  }
  const after = url.searchParams.get("after");
  const start = after === null ? 0 : positionOf(after) + 1;
  return { page: all.slice(start, start + limit), hasMore: all.length > start + limit };
}

/** Body, headers and attachments' names; `html_format=cid` keeps `cid:` references in the HTML. */
export async function getReceived(id: string, url: URL, api: MailApi): Promise<Response> {
  const email = requireReceived(id, api);
  const parsed = await parseReceived(email.raw);
  const keepCid = url.searchParams.get("html_format") === "cid";
  return json({
    object: "email",
    ...summaryOf(email, parsed),
    html: parsed.html === null || keepCid ? parsed.html : inlineImages(parsed),
    text: parsed.text,
    headers: parsed.headers,
    raw: { download_url: api.downloads.url(id, "raw"), expires_at: expiryOf(api) },
  });
}

export async function listAttachments(id: string, url: URL, api: MailApi): Promise<Response> {
  const { attachments } = await parseReceived(requireReceived(id, api).raw);
  const { page, hasMore } = pageOf(attachments, url);
  const data = page.map((attachment) => withDownload(id, attachment, api));
  return json({ object: "list", has_more: hasMore, data });
}

export async function getAttachment(
  id: string,
  attachmentId: string,
  api: MailApi,
): Promise<Response> {
  const { attachments } = await parseReceived(requireReceived(id, api).raw);
  const attachment = attachments.find((entry) => entry.id === attachmentId);
  if (attachment === undefined) throw new ApiError("not_found", "Attachment not found");
  return json({ object: "attachment", ...withDownload(id, attachment, api) });
}

function requireReceived(id: string, api: MailApi): ReceivedEmail {
  const email = api.store.received(id);
  if (email === null) throw new ApiError("not_found", "Email not found");
  return email;
}

function summaryOf(email: ReceivedEmail, parsed: ParsedEmail) {
  return {
    id: email.id,
    to: parsed.to,
    from: parsed.from,
    created_at: new Date(email.time).toISOString(),
    subject: parsed.subject,
    bcc: [],
    cc: parsed.cc,
    reply_to: parsed.replyTo,
    received_for: email.receivedFor,
    message_id: email.messageId,
    attachments: parsed.attachments.map(describe),
  };
}

function describe({ content, ...attachment }: ParsedAttachment) {
  return { ...attachment, size: content.byteLength };
}

function withDownload(emailId: string, attachment: ParsedAttachment, api: MailApi) {
  return {
    ...describe(attachment),
    download_url: api.downloads.url(emailId, attachment.id),
    expires_at: expiryOf(api),
  };
}

function expiryOf(api: MailApi): string {
  return new Date(api.clock.now() + DOWNLOAD_LIFETIME_MS).toISOString();
}

/** The provider's default form: pictures that the HTML refers to stand in it as data URIs. */
function inlineImages({ html, attachments }: ParsedEmail): string | null {
  return attachments.reduce((text, { content_id, content_type, content }) => {
    if (content_id === null || text === null) return text;
    const base64 = Buffer.from(content).toString("base64");
    return text.replaceAll(`cid:${content_id}`, `data:${content_type};base64,${base64}`);
  }, html);
}
