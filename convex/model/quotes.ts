/** What an answer shows of the message that it answers. */
import { type Infer, v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import { previewText } from "../text/plainText";

const EXCERPT_MAX_LENGTH = 140;

/** Made anew from the quoted message at each reading: what was edited or deleted there is so here. */
export const vQuote = v.object({
  messageId: v.id("messages"),
  seq: v.number(),
  author: v.string(),
  mine: v.boolean(),
  /** The beginning of its text on one line; null when it was deleted. */
  text: v.union(v.string(), v.null()),
});
export type Quote = Infer<typeof vQuote>;

/**
 * The beginning of a message on one line, at most 140 characters, without marks and without names of
 * others; of one that is files alone the first file's name.
 */
export function excerptOf(message: Doc<"messages">): string {
  const [file] = message.attachments ?? [];
  const text = message.text === "" && file !== undefined ? file.name : message.text;
  return previewText(text, [], EXCERPT_MAX_LENGTH);
}
