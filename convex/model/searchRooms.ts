/** The rooms that a search looks into: the viewer's own, latest activity first, a page at a time. */
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { appError } from "../errors";
import { HEADS_LOOKED_AT, ROOM_LIST_LIMIT } from "./roomList";
import { getParticipant, requireRoomHead } from "./rooms";

/** `cursor` leads to the rooms after this one. Null: the walk stops for now, with more to come. */
type NextRoom = { room: Doc<"rooms"> | null; cursor: string };

type Head = Pick<Doc<"roomHeads">, "roomId" | "lastActivityTime">;

function cursorAfter({ lastActivityTime, roomId }: Head): string {
  return `${lastActivityTime} ${roomId}`;
}

/** Where a page of a search left off. Error: INVALID_ARGUMENT (a cursor that is none). */
export function parseCursor(cursor: string): Head {
  const [time = "", roomId = ""] = cursor.split(" ");
  const lastActivityTime = Number(time);
  if (time === "" || roomId === "" || !Number.isFinite(lastActivityTime)) {
    throw appError("INVALID_ARGUMENT", "This cursor comes from no earlier page.");
  }
  return { lastActivityTime, roomId: roomId as Doc<"rooms">["_id"] };
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
  const from = cursor === null ? null : parseCursor(cursor);
  const seats = await ctx.db
    .query("participants")
    .withIndex("by_user", (q) => q.eq("userId", viewer._id))
    .take(ROOM_LIST_LIMIT + 1);
  if (seats.length > ROOM_LIST_LIMIT) return yield* walkedRooms(ctx, viewer, from);
  const heads: Head[] = [];
  for (const { roomId } of seats) heads.push(await requireRoomHead(ctx, roomId));
  heads.sort((a, b) => (isAfter(a, b) ? 1 : -1));
  for (const head of heads) {
    if (from !== null && !isAfter(head, from)) continue;
    const room = await ctx.db.get("rooms", head.roomId);
    if (room !== null) yield { room, cursor: cursorAfter(head) };
  }
}

async function* walkedRooms(
  ctx: QueryCtx,
  viewer: Doc<"users">,
  from: Head | null,
): AsyncGenerator<NextRoom> {
  const heads = ctx.db
    .query("roomHeads")
    .withIndex("by_lastActivityTime", (q) =>
      from === null ? q : q.lte("lastActivityTime", from.lastActivityTime),
    )
    .order("desc");
  let looked = 0;
  // Rooms of one moment come in the order of their making: those up to the cursor's are done.
  let isPast = from === null;
  for await (const head of heads) {
    if (!isPast && from !== null && head.lastActivityTime === from.lastActivityTime) {
      isPast = head.roomId === from.roomId;
      continue;
    }
    isPast = true;
    if ((looked += 1) > HEADS_LOOKED_AT) return yield { room: null, cursor: cursorAfter(head) };
    if ((await getParticipant(ctx, head.roomId, viewer._id)) === null) continue;
    const room = await ctx.db.get("rooms", head.roomId);
    if (room !== null) yield { room, cursor: cursorAfter(head) };
  }
}
