/** What an answer shows of the message that it answers. */
import { type Infer, v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import { previewText } from "../text/plainText";
import type { MentionView } from "./mentions";

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
 * The beginning of a message on one line, at most 140 characters, without marks, `shown` as its
 * reader gets it; of one that is files alone the first file's name.
 */
export function excerptOf({ attachments = [] }: Doc<"messages">, shown: MentionView): string {
  const [file] = attachments;
  if (shown.text === "" && file !== undefined)
    return previewText(file.name, [], EXCERPT_MAX_LENGTH);
  return previewText(shown.text, shown.mentions, EXCERPT_MAX_LENGTH);
}
