/** A page of search results: rooms by their names, and messages by room; for staff notes among them. */
import { type Infer, v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { appError } from "../errors";
import { type SearchWish, vRoomKind } from "../validators";
import { getParticipant } from "./rooms";
import { type Budget, searchRoom, vSearchHit, type Wanted } from "./searchMessages";
import { parseCursor, viewerRooms } from "./searchRooms";
import { searchNotes } from "./searchNotes";
import { foldedText, termsOf } from "./searchTerms";
import { hasRefusedCharacters } from "./text";

const QUERY_MAX_LENGTH = 200;
/** With a cursor of the database in it. */
const CURSOR_MAX_LENGTH = 2_000;
/** Rooms looked into by one call. */
const ROOMS_A_PAGE = 50;
/** A page is full with this many hits. */
const HITS_A_PAGE = 40;
const HITS_A_ROOM = 5;
const HITS_IN_ONE_ROOM = 100;
const BUDGET: Budget = { messages: 3_000, characters: 1_000_000 };

const vRoomShown = v.object({
  roomId: v.id("rooms"),
  name: v.string(),
  kind: vRoomKind,
  archived: v.boolean(),
});
export const vSearchResults = v.object({
  /** Rooms whose name has the words. */
  rooms: v.array(vRoomShown),
  groups: v.array(
    v.object({
      room: vRoomShown,
      hits: v.array(vSearchHit),
      /** There are more hits in this room: ask again with its `roomId`. */
      hasMore: v.boolean(),
    }),
  ),
  /** Leads to older rooms; null when all have been looked into. */
  cursor: v.union(v.string(), v.null()),
});
type SearchResults = Infer<typeof vSearchResults>;

type ViewerCtx = QueryCtx & { viewer: Doc<"users"> };

/**
 * A wish that can be kept, without repetitions. Errors: INVALID_ARGUMENT (more than 200 characters, a
 * cursor that is none), INVALID_TEXT (controls, unpaired surrogates).
 */
export function checkedWish(wish: SearchWish): SearchWish {
  const { text, phrases = [], roomId = "", inRoom = "", from = "", cursor } = wish;
  const parts = [text, inRoom, from, roomId, phrases.join(" ")];
  const isLong = (cursor ?? "").length > CURSOR_MAX_LENGTH;
  if (isLong || parts.some((part) => part.length > QUERY_MAX_LENGTH)) {
    throw appError("INVALID_ARGUMENT", `A search has at most ${QUERY_MAX_LENGTH} characters.`);
  }
  if ([...parts, cursor ?? ""].some((part) => hasRefusedCharacters(part))) {
    throw appError("INVALID_TEXT", "The search holds characters that can't be looked for.");
  }
  if (cursor !== null) parseCursor(cursor);
  return wish.has === undefined ? wish : { ...wish, has: [...new Set(wish.has)] };
}

/** The page that was wished for, for `ctx.viewer`. Reads at most 3,000 messages. */
export async function search(ctx: ViewerCtx, wish: SearchWish): Promise<SearchResults> {
  const { text, roomId, inRoom = "", cursor } = wish;
  const wanted = { ...wish, terms: termsOf(text) };
  const results: SearchResults = { rooms: [], groups: [], cursor: null };
  if (wanted.terms.length === 0 && !isFiltered(wish)) return results;
  const budget = { ...BUDGET };
  if (roomId !== undefined) {
    const room = await getOwnRoom(ctx, roomId);
    if (room !== null) await addHits(ctx, room, { wanted, budget, results }, HITS_IN_ONE_ROOM);
    return results;
  }
  let looked = 0;
  for await (const next of viewerRooms(ctx, ctx.viewer, cursor)) {
    if (next.room === null) return { ...results, cursor: next.cursor };
    const name = foldedText(next.room.name);
    if (!name.includes(foldedText(inRoom))) continue;
    if (!isFiltered(wish) && wanted.terms.every((term) => name.includes(term))) {
      results.rooms.push(toShown(next.room));
    }
    await addHits(ctx, next.room, { wanted, budget, results }, HITS_A_ROOM);
    looked += 1;
    const found = results.groups.reduce((sum, { hits }) => sum + hits.length, 0);
    const isFull = looked >= ROOMS_A_PAGE || found >= HITS_A_PAGE;
    if (isFull || budget.messages <= 0 || budget.characters <= 0) {
      return { ...results, cursor: next.cursor };
    }
  }
  return results;
}

function isFiltered({ from, has, before, after, inRoom }: SearchWish): boolean {
  return (
    [from, before, after, inRoom].some((filter) => filter !== undefined) || (has ?? []).length > 0
  );
}

async function getOwnRoom(ctx: ViewerCtx, roomIdText: string): Promise<Doc<"rooms"> | null> {
  const roomId = ctx.db.normalizeId("rooms", roomIdText);
  const seat = roomId === null ? null : await getParticipant(ctx, roomId, ctx.viewer._id);
  return seat === null ? null : await ctx.db.get("rooms", seat.roomId);
}

async function addHits(
  ctx: ViewerCtx,
  room: Doc<"rooms">,
  { wanted, budget, results }: { wanted: Wanted; budget: Budget; results: SearchResults },
  limit: number,
): Promise<void> {
  const { hits: found, hasMore } = await searchRoom(ctx, room, wanted, { limit, budget });
  const notes = await searchNotes(ctx, room, wanted, { limit, budget });
  const all = notes.length === 0 ? found : [...found, ...notes].sort((a, b) => b.time - a.time);
  const hits = all.slice(0, limit);
  if (hits.length === 0) return;
  results.groups.push({ room: toShown(room), hits, hasMore: hasMore || all.length > limit });
}

function toShown({ _id, name, kind, archivedTime }: Doc<"rooms">) {
  return { roomId: _id, name, kind, archived: archivedTime !== undefined };
}
