import type { RoomListItem } from "./roomListTypes";

/** Unread messages over all rooms that are not muted or archived: the number in the page's title. */
export function unreadTotal(rooms: readonly RoomListItem[], exceptRoomId?: string): number {
  return rooms
    .filter((room) => !room.muted && !room.archived && room.roomId !== exceptRoomId)
    .reduce((sum, room) => sum + room.unread, 0);
}
