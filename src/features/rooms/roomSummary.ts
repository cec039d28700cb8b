import { formatListTime } from "../../lib/dates";
import { badge, strings } from "../../lib/strings";
import type { RoomListItem } from "./roomListTypes";

/** The author as the list names them: "You" for one's own message. */
export function previewAuthor(preview: NonNullable<RoomListItem["preview"]>): string {
  return preview.mine ? strings.rooms.you : preview.author;
}

/** The text after the author: the message's first line, or "deleted message". */
export function previewText(preview: NonNullable<RoomListItem["preview"]>): string {
  return preview.text ?? strings.rooms.deleted;
}

/** What a screen reader says for a row: "Acme, 3 unread, last message from Anna: …, via email, 14:05". */
export function roomLabel(room: RoomListItem, now: number, timeZone: string): string {
  const { preview } = room;
  const parts = [room.name];
  if (room.kind !== "client") parts.push(strings.rooms.kinds[room.kind].name);
  if (room.unread > 0) parts.push(`${badge(room.unread)} unread`);
  else if (room.hasUnread) parts.push("unread");
  if (preview === null) parts.push(strings.rooms.noMessages);
  else {
    const author = preview.mine ? "you" : preview.author;
    parts.push(`last message from ${author}: ${previewText(preview)}`);
    if (preview.source === "email") parts.push(strings.rooms.viaEmail);
  }
  parts.push(formatListTime(room.lastActivityTime, now, timeZone));
  if (room.muted) parts.push(strings.rooms.muted);
  if (room.archived) parts.push("archived");
  return parts.join(", ");
}

/** Unread messages over all rooms that are not muted or archived: the number in the page's title. */
export function unreadTotal(rooms: readonly RoomListItem[], exceptRoomId?: string): number {
  return rooms
    .filter((room) => !room.muted && !room.archived && room.roomId !== exceptRoomId)
    .reduce((sum, room) => sum + room.unread, 0);
}
