/** How text becomes search terms, and terms become tokens that FTS5 stores unchanged. */
import { createHash } from "node:crypto";
import type { Value } from "convex/values";
import { encodeSortKey } from "../values/sortKey.ts";

/**
 * Names the rules by which terms are made. Stored with each search index: one that was filled by
 * other rules (of an earlier version, or of an earlier Unicode in Node) is filled anew, because a
 * document can only be taken out of it under the very terms that were put in.
 */
export const TERM_RULES = `1, Unicode ${process.versions.unicode}`;

/** Longer words are not searchable (bytes of UTF-8). */
const LONGEST_TERM_BYTES = 32;
/** Words of a query beyond these are ignored. */
export const MAX_QUERY_TERMS = 16;

/** Runs of letters and digits of any script; marks keep vowels of Indic scripts in their word. */
const WORD = /[\p{L}\p{N}\p{M}]+/gu;

// oxlint-disable-next-line no-control-regex -- all of ASCII is meant
const ASCII = /^[\x00-\x7f]*$/;
const ASCII_WORD = /[a-z0-9]+/g;

/** The terms of a text in their order, repeated as often as they occur. */
export function termsOf(text: string): string[] {
  // The same by a shorter way.
  if (ASCII.test(text)) {
    const words: string[] = text.toLowerCase().match(ASCII_WORD) ?? [];
    return words.filter((word) => word.length <= LONGEST_TERM_BYTES);
  }
  const words = text.toLowerCase().match(WORD) ?? [];
  return words.filter(
    (word) => word.length <= LONGEST_TERM_BYTES && Buffer.byteLength(word) <= LONGEST_TERM_BYTES,
  );
}

/**
 * The token under which a filter value is stored beside the terms. It begins with a character that
 * is no part of any word, so no text can be taken for a filter. Equal tokens do not prove equal
 * values: whoever searches compares the documents themselves.
 */
export function filterToken(position: number, value: Value | undefined): string {
  const key = position + encodeSortKey(value);
  let token = filterTokens.get(key);
  if (token === undefined) {
    const hash = createHash("sha256").update(encodeSortKey(value), "latin1").digest("hex");
    token = `§${position}x${hash.slice(0, 12)}`;
    if (filterTokens.size >= MOST_FILTER_TOKENS) filterTokens.clear();
    filterTokens.set(key, token);
  }
  return token;
}

/** By position and value: the same rooms are written in and searched again and again. */
const filterTokens = new Map<string, string>();
const MOST_FILTER_TOKENS = 5_000;

/**
 * The token of a term among documents with one value in the first filter field. It keeps a search
 * within that value from walking through every document that has the word: the cost of "a…" in a
 * small room must not depend on how much is written elsewhere.
 */
export function termWithin(filter: string, term: string): string {
  return `${filter}§${term}`;
}
