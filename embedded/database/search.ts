/**
 * Text search as Convex's search indexes do it: any of the words may occur, the last one also as
 * the beginning of a word, all filters must be equal, the best match comes first (BM25).
 *
 * Two things are our own. The statistics behind BM25 (how rare a word is, how long texts are) come
 * from the matches of this very search, so documents outside its filters can neither shift its
 * order nor be inferred from it. And only the newest 1,024 matches are ranked.
 */
import type { Value } from "convex/values";
import { compareValues } from "convex/values";
import { fieldAt } from "../values/documentJson.ts";
import { ABOVE_ALL, encodeSortKey } from "../values/sortKey.ts";
import { searchIndexNamed, searchText, type SearchIndex, type Table } from "./catalog.ts";
import type { DocumentRecord } from "./documentCache.ts";
import type { KeyRange } from "./indexRange.ts";
import { filterToken, MAX_QUERY_TERMS, termsOf, termWithin } from "./searchTerms.ts";
import type { QuerySource } from "./types.ts";

const MAX_RESULTS = 1_024;
const MAX_FILTERS = 8;

/** BM25: how fast repetition stops counting, and how much long texts are held back. */
const REPETITION = 1.2;
const LENGTH_WEIGHT = 0.75;

export type Search = {
  index: SearchIndex;
  terms: string[];
  filters: { position: number; fieldPath: string; value: Value | undefined }[];
  /** What the search depends on: the filters that lead the index's list of filter fields. */
  range: KeyRange;
};

/** Checks a search against its index. Throws on unknown fields and more than 8 filters. */
export function planSearch(table: Table, source: QuerySource & { type: "Search" }): Search {
  const index = searchIndexNamed(table, source.indexName);
  if (source.search.fieldPath !== index.searchField) {
    throw new Error(
      `Search index ${table.name}.${index.name} searches "${index.searchField}", not "${source.search.fieldPath}"`,
    );
  }
  if (source.filters.length > MAX_FILTERS) {
    throw new Error(`A search has at most ${MAX_FILTERS} filters, not ${source.filters.length}`);
  }
  const filters = source.filters.map(({ fieldPath, value }) => {
    const position = index.filterFields.indexOf(fieldPath);
    if (position >= 0) return { position, fieldPath, value };
    throw new Error(`Search index ${table.name}.${index.name} has no filter field "${fieldPath}"`);
  });
  const terms = [...new Set(termsOf(source.search.value))].slice(0, MAX_QUERY_TERMS);
  return { index, terms, filters, range: searchRange(index, filters) };
}

function searchRange(index: SearchIndex, filters: Search["filters"]): KeyRange {
  let prefix = index.prefix;
  for (let position = 0; position < index.filterFields.length; position++) {
    const filter = filters.find((candidate) => candidate.position === position);
    if (filter === undefined) break;
    prefix += encodeSortKey(filter.value);
  }
  return { prefix, start: prefix, end: prefix + ABOVE_ALL };
}

/** The FTS5 expression of a search that has terms. */
export function matchExpression({ terms, filters }: Search): string {
  const byPosition = new Map(filters.map((f) => [f.position, filterToken(f.position, f.value)]));
  const first = byPosition.get(0);
  byPosition.delete(0);
  const words = terms.map((term, position) => {
    const token = first === undefined ? term : termWithin(first, term);
    return position === terms.length - 1 ? `"${token}"*` : `"${token}"`;
  });
  const others = [...byPosition.values()].map((token) => `"${token}"`);
  return [...others, `(${words.join(" OR ")})`].join(" AND ");
}

/** At most this many matches are ranked, newest first. */
export const MAX_CANDIDATES = MAX_RESULTS;

/**
 * Ranks candidates and drops those that do not match: SQLite's answer knows neither the writes of
 * the running transaction nor two values with one hash. Keys of the result rise with the rank.
 */
export function rank(
  search: Search,
  candidates: readonly DocumentRecord[],
): { key: string; record: DocumentRecord }[] {
  const matches = candidates.flatMap((record) => {
    const text = searchText(search.index, record.document);
    if (text === null || !passesFilters(search, record)) return [];
    const terms = termsOf(text);
    const counts = search.terms.map((_, position) => occurrences(search.terms, position, terms));
    return counts.some((count) => count > 0) ? [{ record, counts, length: terms.length }] : [];
  });
  const averageLength = matches.reduce((sum, { length }) => sum + length, 0) / matches.length;
  const rarity = search.terms.map((_, position) => {
    const found = matches.filter(({ counts }) => counts[position]! > 0).length;
    return Math.log(1 + (matches.length - found + 0.5) / (found + 0.5));
  });
  const scored = matches.map(({ record, counts, length }) => {
    const damping = REPETITION * (1 - LENGTH_WEIGHT + (LENGTH_WEIGHT * length) / averageLength);
    const score = counts.reduce(
      (sum, count, position) =>
        sum + (rarity[position]! * count * (REPETITION + 1)) / (count + damping),
      0,
    );
    return { key: rankKey(score, record), record };
  });
  return scored.sort((a, b) => (a.key < b.key ? -1 : 1)).slice(0, MAX_RESULTS);
}

/** Best score first, then the newest: a key like those of indexes, so that pages work alike. */
function rankKey(score: number, { document }: DocumentRecord): string {
  return encodeSortKey(-score) + encodeSortKey(-document._creationTime) + document._id;
}

function occurrences(searched: readonly string[], position: number, terms: readonly string[]) {
  const word = searched[position]!;
  const isLast = position === searched.length - 1;
  return terms.filter((term) => (isLast ? term.startsWith(word) : term === word)).length;
}

function passesFilters({ filters }: Search, { document }: DocumentRecord): boolean {
  return filters.every(
    ({ fieldPath, value }) => compareValues(fieldAt(document, fieldPath), value) === 0,
  );
}
