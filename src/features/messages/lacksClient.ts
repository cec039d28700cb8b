import type { RoomDetails } from "./types";

/** Whether this is a client room that no client sits in; only the team is told, and nobody else reads what it writes. */
export function lacksClient(details: RoomDetails): boolean {
  return details.kind === "staff" && details.room.kind === "client" && details.clientCount === 0;
}
