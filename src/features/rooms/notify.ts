import type { FunctionReturnType } from "convex/server";
import type { api } from "../../../convex/_generated/api";

/** One's own level of a room, as the server tells it. */
export type Notify = FunctionReturnType<typeof api.rooms.get>["notify"];
export type NotifyLevel = Notify["level"];

/** Whether the room is off for the viewer at `now` (ms), by this device's clock: no number, a grey dot. */
export function isOff({ level, untilTime }: Notify, now = Date.now()): boolean {
  return level === "off" || (untilTime !== null && now < untilTime);
}
