import { blocksText } from "../../../convex/text/blocksText";
import type { Block } from "../../../convex/text/formatted";
import type { MessageView } from "./types";
import { blocksNow } from "./useBlocks";

/** What an answer shows of the message that it answers. */
export type Quote = NonNullable<MessageView["quote"]>;

const EXCERPT_LENGTH = 140;

/** The beginning of a message on one line and without marks, as the server will cut it. */
export function excerptOf(view: MessageView, blocks: Block[] = blocksNow(view.text ?? "")): string {
  const text =
    view.text === "" ? (view.attachments[0]?.name ?? "") : blocksText(blocks, view.mentions);
  return [...text.replace(/\s+/gu, " ").trim()].slice(0, EXCERPT_LENGTH).join("");
}

/** The quote of an answer that is not sent yet. */
export function quoteOf(view: MessageView): Quote {
  const { messageId, seq, author } = view;
  return { messageId, seq, author: author.name, mine: author.mine, text: excerptOf(view) };
}

/** Reads a stored quote; null for anything that this code did not write. */
export function parseQuote(value: unknown): Quote | null {
  if (typeof value !== "object" || value === null) return null;
  const { messageId, seq, author, mine, text } = value as Record<string, unknown>;
  if (typeof messageId !== "string" || typeof seq !== "number") return null;
  if (typeof author !== "string" || typeof mine !== "boolean" || typeof text !== "string") {
    return null;
  }
  return { messageId: messageId as Quote["messageId"], seq, author, mine, text };
}
