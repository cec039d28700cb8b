/**
 * Search over messages. What counts is what the viewer can see: a message is found, shown and
 * attributed by its view (G7), so that words which a view hides find nothing.
 */
import { type Infer, v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { listMessageViews } from "./messageViews";
import { fold, foldedText, leadingToken, searchableText } from "./searchTerms";
import { hitsOf, type Snippet, snippetOf, vSnippet } from "./snippets";
import { writeOutMentions } from "../text/mentions";
import type { SearchWish, vHas } from "../validators";
import { type MessageView, vMessageView } from "./views";

export const vSearchHit = v.object({
  /** The message, or null for a note. */
  messageId: v.union(v.id("messages"), v.null()),
  /** The note that it is; null for messages, and for clients always (G8). */
  noteId: v.union(v.id("notes"), v.null()),
  seq: v.number(),
  time: v.number(),
  source: vMessageView.fields.source,
  author: vMessageView.fields.author,
  snippet: vSnippet,
});
export type SearchHit = Infer<typeof vSearchHit>;

/** What is looked for in each room; all `terms` (folded, searchTerms.termsOf) must occur. */
export type Wanted = Pick<SearchWish, "phrases" | "from" | "has" | "before" | "after"> & {
  terms: string[];
};

/** What one call may still read: messages, and characters of their text. */
export type Budget = { messages: number; characters: number };

/** The most that a search index gives. */
const FOUND_LIMIT = 1_024;
/** Messages looked at in one room when there is no word to look for. */
const SCAN_LIMIT = 500;
const CHUNK = 40;
const LINK = /https?:\/\/|\bwww\./iu;

/** The newest `limit` hits of a room, newest first, and whether there are more. */
export async function searchRoom(
  ctx: QueryCtx & { viewer: Doc<"users"> },
  room: Doc<"rooms">,
  wanted: Wanted,
  options: { limit: number; budget: Budget },
): Promise<{ hits: SearchHit[]; hasMore: boolean }> {
  const { limit, budget } = options;
  const candidates = await candidatesIn(ctx, "messages", room, wanted, budget);
  const hits: SearchHit[] = [];
  for (let i = 0; i < candidates.length && hits.length <= limit; i += CHUNK) {
    const views = await listMessageViews({ ...ctx, room }, candidates.slice(i, i + CHUNK));
    for (const view of views) {
      const hit = hitOf(view, wanted);
      if (hit !== null) hits.push(hit);
    }
  }
  return { hits: hits.slice(0, limit), hasMore: hits.length > limit };
}

/**
 * Messages or notes of a room in which the words may be, newest first, within the budget: the newest
 * that the index has for a word, or simply the newest where there is none to look for.
 */
export async function candidatesIn<T extends "messages" | "notes">(
  ctx: QueryCtx,
  table: T,
  room: Doc<"rooms">,
  wanted: Wanted,
  budget: Budget,
): Promise<Doc<T>[]> {
  const found = await lookUp(ctx, table, room, wanted, budget.messages);
  budget.messages -= found.length;
  const { before = Infinity, after = -Infinity } = wanted;
  const candidates = found
    .filter(({ time, deletedTime }) => deletedTime === undefined && time >= after && time < before)
    .sort((a, b) => b.seq - a.seq);
  let taken = 0;
  while (taken < candidates.length && budget.characters > 0) {
    budget.characters -= candidates[taken]!.text.length;
    taken += 1;
  }
  return candidates.slice(0, taken);
}

async function lookUp<T extends "messages" | "notes">(
  ctx: QueryCtx,
  table: T,
  { _id: roomId }: Doc<"rooms">,
  { terms }: Wanted,
  most: number,
): Promise<Doc<T>[]> {
  // Both tables have these two indexes under the same names, which their types can't say at once.
  const entries = ctx.db.query(table as "messages");
  const found =
    terms.length === 0
      ? entries.withIndex("by_room_and_seq", (q) => q.eq("roomId", roomId)).order("desc")
      : entries.withSearchIndex("search_text", (q) =>
          q.search("searchText", leadingToken(terms)).eq("roomId", roomId),
        );
  const limit = Math.min(terms.length === 0 ? SCAN_LIMIT : FOUND_LIMIT, Math.max(0, most));
  return (await found.take(limit)) as unknown as Doc<T>[];
}

function hitOf(view: MessageView, wanted: Wanted): SearchHit | null {
  const { from, has = [] } = wanted;
  const { messageId, seq, time, source, author } = view;
  if (view.text === null || !isFrom(author, from)) return null;
  const written = writeOutMentions(view.text, view.mentions);
  const text = searchableText(written, view.attachments);
  if (!has.every((thing) => holds(view, thing))) return null;
  const snippet = snippetWith(text, wanted);
  if (snippet === null) return null;
  return { messageId, noteId: null, seq, time, source, author, snippet };
}

/** The part of a readable text that has all that is wanted of one; null if it has not. */
export function snippetWith(text: string, { terms, phrases = [] }: Wanted): Snippet | null {
  const folded = fold(text);
  if (!phrases.every((phrase) => folded.text.includes(foldedText(phrase)))) return null;
  const hits = hitsOf(folded, terms);
  return hits === null ? null : snippetOf(text, hits);
}

/** Images are files too. */
export function holds(
  { text, attachments }: Pick<MessageView, "text" | "attachments">,
  thing: Infer<typeof vHas>,
): boolean {
  if (thing === "link") return LINK.test(text ?? "");
  return attachments.some(({ kind }) => thing === "file" || kind === "image");
}

/** Written by somebody so called, or by the reader where "me" is asked for. */
export function isFrom(author: MessageView["author"], from: string | undefined): boolean {
  if (from === undefined) return true;
  const wanted = foldedText(from);
  return (wanted === "me" && author.mine) || foldedText(author.name).includes(wanted);
}
