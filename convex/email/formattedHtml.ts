/** A message's text as the HTML of an email: inline styles, every text escaped, links checked. */
import type { Block, Inline } from "../text/formatted";
import { type MentionNames, mentionLabel, writeOutMentions } from "../text/mentions";
import { parseText } from "../text/parseText";
import { escapeHtml } from "./escape";

const CODE = "font-family:Consolas,Menlo,monospace;font-size:13px";
const TAGS = { strong: "strong", em: "em", del: "s" } as const;

/** HTML of the text; each block finds its own writing direction. */
export function formattedHtml(text: string, names: MentionNames): string {
  return blocksHtml(parseText(text), names);
}

function blocksHtml(blocks: Block[], names: MentionNames): string {
  return blocks.map((block) => blockHtml(block, names)).join("");
}

function blockHtml(block: Block, names: MentionNames): string {
  switch (block.kind) {
    case "paragraph":
      return `<div dir="auto">${inlinesHtml(block.children, names)}</div>`;
    case "code":
      return `<pre dir="ltr" style="${CODE};margin:6px 0;white-space:pre-wrap">${escapeHtml(writeOutMentions(block.text, names))}</pre>`;
    case "quote":
      return `<blockquote dir="auto" style="margin:6px 0;padding-left:10px;border-left:3px solid #c3c8d0">${blocksHtml(block.blocks, names)}</blockquote>`;
    case "list": {
      const [open, close] =
        block.start === null ? ["<ul", "</ul>"] : [`<ol start="${block.start}"`, "</ol>"];
      const items = block.items.map((item) => `<li>${blocksHtml(item, names)}</li>`).join("");
      return `${open} dir="auto" style="margin:6px 0;padding-left:24px">${items}${close}`;
    }
    default:
      return block satisfies never;
  }
}

function inlinesHtml(inlines: Inline[], names: MentionNames): string {
  return inlines.map((inline) => inlineHtml(inline, names)).join("");
}

function withBreaks(text: string): string {
  return escapeHtml(text).replace(/\n/g, "<br>");
}

function inlineHtml(inline: Inline, names: MentionNames): string {
  switch (inline.kind) {
    case "text":
      return withBreaks(inline.text);
    case "code":
      return `<code style="${CODE}">${escapeHtml(writeOutMentions(inline.text, names))}</code>`;
    case "mention":
      return `<strong><bdi>${escapeHtml(mentionLabel(inline.key, names))}</bdi></strong>`;
    case "link": {
      const place = inline.place === null ? "" : ` (${escapeHtml(inline.place)})`;
      return `<a class="plain" href="${escapeHtml(inline.href)}" rel="noopener noreferrer">${withBreaks(inline.text)}</a>${place}`;
    }
    case "strong":
    case "em":
    case "del": {
      const tag = TAGS[inline.kind];
      return `<${tag}>${inlinesHtml(inline.children, names)}</${tag}>`;
    }
    default:
      return inline satisfies never;
  }
}
