/** Checks the body of `POST /emails` as the provider does, and normalises it for storing. */
import { addressParser } from "postal-mime";
import type { EmailPayload, PayloadAttachment } from "../types.ts";
import { ApiError } from "./errors.ts";

const MOST_RECIPIENTS = 50;
const TAG_PATTERN = /^[A-Za-z0-9_-]{1,256}$/;

/**
 * Reads one email.
 * @throws ApiError missing_required_field, invalid_from_address, invalid_attachment or
 *   validation_error, naming the field.
 */
export function readPayload(body: Record<string, unknown>): EmailPayload {
  const payload: EmailPayload = {
    from: requireString(body, "from"),
    to: addressList(body, "to"),
    cc: addressList(body, "cc"),
    bcc: addressList(body, "bcc"),
    reply_to: addressList(body, "reply_to"),
    subject: requireString(body, "subject"),
    html: optionalString(body, "html"),
    text: optionalString(body, "text"),
    headers: readHeaders(body["headers"]),
    tags: readTags(body["tags"]),
    attachments: readAttachments(body["attachments"]),
  };
  if (payload.to.length === 0) throw missing("to");
  if (payload.to.length > MOST_RECIPIENTS) {
    throw new ApiError("validation_error", `\`to\` takes at most ${MOST_RECIPIENTS} addresses.`);
  }
  if (payload.html === null && payload.text === null) {
    throw new ApiError("missing_required_field", "Missing `html` or `text` field.");
  }
  if (!isAddress(payload.from)) {
    throw new ApiError("invalid_from_address", "`from` must be `a@b.c` or `Name <a@b.c>`.");
  }
  return payload;
}

function missing(field: string): ApiError {
  return new ApiError("missing_required_field", `Missing \`${field}\` field.`);
}

function requireString(body: Record<string, unknown>, field: string): string {
  const value = optionalString(body, field);
  if (value === null || value === "") throw missing(field);
  return value;
}

function optionalString(body: Record<string, unknown>, field: string): string | null {
  const value = body[field] ?? null;
  if (value === null || typeof value === "string") return value;
  throw new ApiError("validation_error", `\`${field}\` must be a string.`);
}

function addressList(body: Record<string, unknown>, field: string): string[] {
  const value = body[field] ?? [];
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.map((entry) => {
    if (typeof entry === "string" && isAddress(entry)) return entry;
    throw new ApiError("validation_error", `\`${field}\` holds something that is no address.`);
  });
}

/** One mailbox with a local part, a domain with a dot, and no line break that could add headers. */
function isAddress(value: string): boolean {
  if (/[\r\n]/.test(value)) return false;
  const [mailbox, ...others] = addressParser(value);
  if (mailbox === undefined || others.length > 0) return false;
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(mailbox.address ?? "");
}

function readHeaders(value: unknown): Record<string, string> {
  if (value === undefined || value === null) return {};
  const entries = typeof value === "object" ? Object.entries(value) : [];
  for (const [name, content] of entries) {
    if (!/^[!-9;-~]+$/.test(name) || typeof content !== "string" || /[\r\n]/.test(content)) {
      throw new ApiError("validation_error", `The header \`${name}\` is not valid.`);
    }
  }
  return Object.fromEntries(entries) as Record<string, string>;
}

function readTags(value: unknown): { name: string; value: string }[] {
  if (value === undefined || value === null) return [];
  const list: unknown[] = Array.isArray(value) ? value : [null];
  return list.map((entry) => {
    const tag = (entry ?? {}) as { name?: unknown; value?: unknown };
    if (TAG_PATTERN.test(String(tag.name)) && TAG_PATTERN.test(String(tag.value))) {
      return { name: String(tag.name), value: String(tag.value) };
    }
    throw new ApiError("validation_error", "Tags take ASCII letters, digits, `_` and `-`.");
  });
}

/** Remote `path` attachments are refused: fetching them would leave this computer. */
function readAttachments(value: unknown): PayloadAttachment[] {
  if (value === undefined || value === null) return [];
  const list: unknown[] = Array.isArray(value) ? value : [null];
  return list.map((entry) => {
    const { filename, content, content_type, content_id } = (entry ?? {}) as Record<
      string,
      unknown
    >;
    if (typeof content !== "string" || typeof filename !== "string") {
      throw new ApiError("invalid_attachment", "An attachment needs `content` and `filename`.");
    }
    return {
      filename,
      content,
      content_type: typeof content_type === "string" ? content_type : "application/octet-stream",
      content_id: typeof content_id === "string" ? content_id : null,
    };
  });
}
