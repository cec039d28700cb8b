import { isOff } from "./notify";
import type { RoomListItem } from "./roomListTypes";

/** Unread messages over all rooms that are not off or archived: the number in the page's title. */
export function unreadTotal(rooms: readonly RoomListItem[], exceptRoomId?: string): number {
  return rooms
    .filter((room) => !isOff(room.notify) && !room.archived && room.roomId !== exceptRoomId)
    .reduce((sum, room) => sum + room.unread, 0);
}
