/**
 * How text is made findable: case and accents do not count, and writing without spaces is taken two
 * characters at a time. The same folding is used for what is stored, for what is asked, and for the
 * marks in a snippet.
 */

import { writeOutMentions } from "../text/mentions";

/** Runs of letters, digits and marks: what search engines call a word. */
const WORD = /[\p{L}\p{N}\p{M}]+/gu;
const WORD_CHARACTER = /[\p{L}\p{N}\p{M}]/u;
/** Scripts that put no spaces between words; ー belongs to no script of its own. */
const SPACELESS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]/u;
const RUN = new RegExp(`${SPACELESS.source}+|(?:(?!${SPACELESS.source}).)+`, "gu");
/** A character with the marks upon it. */
const CLUSTER = /\P{M}\p{M}*|\p{M}+/gu;
const ACCENTS = /[\u0300-\u036f]/g;
// oxlint-disable-next-line no-control-regex -- all of ASCII is meant
const ASCII = /^[\x00-\x7f]*$/;
const ASCII_WORD = /[a-z0-9]+/g;
const LAST_OF_ASCII = 0x7f;
/** Letters that no accent makes, under the letters that people type for them. */
const PLAIN: Record<string, string> = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ł: "l", ı: "i" };
/** Search engines leave out longer words (bytes of UTF-8), so only their beginning is stored. */
const LONGEST_TOKEN_BYTES = 30;
/** Words of a query beyond these say nothing more. */
const MOST_TERMS = 8;

/** A folded text; its character `i` comes from `starts[i]` to `ends[i]` of the original. */
export type Folded = { text: string; starts: number[]; ends: number[] };

function foldCluster(cluster: string): string {
  const bare = cluster.normalize("NFKD").replace(ACCENTS, "").normalize("NFC").toLowerCase();
  return Array.from(bare, (character) => PLAIN[character] ?? character)
    .join("")
    .replace(ACCENTS, "");
}

/** Lower-case, without accents, and where each character came from. Linear in the text's length. */
export function fold(original: string): Folded {
  if (ASCII.test(original)) {
    const starts = Array.from(original, (_, index) => index);
    return { text: original.toLowerCase(), starts, ends: starts.map((start) => start + 1) };
  }
  const folded: Folded = { text: "", starts: [], ends: [] };
  for (const { 0: cluster, index } of original.matchAll(CLUSTER)) {
    const piece = foldCluster(cluster);
    folded.text += piece;
    for (let i = 0; i < piece.length; i++) {
      folded.starts.push(index);
      folded.ends.push(index + cluster.length);
    }
  }
  return folded;
}

/** As `fold`, the text alone. */
export function foldedText(original: string): string {
  return ASCII.test(original) ? original.toLowerCase() : fold(original).text;
}

function runsOf(text: string): string[] {
  // The same by a shorter way: no character of ASCII is a mark or of a script without spaces.
  if (ASCII.test(text)) return text.toLowerCase().match(ASCII_WORD) ?? [];
  return (foldedText(text).match(WORD) ?? []).flatMap((word) => word.match(RUN) ?? []);
}

/** Of a run, or a term made of one: either all its characters are of such scripts or none. */
function isSpaceless(run: string): boolean {
  return run.charCodeAt(0) > LAST_OF_ASCII && SPACELESS.test(run);
}

function shortened(run: string): string {
  if (run.length * 3 <= LONGEST_TOKEN_BYTES) return run;
  let bytes = 0;
  let end = 0;
  for (const character of run) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (bytes > LONGEST_TOKEN_BYTES) break;
    end += character.length;
  }
  return run.slice(0, end);
}

/** A text and the names of the files under it, one a line: what is looked through. */
export function searchableText(text: string, files: readonly { name: string }[]): string {
  return [text, ...files.map(({ name }) => name)].filter((part) => part !== "").join("\n");
}

/**
 * What the search index holds of a message: the words of its text and file names once each, folded;
 * pairs of characters without spaces; of mentions no names, which differ from reader to reader.
 */
export function searchTextOf(message: {
  text: string;
  attachments?: readonly { name: string }[] | undefined;
}): string {
  const tokens = new Set<string>();
  const text = searchableText(message.text, message.attachments ?? []);
  for (const run of runsOf(writeOutMentions(text, []))) {
    if (!isSpaceless(run)) tokens.add(shortened(run));
    else {
      const characters = [...run];
      characters.forEach((character, i) => tokens.add(character + (characters[i + 1] ?? "")));
    }
  }
  return [...tokens].join(" ");
}

/** The terms of a query: each must occur, at the beginning of a word or, without spaces, anywhere. */
export function termsOf(query: string): string[] {
  return [...new Set(runsOf(query))].slice(0, MOST_TERMS);
}

/**
 * The one token that the index is asked for; whether the other terms occur is looked up in what it
 * finds. The longest, since longer words are rarer.
 */
export function leadingToken(terms: readonly string[]): string {
  const tokens = terms.map((term) =>
    isSpaceless(term) ? [...term].slice(0, 2).join("") : shortened(term),
  );
  return tokens.reduce((longest, token) => (token.length > longest.length ? token : longest), "");
}

/** Where a term occurs in a folded text, as [start, end) of it; at most `limit` places. */
export function occurrencesOf(text: string, term: string, limit: number): [number, number][] {
  const places: [number, number][] = [];
  const anywhere = isSpaceless(term);
  for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + term.length)) {
    const before = text.slice(Math.max(0, at - 2), at);
    const previous = [...before].at(-1) ?? " ";
    const startsWord = !WORD_CHARACTER.test(previous) || SPACELESS.test(previous);
    if (anywhere || startsWord) places.push([at, at + term.length]);
    if (places.length >= limit) break;
  }
  return places;
}
