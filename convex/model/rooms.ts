/** Rooms, seats and heads: how a room is found, and what must exist beside it. */
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { appError, notFound } from "../errors";
import type { RoomKind } from "../validators";
import type { RoomFacts, Verdict } from "./permissions";
import { oneLineName } from "./text";

export const ROOM_NAME_MAX_LENGTH = 120;

/** A person's seat in a room, or null. The point read that makes access end by itself (G9). */
export async function getParticipant(
  ctx: QueryCtx,
  roomId: Id<"rooms">,
  userId: Id<"users">,
): Promise<Doc<"participants"> | null> {
  return await ctx.db
    .query("participants")
    .withIndex("by_room_and_user", (q) => q.eq("roomId", roomId).eq("userId", userId))
    .unique();
}

/**
 * The room and the person's seat in it; NOT_FOUND when the id is malformed, of another table,
 * unknown or of a room without their seat: four cases, one answer (R4).
 */
export async function requireRoom(
  ctx: QueryCtx,
  user: Doc<"users">,
  roomIdText: string,
): Promise<{ room: Doc<"rooms">; participant: Doc<"participants"> }> {
  const roomId = ctx.db.normalizeId("rooms", roomIdText);
  if (roomId === null) throw notFound();
  const participant = await getParticipant(ctx, roomId, user._id);
  const room = participant === null ? null : await ctx.db.get("rooms", roomId);
  if (participant === null || room === null) throw notFound();
  return { room, participant };
}

/** The head of a room. Every room has exactly one. */
export async function requireRoomHead(
  ctx: QueryCtx,
  roomId: Id<"rooms">,
): Promise<Doc<"roomHeads">> {
  const head = await ctx.db
    .query("roomHeads")
    .withIndex("by_roomId", (q) => q.eq("roomId", roomId))
    .unique();
  if (head === null) throw new Error(`Room ${roomId} has no head.`);
  return head;
}

export function roomFacts(room: Doc<"rooms">): RoomFacts {
  return { kind: room.kind, archived: room.archivedTime !== undefined };
}

/** Turns a verdict of the matrix into its error: FORBIDDEN or ROOM_ARCHIVED. */
export function requireAllowed(verdict: Verdict): void {
  switch (verdict) {
    case "allowed":
      return;
    case "archived":
      throw appError("ROOM_ARCHIVED", "This room is archived.");
    case "forbidden":
      throw appError("FORBIDDEN", "You may not do this here.");
    default:
      verdict satisfies never;
  }
}

/**
 * A room's name as it is stored: trimmed, one line. Errors: INVALID_NAME when it is empty, longer
 * than 120 characters, or holds control characters.
 */
export function roomName(text: string): string {
  const name = oneLineName(text, ROOM_NAME_MAX_LENGTH);
  if (name === null) {
    throw appError("INVALID_NAME", `A room's name has 1 to ${ROOM_NAME_MAX_LENGTH} characters.`);
  }
  return name;
}

/** Makes the room, its head and the creator's seat (R2). The only insert into rooms. */
export async function createRoom(
  ctx: MutationCtx,
  creator: Doc<"users">,
  room: { name: string; kind: RoomKind; portalId?: Id<"portals">; createdTime?: number },
): Promise<Doc<"rooms">> {
  const { createdTime = Date.now() } = room;
  const roomId = await ctx.db.insert("rooms", {
    ...room,
    createdTime,
    name: roomName(room.name),
    creatorId: creator._id,
  });
  await ctx.db.insert("roomHeads", { roomId, lastSeq: 0, lastActivityTime: createdTime });
  await ctx.db.insert("participants", {
    roomId,
    userId: creator._id,
    userKind: creator.kind,
  });
  const created = await ctx.db.get("rooms", roomId);
  if (created === null) throw new Error("The room that was just made is gone.");
  return created;
}
