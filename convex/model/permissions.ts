/**
 * The permission matrix as pure predicates. They decide what somebody who holds a seat (or is
 * owner/admin) may do; whether a room may be known about at all is decided by the doors
 * (functions.ts) before any of these is asked, and so is what all staff may and no client. The app may use them to hide buttons.
 */
import type { RoomKind, StaffRole, UserKind } from "../validators";

export type Person = { kind: UserKind; role?: StaffRole | undefined };
export type RoomFacts = { kind: RoomKind; archived: boolean };
/** `archived` is told apart from `forbidden`, since it is the same for everybody in the room. */
export type Verdict = "allowed" | "forbidden" | "archived";

/** Owner and admins: the index of rooms (row 2), rename, hand-over and archive without a seat. */
export function isAdministrator(person: Person): boolean {
  return person.kind === "staff" && (person.role === "owner" || person.role === "admin");
}

/** Rows 4 and 5: the room's creator alone. */
export function canManageParticipants(seat: { isCreator: boolean }): boolean {
  return seat.isCreator;
}

/** Rows 3 and 19: the room's creator, or owner and admins. */
export function canManageRoom(person: Person, seat: { isCreator: boolean }): boolean {
  return seat.isCreator || isAdministrator(person);
}

/** Row 26: the room's creator, and the owner. */
export function canExport(person: Person, seat: { isCreator: boolean }): boolean {
  return seat.isCreator || (person.kind === "staff" && person.role === "owner");
}

/** Rows 11, 12, 20, 31, 34: write in the room, from the app or by email. */
export function canPost(person: Person, room: RoomFacts): Verdict {
  if (room.archived) return "archived";
  if (room.kind === "announcement" && person.kind === "client") return "forbidden";
  if (room.kind === "internal" && person.kind === "client") return "forbidden";
  return "allowed";
}

/** Rows 15 and 16 (R12): staff delete any message, clients their own where they may write. */
export function canDeleteMessage(
  person: Person,
  room: RoomFacts,
  message: { mine: boolean },
): Verdict {
  if (person.kind === "staff") return "allowed";
  if (!message.mine) return "forbidden";
  return canPost(person, room);
}

/** Row 28: write a note, or change one's own. The door has let staff participants of client rooms in. */
export function canWriteNote(room: RoomFacts): Verdict {
  return room.archived ? "archived" : "allowed";
}

/** Row 28: only its author changes a note, where one may write; any staff participant deletes it. */
export function canEditNote(room: RoomFacts, note: { mine: boolean }): Verdict {
  return note.mine ? canWriteNote(room) : "forbidden";
}

/** How long after writing a client may change a message. Staff may at any time. */
export const CLIENT_EDIT_MS = 15 * 60 * 1000;

/** Rows 13 and 14: everybody edits their own where they may write; clients for 15 minutes. */
export function canEditMessage(
  person: Person,
  room: RoomFacts,
  message: { mine: boolean; age: number },
): Verdict {
  const verdict = canPost(person, room);
  if (verdict !== "allowed") return verdict;
  const isInTime = person.kind === "staff" || message.age < CLIENT_EDIT_MS;
  return message.mine && isInTime ? "allowed" : "forbidden";
}

/** Row 17: react, also to announcements. */
export function canReact(person: Person, room: RoomFacts): Verdict {
  if (room.archived) return "archived";
  return room.kind === "internal" && person.kind === "client" ? "forbidden" : "allowed";
}

/** Row 18: pin and unpin. */
export function canPin(person: Person, room: RoomFacts): Verdict {
  if (room.archived) return "archived";
  return person.kind === "staff" ? "allowed" : "forbidden";
}

/** Rows 4 and R9: which kind of person a room can take at all. */
export function canTakeSeat(kind: UserKind, room: { kind: RoomKind }): boolean {
  return room.kind !== "internal" || kind === "staff";
}

/** The trimmed rest of an emailed message: its author and staff. */
export function canSeeTrimmedText(person: Person, message: { mine: boolean }): boolean {
  return person.kind === "staff" || message.mine;
}
