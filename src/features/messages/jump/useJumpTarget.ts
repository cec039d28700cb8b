import { useCallback } from "react";
import { useLocation, useSearchParams } from "react-router";
import { api } from "../../../../convex/_generated/api";
import { errorCode } from "../../../lib/errors";
import { useQueryState } from "../../../lib/useQueryState";
import type { RoomId } from "../types";

/** The parameter of a room's address that names the message to open it at. */
const PARAMETER = "m";
/** The one that names a note; it opens at the message beside it. */
const NOTE_PARAMETER = "n";

export type JumpTarget = {
  /** `none`: the address names no message; `missing`: it names one that this room does not have. */
  status: "none" | "pending" | "found" | "missing";
  seq: number | null;
  /** Another one at each visit: the same link followed twice is two jumps. */
  visit: string;
  /** Takes the message out of the address. */
  leave: () => void;
};

/** Which message or note the address asks for (`…/rooms/:roomId?m=:messageId`, `?n=:noteId`), and where it stands. */
export function useJumpTarget(roomId: RoomId): JumpTarget {
  const [parameters, setParameters] = useSearchParams();
  const { key } = useLocation();
  const messageId = parameters.get(PARAMETER);
  const place = useQueryState({
    query: api.messages.locate,
    args: messageId === null ? "skip" : { roomId, messageId },
  });
  const noteId = messageId === null ? parameters.get(NOTE_PARAMETER) : null;
  const notePlace = useQueryState({
    query: api.notes.locate,
    args: noteId === null ? "skip" : { roomId, noteId },
  });
  const leave = useCallback(() => {
    setParameters(
      (now) => {
        const rest = new URLSearchParams(now);
        rest.delete(PARAMETER);
        rest.delete(NOTE_PARAMETER);
        return rest;
      },
      { replace: true },
    );
  }, [setParameters]);
  const common = { seq: null, visit: key, leave };
  const found = noteId === null ? place : notePlace;
  if (messageId === null && noteId === null) return { ...common, status: "none" };
  if (found.status === "pending") return { ...common, status: "pending" };
  if (found.status === "success") {
    // Without a message the note is all there is to see.
    if (found.data === null) return { ...common, status: "none" };
    return { ...common, status: "found", seq: found.data };
  }
  if (errorCode(found.error) !== "NOT_FOUND") throw found.error;
  return { ...common, status: "missing" };
}
