import type { FunctionReturnType } from "convex/server";
import type { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";

/** A room as its pane needs it. `kind` is the audience: staff get more fields than clients. */
export type RoomDetails = FunctionReturnType<typeof api.rooms.get>;

/** One message as the server shows it to this viewer. */
export type MessageView = FunctionReturnType<typeof api.messages.list>["page"][number];

export type RoomId = Id<"rooms">;
export type RoomKind = RoomDetails["room"]["kind"];
export type Audience = RoomDetails["kind"];
