/** What is typed after an "@" that may become a mention, and where the "@" stands. */
export type MentionQuery = { start: number; search: string };

const LONGEST_SEARCH = 40;
const TYPED = /(?:^|[\s([{"'*_~])@([\p{L}\p{N}][\p{L}\p{N}'.-]*(?: [\p{L}\p{N}'.-]+)?)?$/u;

/** The mention that the caret stands in, or null; one space may be in a name that is typed. */
export function mentionQueryAt(text: string, caret: number): MentionQuery | null {
  const before = text.slice(Math.max(0, caret - LONGEST_SEARCH), caret);
  const match = TYPED.exec(before);
  if (match === null) return null;
  const search = match[1] ?? "";
  return { start: caret - search.length - 1, search };
}
