/** A message's text without its marks: for the text part of an email, previews and notices. */
import { blocksText } from "./blocksText";
import { cutText, type MentionNames } from "./mentions";
import { parseText } from "./parseText";

/** The text as a reader would say it: marks are gone, links have their address beside their words. */
export function plainText(text: string, names: MentionNames): string {
  return blocksText(parseText(text), names);
}

/** On one line, at most `length` code points. */
export function previewText(text: string, names: MentionNames, length: number): string {
  const line = plainText(cutText(text, 4 * length), names)
    .replace(/\s+/g, " ")
    .trim();
  return [...line].slice(0, length).join("");
}
