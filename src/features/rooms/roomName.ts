import { createRoomStrings } from "./createRoomStrings";

/** The longest name of a room, in UTF-16 units (the backend refuses longer ones with INVALID_NAME). */
export const ROOM_NAME_MAX = 120;

/** Why this name can't be used, as a sentence, or null when it can. */
export function roomNameProblem(name: string): string | null {
  const { length } = name.trim();
  if (length === 0) return createRoomStrings.nameMissing;
  return length > ROOM_NAME_MAX ? createRoomStrings.nameTooLong : null;
}
