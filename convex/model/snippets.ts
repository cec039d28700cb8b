/** The part of a text that shows why it was found. */
import { type Infer, v } from "convex/values";
import { type Folded, occurrencesOf } from "./searchTerms";

export const vSnippet = v.array(v.object({ text: v.string(), isHit: v.boolean() }));
export type Snippet = Infer<typeof vSnippet>;

/** Characters shown before the first hit, and in all. */
const BEFORE = 40;
const LENGTH = 180;
const MOST_MARKS = 20;

type Range = [start: number, end: number];

/** Where the terms occur in the original text; null when one of them does not occur. */
export function hitsOf(folded: Folded, terms: readonly string[]): Range[] | null {
  const ranges: Range[] = [];
  for (const term of terms) {
    const places = occurrencesOf(folded.text, term, MOST_MARKS);
    if (places.length === 0) return null;
    for (const [start, end] of places) {
      ranges.push([folded.starts[start] ?? 0, folded.ends[end - 1] ?? 0]);
    }
  }
  return merged(ranges);
}

function merged(ranges: Range[]): Range[] {
  const sorted = ranges.toSorted((a, b) => a[0] - b[0]);
  const result: Range[] = [];
  for (const [start, end] of sorted) {
    const last = result.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else result.push([start, end]);
  }
  return result;
}

/** About 180 characters around the first hit, cut at spaces where there are any, on one line. */
export function snippetOf(text: string, hits: readonly Range[]): Snippet {
  const start = startOf(text, hits[0]?.[0] ?? 0);
  const end = endOf(text, Math.min(text.length, start + LENGTH));
  const snippet: Snippet = [];
  const add = (from: number, to: number, isHit: boolean) => {
    if (to > from) snippet.push({ text: text.slice(from, to).replace(/\s+/gu, " "), isHit });
  };
  if (start > 0) snippet.push({ text: "… ", isHit: false });
  let done = start;
  for (const [from, to] of hits) {
    if (from >= end) break;
    add(done, from, false);
    add(from, Math.min(to, end), true);
    done = Math.min(to, end);
  }
  add(done, end, false);
  if (end < text.length) snippet.push({ text: " …", isHit: false });
  return snippet;
}

function startOf(text: string, firstHit: number): number {
  const wanted = firstHit - BEFORE;
  if (wanted <= 0) return 0;
  const space = text.slice(wanted, firstHit).search(/\s/u);
  return space >= 0 ? wanted + space + 1 : wholeCharacter(text, wanted);
}

function endOf(text: string, wanted: number): number {
  if (wanted >= text.length) return text.length;
  const space = text.lastIndexOf(" ", wanted);
  return space > wanted - BEFORE ? space : wholeCharacter(text, wanted);
}

/** Never between the halves of one character. */
function wholeCharacter(text: string, index: number): number {
  const code = text.charCodeAt(index);
  return code >= 0xdc00 && code <= 0xdfff ? index + 1 : index;
}
