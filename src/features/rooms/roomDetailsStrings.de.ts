import type { RoomDetailsStrings } from "./roomDetailsStrings";

export const roomDetailsStrings: RoomDetailsStrings = { title: "Details", pins: "Angeheftet" };
