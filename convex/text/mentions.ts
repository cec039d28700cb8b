/**
 * Mentions inside a text. A person is stored as a token with their id, never as a name: a name would
 * reach clients who must not learn of somebody who never wrote (R5). Before a text leaves for a
 * reader, ids that the reader may not know become `team` or `someone`.
 */

/** The whole team, or any one of it to a client. */
export const TEAM = "team";
/** A person whom the reader may not know, or who is not in the room. */
export const SOMEONE = "someone";
/** The reader, where the reader gets no ids. */
export const YOU = "you";

const TOKEN = /<@([a-z0-9]{3,40})>/g;

/** How the mentions of one text read for one reader. */
export type MentionNames = readonly { key: string; name: string; you?: boolean }[];

/** Pieces of a text between its mentions and the mentions themselves, in order. */
export type MentionSegment = { kind: "text"; text: string } | { kind: "mention"; key: string };

/** The token that stands for a person's id, or for one of the words above. */
export function mentionToken(key: string): string {
  return `<@${key}>`;
}

/** Splits at the tokens; linear, and nothing is lost. */
export function splitMentions(text: string): MentionSegment[] {
  const segments: MentionSegment[] = [];
  let done = 0;
  for (const match of text.matchAll(TOKEN)) {
    const [token, key = SOMEONE] = match;
    if (match.index > done) segments.push({ kind: "text", text: text.slice(done, match.index) });
    segments.push({ kind: "mention", key });
    done = match.index + token.length;
  }
  if (done < text.length) segments.push({ kind: "text", text: text.slice(done) });
  return segments;
}

/** The insides of a text's tokens, as often as they stand there. */
export function tokenKeys(text: string): string[] {
  return splitMentions(text).flatMap((one) => (one.kind === "mention" ? [one.key] : []));
}

/** The text with each token's inside replaced by what `rename` gives for it. */
export function renameMentions(text: string, rename: (key: string) => string): string {
  return text.replace(TOKEN, (_token, key: string) => mentionToken(rename(key)));
}

/** "@Lena": the name for a key, a neutral word where the reader is given none. */
export function mentionLabel(key: string, names: MentionNames): string {
  const known = names.find((name) => name.key === key)?.name;
  return `@${known ?? (key === TEAM ? TEAM : SOMEONE)}`;
}

/** A text in which tokens are written out: for code, which is shown as it is. */
export function writeOutMentions(text: string, names: MentionNames): string {
  return text.replace(TOKEN, (_token, key: string) => mentionLabel(key, names));
}

/** The start of a text of at most `length` code points, never ending inside a token. */
export function cutText(text: string, length: number): string {
  const characters = [...text.slice(0, 2 * length + 2)];
  if (characters.length <= length) return text;
  return characters
    .slice(0, length)
    .join("")
    .replace(/<@?[a-z0-9]{0,40}$/, "")
    .trimEnd();
}
