/** The rooms that a search looks into: the viewer's own, latest activity first, a page at a time. */
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { appError } from "../errors";
import { HEADS_LOOKED_AT, ROOM_LIST_LIMIT } from "./roomList";
import { getParticipant, requireRoomHead } from "./rooms";

/** `cursor` leads to the rooms after this one. Null: the walk stops for now, with more to come. */
type NextRoom = { room: Doc<"rooms"> | null; cursor: string };

type Head = Pick<Doc<"roomHeads">, "roomId" | "lastActivityTime">;

/** After one of the viewer's rooms, or from the start; `page` goes on from there past rooms of others. */
type Place = { after: Head | null; page: string | null };

const START = "start";

/**
 * Cursors go to the viewer, so they name rooms of the viewer only (R4). How far a walk came among the
 * others is told by the database's own cursor, which nobody can read.
 */
function cursorOf({ after, page }: Place): string {
  const head = after === null ? START : `${after.lastActivityTime} ${after.roomId}`;
  return page === null ? head : `${head} ${page}`;
}

function cursorAfter({ lastActivityTime, roomId }: Head): string {
  return cursorOf({ after: { lastActivityTime, roomId }, page: null });
}

/** Where a page of a search left off. Error: INVALID_ARGUMENT (a cursor that is none). */
export function parseCursor(cursor: string): Place {
  const parts = cursor.split(" ");
  if (parts[0] === START && parts.length > 1) {
    return { after: null, page: parts.slice(1).join(" ") };
  }
  const [time = "", roomId = "", ...rest] = parts;
  const lastActivityTime = Number(time);
  if (time === "" || roomId === "" || !Number.isFinite(lastActivityTime)) {
    throw appError("INVALID_ARGUMENT", "This cursor comes from no earlier page.");
  }
  return {
    after: { lastActivityTime, roomId: roomId as Doc<"rooms">["_id"] },
    page: rest.length === 0 ? null : rest.join(" "),
  };
}

/** Newest first; rooms of one moment in the order of their ids, so that a cursor has one place. */
function isAfter(head: Head, cursor: Head): boolean {
  if (head.lastActivityTime !== cursor.lastActivityTime) {
    return head.lastActivityTime < cursor.lastActivityTime;
  }
  return head.roomId > cursor.roomId;
}

/**
 * The viewer's rooms after `cursor` (null: from the start), one after the other. With up to 200 seats
 * they are sorted; with more, all rooms are walked by activity and those without a seat are skipped,
 * at most 900 a call.
 */
export async function* viewerRooms(
  ctx: QueryCtx,
  viewer: Doc<"users">,
  cursor: string | null,
): AsyncGenerator<NextRoom> {
  const from = cursor === null ? { after: null, page: null } : parseCursor(cursor);
  const seats = await ctx.db
    .query("participants")
    .withIndex("by_user", (q) => q.eq("userId", viewer._id))
    .take(ROOM_LIST_LIMIT + 1);
  if (seats.length > ROOM_LIST_LIMIT) return yield* walkedRooms(ctx, viewer, from);
  const heads: Head[] = [];
  for (const { roomId } of seats) heads.push(await requireRoomHead(ctx, roomId));
  heads.sort((a, b) => (isAfter(a, b) ? 1 : -1));
  for (const head of heads) {
    if (from.after !== null && !isAfter(head, from.after)) continue;
    const room = await ctx.db.get("rooms", head.roomId);
    if (room !== null) yield { room, cursor: cursorAfter(head) };
  }
}

async function* walkedRooms(
  ctx: QueryCtx,
  viewer: Doc<"users">,
  { after, page }: Place,
): AsyncGenerator<NextRoom> {
  const heads = await ctx.db
    .query("roomHeads")
    .withIndex("by_lastActivityTime", (q) =>
      after === null ? q : q.lte("lastActivityTime", after.lastActivityTime),
    )
    .order("desc")
    .paginate({ numItems: HEADS_LOOKED_AT, cursor: page });
  // Rooms of one moment come in the order of their making: those up to the cursor's are done.
  let isPast = after === null || page !== null;
  for (const head of heads.page) {
    if (!isPast && after !== null && head.lastActivityTime === after.lastActivityTime) {
      isPast = head.roomId === after.roomId;
      continue;
    }
    isPast = true;
    if ((await getParticipant(ctx, head.roomId, viewer._id)) === null) continue;
    const room = await ctx.db.get("rooms", head.roomId);
    if (room !== null) yield { room, cursor: cursorAfter(head) };
  }
  if (heads.isDone) return;
  yield { room: null, cursor: cursorOf({ after, page: heads.continueCursor }) };
}
