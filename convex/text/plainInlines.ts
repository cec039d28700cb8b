/** Links and mentions in a piece of text without other formatting. */
import type { Block, Inline } from "./formatted";
import { hostToShow, splitLinks } from "./links";
import { splitMentions } from "./mentions";

/** Text, links and mentions, in order. */
export function plainInlines(text: string): Inline[] {
  return splitMentions(text).flatMap((segment): Inline[] =>
    segment.kind === "mention" ? [segment] : splitLinks(segment.text).map(toInline),
  );
}

function toInline(segment: ReturnType<typeof splitLinks>[number]): Inline {
  return segment.kind === "text" ? segment : linkInline(segment.text, segment.href);
}

/** A link whose words are the writer's: where they hide the place, it is told beside them. */
export function linkInline(words: string, href: string): Inline {
  return { kind: "link", text: words, href, place: hostToShow(words, href) };
}

/** A text without marks (formatted.hasMarks) needs no parser. */
export function plainBlocks(text: string): Block[] {
  return [{ kind: "paragraph", children: plainInlines(text) }];
}
