/**
 * What the text of a message is made of, as data: whoever shows it (screen, email, preview) walks
 * this and nothing else. There is no markup, no image and no unchecked address in it.
 */

export type Inline =
  | { kind: "text"; text: string }
  | { kind: "strong" | "em" | "del"; children: Inline[] }
  | { kind: "code"; text: string }
  /** `place` is the host to show beside the words, null where the words name it themselves. */
  | { kind: "link"; text: string; href: string; place: string | null }
  /** The inside of a mention's token (text/mentions.ts). */
  | { kind: "mention"; key: string };

export type Block =
  /** Lines as typed; line ends and blank lines are in the texts. */
  | { kind: "paragraph"; children: Inline[] }
  | { kind: "code"; text: string }
  | { kind: "quote"; blocks: Block[] }
  | { kind: "list"; start: number | null; items: Block[][] };

/** Signs without which a text needs no parser: most messages of a chat. */
const MARKS = /[*_`~[\\]|^ {0,3}(?:>|[-•] |\d{1,9}[.)] )/m;

/** Whether a text may hold formatting beyond links and mentions. */
export function hasMarks(text: string): boolean {
  return MARKS.test(text);
}
