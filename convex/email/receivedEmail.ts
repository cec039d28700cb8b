/** A fetched email reduced to the facts on which it is decided. Pure; runs in the fetching action. */
import { type Infer, v } from "convex/values";
import { readAuthentication } from "./authenticationResults";
import { copiedAddresses } from "./copiedAddresses";
import { classify, findReplyToken, normaliseHeaders } from "./inboundMessage";
import { isDecoration } from "./decorations";
import { parseMailbox } from "./mailbox";
import { extractReply } from "./replyText";
import type { ReceivedContent } from "./resend";
import { vAuthentication } from "../validators";

export const vReceivedEmail = v.object({
  /** Lower-case address of the one From mailbox; null when it can't be read as exactly one. */
  from: v.union(v.string(), v.null()),
  subject: v.string(),
  messageId: v.string(),
  /** In-Reply-To and References, as they came. */
  references: v.string(),
  replyToken: v.union(v.string(), v.null()),
  sender: v.union(
    v.literal("human"),
    v.literal("autoReply"),
    v.literal("bounce"),
    v.literal("readReceipt"),
    v.literal("list"),
    v.literal("loop"),
  ),
  authentication: vAuthentication,
  /** Who else got it: lower-case addresses in To and Cc beside its sender and us. */
  copiedTo: v.array(v.string()),
  visible: v.string(),
  elided: v.string(),
  /** Without the pictures of quotes and signatures. */
  attachments: v.array(v.object({ id: v.string(), name: v.string(), size: v.number() })),
});
export type ReceivedEmail = Infer<typeof vReceivedEmail>;

/** A Convex document holds 1 MiB; quoted history beyond this helps nobody. */
const TEXT_LIMIT_CHARACTERS = 200_000;
const LINE_LIMIT_CHARACTERS = 2_000;
const ATTACHMENTS_LIMIT = 50;

/** Reads sender, recipient token, kind and text out of what the provider gave. */
export function readReceivedEmail(
  content: ReceivedContent,
  own: { inboundDomain: string; ownAddress: string; trustedAuthservId: string | null },
): ReceivedEmail {
  const headers = normaliseHeaders(content.headers);
  const from = parseMailbox(content.from)?.address ?? null;
  const ownAddress = parseMailbox(own.ownAddress)?.address;
  const ownAddresses = [`@${own.inboundDomain}`, ...(ownAddress === undefined ? [] : [ownAddress])];
  const { subject } = content;
  const reply = extractReply({ text: content.text, html: content.html, subject });
  return {
    from,
    subject: clean(subject).slice(0, LINE_LIMIT_CHARACTERS),
    messageId: content.messageId.slice(0, LINE_LIMIT_CHARACTERS),
    references: [...(headers.get("in-reply-to") ?? []), ...(headers.get("references") ?? [])]
      .join(" ")
      .slice(0, TEXT_LIMIT_CHARACTERS),
    replyToken: findReplyToken({ ...content, headers }, own.inboundDomain),
    sender: classify({ headers, from, subject, ownAddresses }),
    authentication: readAuthentication(headers, own.trustedAuthservId),
    copiedTo: copiedAddresses([...content.to, ...content.cc], [from ?? "", ...ownAddresses]),
    visible: withoutKeys(clean(reply.visible).slice(0, TEXT_LIMIT_CHARACTERS)),
    elided: withoutKeys(clean(reply.elided).slice(0, TEXT_LIMIT_CHARACTERS)),
    attachments: content.attachments
      .filter((attachment) => !isDecoration(attachment, content.html))
      .slice(0, ATTACHMENTS_LIMIT)
      .map(({ id, name, size }) => ({ id, name: clean(name).slice(0, 255), size })),
  };
}

/**
 * A quoted or forwarded digest carries its reader's own keys: the reply address, at which one writes as
 * them, and the links that mute them. They stay out of the room, whoever may open the rest.
 */
function withoutKeys(text: string): string {
  return text
    .replace(/\br[0-9a-z]{26}@[a-z0-9.-]+/gi, "[reply address]")
    .replace(/(\/unsubscribe\?token=)[0-9a-z]+/gi, "$1…");
}

/** Without what a message can't hold: controls and unpaired surrogates. */
function clean(text: string): string {
  return text.replace(/[^\P{Cc}\t\n\r]|\p{Cs}/gu, "");
}
