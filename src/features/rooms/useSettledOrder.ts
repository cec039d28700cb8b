import { useEffect, useState } from "react";
import type { RoomListItem } from "./roomListTypes";

const SETTLE_MS = 300;

/**
 * Rooms in an order that does not move under the pointer: a new order is taken over 300 ms after it came, and not
 * while `held` (the pointer is in the list). The rows' contents are always the newest, rooms that are new to the list
 * go to its front, and rooms that left it are gone at once.
 */
export function useSettledOrder(rooms: readonly RoomListItem[], held: boolean): RoomListItem[] {
  const newest = rooms.map((room) => room.roomId).join(" ");
  const [settled, setSettled] = useState(newest);
  useEffect(() => {
    if (held || settled === newest) return;
    const timer = setTimeout(() => setSettled(newest), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [held, settled, newest]);
  if (settled === newest) return [...rooms];
  const place = new Map(settled.split(" ").map((roomId, index) => [roomId, index]));
  const placeOf = (room: RoomListItem) => place.get(room.roomId) ?? -1;
  return [...rooms].sort((a, b) => placeOf(a) - placeOf(b));
}
