import { isOff } from "../rooms/notify";
import type { RoomListItem } from "../rooms/roomListTypes";

/** A room in which somebody else wrote after `sinceSeq`. */
export type Arrival = { room: RoomListItem; sinceSeq: number };

/** The last `seq` of each room. */
export function lastSeqs(rooms: readonly RoomListItem[]): Map<string, number> {
  return new Map(rooms.map(({ roomId, lastSeq }) => [roomId, lastSeq]));
}

/**
 * Where there is news to tell of at `now` (ms): unread, by somebody else, not deleted, in a room that is neither off nor
 * archived, and that was in the list before.
 */
export function arrivalsSince(
  before: ReadonlyMap<string, number>,
  rooms: readonly RoomListItem[],
  now: number,
): Arrival[] {
  return rooms.flatMap((room) => {
    const sinceSeq = before.get(room.roomId);
    if (sinceSeq === undefined || room.lastSeq <= sinceSeq || !room.hasUnread) return [];
    if (room.archived || isOff(room.notify, now)) return [];
    const isTold = room.preview !== null && !room.preview.mine && room.preview.text !== null;
    return isTold ? [{ room, sinceSeq }] : [];
  });
}
