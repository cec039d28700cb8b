import type { FunctionReturnType } from "convex/server";
import type { api } from "../../../convex/_generated/api";

/** One row of the viewer's room list. */
export type RoomListItem = FunctionReturnType<typeof api.rooms.list>[number];
export type RoomKind = RoomListItem["kind"];
