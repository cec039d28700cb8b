/** The list of a person's rooms: name, badge, preview, newest activity first. */
import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { previewText } from "../text/plainText";
import type { Attachment } from "../validators";
import { readMentions } from "./mentions";
import { badgeSeq, countsAsUnread } from "./positions";
import { notifyOf } from "./notifications";
import { getParticipant, requireRoomHead } from "./rooms";
import { authorName, type RoomListItem, toNotifyView } from "./views";

/** Rooms in one list. Reads stay under a third of what one run may read (32,000 documents). */
export const ROOM_LIST_LIMIT = 200;
/** Rooms of everybody looked at to find those; each is one index range of the 4,096 of a run. */
export const HEADS_LOOKED_AT = 900;
/** The badge says "99+" from here on. */
export const UNREAD_CAP = 100;
/** Entries looked at in one room to count its badge; more can only be own or deleted ones. */
const UNREAD_SCAN_LIMIT = 300;
const UNREAD_SCAN_BUDGET = 8_000;
const PREVIEW_MAX_LENGTH = 140;

type Lookup = (id: Id<"users">) => Promise<Doc<"users"> | null>;

/**
 * The viewer's rooms, newest activity first. Somebody with more than 200 seats gets the most
 * recently active of them; `rooms.listAll` pages through every seat.
 */
export async function listRooms(
  ctx: QueryCtx,
  viewer: Doc<"users">,
  firm: Doc<"firm">,
  getUser: Lookup,
): Promise<RoomListItem[]> {
  return await listRoomsOfSeats(ctx, await listSeats(ctx, viewer._id), viewer, firm, getUser);
}

/** As above, of some of the viewer's seats. */
export async function listRoomsOfSeats(
  ctx: QueryCtx,
  seats: Doc<"participants">[],
  viewer: Doc<"users">,
  firm: Doc<"firm">,
  getUser: Lookup,
): Promise<RoomListItem[]> {
  const budget = { left: UNREAD_SCAN_BUDGET };
  const items: RoomListItem[] = [];
  for (const seat of seats) {
    const item = await toRoomListItem(ctx, { seat, viewer, firm, getUser, budget });
    if (item !== null) items.push(item);
  }
  return items.sort((a, b) => b.lastActivityTime - a.lastActivityTime);
}

/** A person's seats, in the latest active rooms where there are more than 200. */
export async function listSeats(
  ctx: QueryCtx,
  userId: Id<"users">,
): Promise<Doc<"participants">[]> {
  const seats = await ctx.db
    .query("participants")
    .withIndex("by_user", (q) => q.eq("userId", userId))
    .order("desc")
    .take(ROOM_LIST_LIMIT + 1);
  return seats.length <= ROOM_LIST_LIMIT ? seats : await latestActiveSeats(ctx, userId);
}

/** Walks rooms from the latest activity back and keeps those with a seat, in bounded steps. */
async function latestActiveSeats(
  ctx: QueryCtx,
  userId: Id<"users">,
): Promise<Doc<"participants">[]> {
  const seats: Doc<"participants">[] = [];
  const heads = ctx.db.query("roomHeads").withIndex("by_lastActivityTime").order("desc");
  let looked = 0;
  for await (const head of heads) {
    const seat = await getParticipant(ctx, head.roomId, userId);
    if (seat !== null) seats.push(seat);
    if (seats.length >= ROOM_LIST_LIMIT || (looked += 1) >= HEADS_LOOKED_AT) break;
  }
  return seats;
}

async function toRoomListItem(
  ctx: QueryCtx,
  about: {
    seat: Doc<"participants">;
    viewer: Doc<"users">;
    firm: Doc<"firm">;
    getUser: Lookup;
    budget: { left: number };
  },
): Promise<RoomListItem | null> {
  const { seat, viewer } = about;
  const room = await ctx.db.get("rooms", seat.roomId);
  if (room === null) return null;
  const head = await requireRoomHead(ctx, room._id);
  const seen = await badgeSeq(ctx, viewer._id, room._id);
  const unread =
    head.lastSeq > seen ? await countUnread(ctx, room._id, viewer._id, seen, about.budget) : 0;
  return {
    roomId: room._id,
    name: room.name,
    kind: room.kind,
    archived: room.archivedTime !== undefined,
    notify: toNotifyView(seat),
    pinned: seat.pinned ?? false,
    unread: notifyOf(seat).level === "off" ? 0 : unread,
    hasUnread: unread > 0,
    lastSeq: head.lastSeq,
    readSeq: seen,
    lastActivityTime: head.lastActivityTime,
    preview: await previewOf(ctx, room._id, about),
  };
}

/** Messages of others after `seen`, up to UNREAD_CAP. */
async function countUnread(
  ctx: QueryCtx,
  roomId: Id<"rooms">,
  viewerId: Id<"users">,
  seen: number,
  budget: { left: number },
): Promise<number> {
  const later = ctx.db
    .query("messages")
    .withIndex("by_room_and_seq", (q) => q.eq("roomId", roomId).gt("seq", seen));
  let count = 0;
  let scanned = 0;
  for await (const message of later) {
    if (countsAsUnread(message, viewerId)) count += 1;
    scanned += 1;
    if (count >= UNREAD_CAP || scanned >= UNREAD_SCAN_LIMIT || (budget.left -= 1) <= 0) break;
  }
  return count;
}

async function previewOf(
  ctx: QueryCtx,
  roomId: Id<"rooms">,
  about: { viewer: Doc<"users">; firm: Doc<"firm">; getUser: Lookup },
): Promise<RoomListItem["preview"]> {
  const last = await ctx.db
    .query("messages")
    .withIndex("by_room_and_seq", (q) => q.eq("roomId", roomId))
    .order("desc")
    .first();
  if (last === null) return null;
  const author = await about.getUser(last.authorId);
  const read = await readMentions(last, about.viewer, about.getUser);
  const text = previewText(read.text, read.mentions, PREVIEW_MAX_LENGTH);
  return {
    text: last.deletedTime === undefined ? text : null,
    author: authorName(author, about.viewer, about.firm),
    mine: last.authorId === about.viewer._id,
    source: last.source,
    files: filesPreview(last.attachments ?? []),
  };
}

function filesPreview(attachments: Attachment[]) {
  const [first] = attachments;
  return first === undefined
    ? null
    : { count: attachments.length, kind: first.kind, name: first.name };
}
