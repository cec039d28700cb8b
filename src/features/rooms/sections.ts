import type { RoomKind, RoomListItem } from "./roomListTypes";

/** A part of the room list: pinned rooms first, else in the order they came in (last activity first). */
export type Section = { key: RoomKind | "archived" | "all"; rooms: RoomListItem[] };

const STAFF_ORDER = ["client", "internal", "announcement"] as const satisfies RoomKind[];

/** Staff see their rooms by kind. Archived ones stand apart, empty sections are left out. */
export function staffSections(rooms: readonly RoomListItem[]): Section[] {
  const open = openRooms(rooms);
  const sections: Section[] = STAFF_ORDER.map((kind) => ({
    key: kind,
    rooms: open.filter((room) => room.kind === kind),
  }));
  return withArchived(sections, rooms);
}

/** Clients see one flat list: how the firm sorts its rooms is none of their business. Archived ones stand apart. */
export function clientSections(rooms: readonly RoomListItem[]): Section[] {
  return withArchived([{ key: "all", rooms: openRooms(rooms) }], rooms);
}

function openRooms(rooms: readonly RoomListItem[]): RoomListItem[] {
  const open = rooms.filter((room) => !room.archived);
  return [...open.filter((room) => room.pinned), ...open.filter((room) => !room.pinned)];
}

function withArchived(sections: Section[], rooms: readonly RoomListItem[]): Section[] {
  const archived: Section = { key: "archived", rooms: rooms.filter((room) => room.archived) };
  return [...sections, archived].filter((section) => section.rooms.length > 0);
}

/** Rooms in the order of the screen, for Alt+↑/↓: archived ones, which are folded, only from one of them. */
export function inScreenOrder(
  sections: readonly Section[],
  currentRoomId: string | undefined,
): RoomListItem[] {
  const isShown = ({ key, rooms }: Section) =>
    key !== "archived" || rooms.some(({ roomId }) => roomId === currentRoomId);
  return sections.filter(isShown).flatMap(({ rooms }) => rooms);
}
