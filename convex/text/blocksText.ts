/** What blocks say without their marks; apart from the parser, which the app loads later. */
import type { Block, Inline } from "./formatted";
import { type MentionNames, mentionLabel, writeOutMentions } from "./mentions";

/** The text as a reader would say it: marks are gone, links have their address beside their words. */
export function blocksText(blocks: readonly Block[], names: MentionNames): string {
  return blocks.map((block) => blockText(block, names)).join("\n\n");
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
