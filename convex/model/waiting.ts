/** Whose turn it is in a client room. */
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { appError } from "../errors";
import type { UserKind, WaitingState } from "../validators";
import { requireFirm } from "./firm";
import { listSeats, ROOM_LIST_LIMIT } from "./roomList";
import { getParticipant } from "./rooms";
import { DEFAULT_WAITING_HOURS, median, waitedMs } from "./waitingTime";

/** First replies kept per room; a median over more says nothing about today. */
const FIRST_REPLIES_KEPT = 10;
/** Waiting rooms of everybody looked at for a person with very many seats. */
const WAITS_LOOKED_AT = 900;

/** The room's turn, or null when nobody has written yet, or where nobody waits (no client room). */
export async function getWait(
  ctx: QueryCtx,
  roomId: Id<"rooms">,
): Promise<Doc<"roomWaits"> | null> {
  return await ctx.db
    .query("roomWaits")
    .withIndex("by_roomId", (q) => q.eq("roomId", roomId))
    .unique();
}

/**
 * Takes down that messages were posted in a client room, oldest first: after one of a client it is
 * the team's turn, after one of the team the client's. A reply that ends a wait is timed. Writes at
 * most one document, and none when the turn stays where it is.
 */
export async function passTurn(
  ctx: MutationCtx,
  room: Pick<Doc<"rooms">, "_id" | "kind">,
  posted: { side: UserKind; time: number }[],
): Promise<void> {
  if (room.kind !== "client") return;
  const wait = await getWait(ctx, room._id);
  let { state, sinceTime, firstReplies } = wait ?? { state: null, sinceTime: 0, firstReplies: [] };
  let isChanged = false;
  for (const { side, time } of posted) {
    const next = side === "client" ? "us" : "client";
    if (next === state) continue;
    if (state === "us") {
      const reply = { time, waitedMs: await waitedInFirm(ctx, sinceTime, time) };
      firstReplies = [...firstReplies, reply].slice(-FIRST_REPLIES_KEPT);
    }
    [state, sinceTime, isChanged] = [next, time, true];
  }
  if (state !== null && isChanged) {
    await putWait(ctx, room._id, wait, { state, sinceTime, firstReplies });
  }
}

async function waitedInFirm(ctx: QueryCtx, from: number, to: number): Promise<number> {
  const { waitingHours = DEFAULT_WAITING_HOURS, timeZone } = await requireFirm(ctx);
  return waitedMs(from, to, waitingHours, timeZone);
}

async function putWait(
  ctx: MutationCtx,
  roomId: Id<"rooms">,
  known: Doc<"roomWaits"> | null,
  wait: Pick<Doc<"roomWaits">, "state" | "sinceTime" | "firstReplies">,
): Promise<void> {
  if (known === null) await ctx.db.insert("roomWaits", { roomId, ...wait });
  else await ctx.db.patch("roomWaits", known._id, wait);
}

/**
 * Says by hand whose turn it is, until the next message says otherwise. Setting what already is
 * keeps its time. Error: INVALID_ARGUMENT in a room where nobody waits (internal, announcement).
 */
export async function setTurn(
  ctx: MutationCtx,
  room: Doc<"rooms">,
  state: WaitingState,
): Promise<void> {
  if (room.kind !== "client") {
    throw appError("INVALID_ARGUMENT", "Only in a client room somebody waits.");
  }
  const wait = await getWait(ctx, room._id);
  if (wait?.state === state) return;
  const firstReplies = wait?.firstReplies ?? [];
  await putWait(ctx, room._id, wait, { state, sinceTime: Date.now(), firstReplies });
}

export type WaitingRoom = { roomId: Id<"rooms">; name: string; sinceTime: number };

/**
 * The viewer's rooms that wait for the team, the longest wait first, and the median of their latest
 * first replies (ms within waiting hours; null before the first). Archived rooms wait for nobody.
 * Somebody with more than 200 seats is found through the waits themselves; `isPartial` says that
 * there were more waits than one run looks at.
 */
export async function listWaiting(ctx: QueryCtx, viewer: Doc<"users">) {
  const seats = await listSeats(ctx, viewer._id);
  const waits: Doc<"roomWaits">[] = [];
  for (const { roomId } of seats) {
    const wait = await getWait(ctx, roomId);
    if (wait !== null) waits.push(wait);
  }
  const replies = waits.flatMap((wait) => wait.firstReplies.map((reply) => reply.waitedMs));
  const found =
    seats.length < ROOM_LIST_LIMIT
      ? { waits: waits.filter((wait) => wait.state === "us"), isPartial: false }
      : await longestWaits(ctx, viewer._id);
  const rooms: WaitingRoom[] = [];
  for (const { roomId, sinceTime } of found.waits) {
    const room = await ctx.db.get("rooms", roomId);
    if (room === null || room.archivedTime !== undefined) continue;
    rooms.push({ roomId, name: room.name, sinceTime });
  }
  rooms.sort((a, b) => a.sinceTime - b.sinceTime);
  return {
    rooms,
    isPartial: found.isPartial,
    firstReply: { medianMs: median(replies), count: replies.length },
  };
}

async function longestWaits(ctx: QueryCtx, userId: Id<"users">) {
  const waits: Doc<"roomWaits">[] = [];
  let looked = 0;
  const all = ctx.db
    .query("roomWaits")
    .withIndex("by_state_and_sinceTime", (q) => q.eq("state", "us"));
  for await (const wait of all) {
    if (waits.length >= ROOM_LIST_LIMIT || looked >= WAITS_LOOKED_AT) {
      return { waits, isPartial: true };
    }
    looked += 1;
    if ((await getParticipant(ctx, wait.roomId, userId)) !== null) waits.push(wait);
  }
  return { waits, isPartial: false };
}
