import { type MentionNames, mentionToken, writeOutMentions } from "../../../convex/text/mentions";
import type { MessageView } from "./types";

/** A message's text with its mentions by name: to copy, to edit, to compare. */
export function shownText({ text, mentions }: Pick<MessageView, "text" | "mentions">): string {
  return writeOutMentions(text ?? "", mentions);
}

/** A typed text with "@Lena Novak" of those `names` as tokens: what is sent. Longer names go first. */
export function withTokens(typed: string, names: MentionNames): string {
  const longestFirst = [...names].sort((a, b) => b.name.length - a.name.length);
  return longestFirst.reduce(
    (text, { key, name }) => replaceName(text, `@${name}`, mentionToken(key)),
    typed,
  );
}

/** Where a letter follows, it is another name: "@Ann" is not in "@Anna". */
function replaceName(text: string, name: string, token: string): string {
  const pieces = text.split(name);
  return pieces.reduce((done, piece) =>
    /^[\p{L}\p{N}]/u.test(piece) ? done + name + piece : done + token + piece,
  );
}
