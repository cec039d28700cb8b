/** Takes a raw MIME email apart the way the provider's receiving API shows it. */
import { addressParser, default as PostalMime, type Address } from "postal-mime";

export type ParsedAttachment = {
  id: string;
  filename: string | null;
  content_type: string;
  content_disposition: string | null;
  /** Without angle brackets, as `cid:` links name it. */
  content_id: string | null;
  content: Uint8Array;
};

export type ParsedEmail = {
  from: string;
  to: string[];
  cc: string[];
  replyTo: string[];
  subject: string;
  messageId: string;
  html: string | null;
  text: string | null;
  /** Names in lower case; a repeated header is a list, as the real API gives it. */
  headers: Record<string, string | string[]>;
  attachments: ParsedAttachment[];
};

/** Parses `raw`. Never throws for odd emails: what is missing is empty. */
export async function parseReceived(raw: Uint8Array): Promise<ParsedEmail> {
  const email = await PostalMime.parse(new Uint8Array(raw));
  return {
    from: email.from === undefined ? "" : formatAddress(email.from),
    to: (email.to ?? []).flatMap(formatAddresses),
    cc: (email.cc ?? []).flatMap(formatAddresses),
    replyTo: (email.replyTo ?? []).flatMap(formatAddresses),
    subject: email.subject ?? "",
    messageId: email.messageId ?? "",
    html: email.html ?? null,
    text: email.text ?? null,
    headers: collectHeaders(email.headers),
    attachments: email.attachments.map((attachment, index) => ({
      id: `attachment-${index + 1}`,
      filename: attachment.filename,
      content_type: attachment.mimeType,
      content_disposition: attachment.disposition,
      content_id: attachment.contentId?.replace(/^<|>$/g, "") ?? null,
      content: toBytes(attachment.content),
    })),
  };
}

/** The bare address of `Name <a@b>`, in lower case; "" when there is none. */
export function bareAddress(value: string): string {
  return addressParser(value)[0]?.address?.toLowerCase() ?? "";
}

/** The display name of `Name <a@b>`, or "" when there is only an address. */
export function displayName(value: string): string {
  return addressParser(value)[0]?.name ?? "";
}

function formatAddresses(entry: Address): string[] {
  return "group" in entry && entry.group ? entry.group.map(formatAddress) : [formatAddress(entry)];
}

function formatAddress({ name, address }: Address): string {
  return name ? `${name} <${address ?? ""}>` : (address ?? "");
}

function collectHeaders(headers: { key: string; value: string }[]) {
  const collected: Record<string, string | string[]> = {};
  for (const { key, value } of headers) {
    const earlier = collected[key];
    collected[key] = earlier === undefined ? value : [earlier, value].flat();
  }
  return collected;
}

function toBytes(content: ArrayBuffer | Uint8Array | string): Uint8Array {
  return typeof content === "string" ? new TextEncoder().encode(content) : new Uint8Array(content);
}
