import type { RoomKind } from "./types";

/** Whether it is a client room that no client sits in: nobody outside the team reads what is written there. */
export function lacksClient(kind: RoomKind, clientCount: number): boolean {
  return kind === "client" && clientCount === 0;
}
