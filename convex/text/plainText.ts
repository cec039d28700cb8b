/** A message's text without its marks: for the text part of an email, previews and notices. */
import type { Block, Inline } from "./formatted";
import { cutText, type MentionNames, mentionLabel, writeOutMentions } from "./mentions";
import { parseText } from "./parseText";

/** The text as a reader would say it: marks are gone, links have their address beside their words. */
export function plainText(text: string, names: MentionNames): string {
  return parseText(text)
    .map((block) => blockText(block, names))
    .join("\n\n");
}

/** On one line, at most `length` code points. */
export function previewText(text: string, names: MentionNames, length: number): string {
  const line = plainText(cutText(text, 4 * length), names)
    .replace(/\s+/g, " ")
    .trim();
  return [...line].slice(0, length).join("");
}

function blockText(block: Block, names: MentionNames): string {
  switch (block.kind) {
    case "paragraph":
      return inlineText(block.children, names);
    case "code":
      return writeOutMentions(block.text, names);
    case "quote":
      return prefixed(block.blocks, names, "> ", "> ");
    case "list":
      return block.items
        .map((item, index) => {
          const mark = block.start === null ? "- " : `${block.start + index}. `;
          return prefixed(item, names, mark, " ".repeat(mark.length));
        })
        .join("\n");
    default:
      return block satisfies never;
  }
}

function prefixed(blocks: Block[], names: MentionNames, first: string, later: string): string {
  return blocks
    .map((block) => blockText(block, names))
    .join("\n")
    .split("\n")
    .map((line, index) => `${index === 0 ? first : later}${line}`)
    .join("\n");
}

function inlineText(inlines: Inline[], names: MentionNames): string {
  return inlines.map((inline) => oneInline(inline, names)).join("");
}

function oneInline(inline: Inline, names: MentionNames): string {
  switch (inline.kind) {
    case "text":
      return inline.text;
    case "code":
      return writeOutMentions(inline.text, names);
    case "link":
      return inline.place === null ? inline.text : `${inline.text} (${inline.href})`;
    case "mention":
      return mentionLabel(inline.key, names);
    case "strong":
    case "em":
    case "del":
      return inlineText(inline.children, names);
    default:
      return inline satisfies never;
  }
}
