import { translated } from "../../language/translated";

const english = { title: "Details", pins: "Pinned" };

export type RoomDetailsStrings = typeof english;
/** The words of a room's details that both audiences read. */
export const roomDetailsStrings = translated("roomDetailsStrings", english);
