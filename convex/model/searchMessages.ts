/**
 * Search over messages. What counts is what the viewer can see: a message is found, shown and
 * attributed by its view (G7), so that words which a view hides find nothing.
 */
import { type Infer, v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { listMessageViews } from "./messageViews";
import { fold, foldedText, leadingToken, searchableText } from "./searchTerms";
import { hitsOf, snippetOf, vSnippet } from "./snippets";
import { writeOutMentions } from "../text/mentions";
import type { SearchWish, vHas } from "../validators";
import { type MessageView, vMessageView } from "./views";

export const vSearchHit = v.object({
  messageId: vMessageView.fields.messageId,
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
  const candidates = await candidatesIn(ctx, room, wanted, budget);
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

async function candidatesIn(ctx: QueryCtx, room: Doc<"rooms">, wanted: Wanted, budget: Budget) {
  const found =
    wanted.terms.length === 0
      ? await ctx.db
          .query("messages")
          .withIndex("by_room_and_seq", (q) => q.eq("roomId", room._id))
          .order("desc")
          .take(Math.min(SCAN_LIMIT, budget.messages))
      : await ctx.db
          .query("messages")
          .withSearchIndex("search_text", (q) =>
            q.search("searchText", leadingToken(wanted.terms)).eq("roomId", room._id),
          )
          .take(Math.min(FOUND_LIMIT, budget.messages));
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

function hitOf(
  view: MessageView,
  { terms, phrases = [], from, has = [] }: Wanted,
): SearchHit | null {
  const { messageId, seq, time, source, author } = view;
  if (view.text === null || !isFrom(author, from)) return null;
  const written = writeOutMentions(view.text, view.mentions);
  const text = searchableText(written, view.attachments);
  if (!has.every((thing) => holds(view, thing))) return null;
  const folded = fold(text);
  if (!phrases.every((phrase) => folded.text.includes(foldedText(phrase)))) return null;
  const hits = hitsOf(folded, terms);
  if (hits === null) return null;
  return { messageId, seq, time, source, author, snippet: snippetOf(text, hits) };
}

/** Images are files too. */
function holds({ text, attachments }: MessageView, thing: Infer<typeof vHas>): boolean {
  if (thing === "link") return LINK.test(text ?? "");
  return attachments.some(({ kind }) => thing === "file" || kind === "image");
}

function isFrom(author: MessageView["author"], from: string | undefined): boolean {
  if (from === undefined) return true;
  const wanted = foldedText(from);
  return (wanted === "me" && author.mine) || foldedText(author.name).includes(wanted);
}
