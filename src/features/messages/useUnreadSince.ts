import { usePaginatedQuery } from "convex/react";
import { api } from "../../../convex/_generated/api";
import type { RoomId } from "./types";
import { findUnreadLine, type UnreadLine, type VisitStart } from "./unreadLine";

/** The first ones after the read position; own and deleted ones among them do not count. */
const LOOKED_AT = 10;

/**
 * When the oldest unread message of a visit was written (ms), also while the history is not loaded
 * that far back: then the server is asked for what follows the read position. Null: not known (yet).
 */
export function useUnreadSince(
  roomId: RoomId,
  visit: VisitStart,
  line: UnreadLine,
  isAsked: boolean,
): number | null {
  const { results } = usePaginatedQuery(
    api.messages.around,
    isAsked && !line.settled ? { roomId, seq: visit.readSeq, direction: "newer" } : "skip",
    { initialNumItems: LOOKED_AT },
  );
  return line.settled ? line.time : findUnreadLine(results, visit, true).time;
}
