import { useCallback } from "react";
import { useLocation, useSearchParams } from "react-router";
import { api } from "../../../../convex/_generated/api";
import { errorCode } from "../../../lib/errors";
import { useQueryState } from "../../../lib/useQueryState";
import type { RoomId } from "../types";

/** The parameter of a room's address that names the message to open it at. */
const PARAMETER = "m";

export type JumpTarget = {
  /** `none`: the address names no message; `missing`: it names one that this room does not have. */
  status: "none" | "pending" | "found" | "missing";
  seq: number | null;
  /** Another one at each visit: the same link followed twice is two jumps. */
  visit: string;
  /** Takes the message out of the address. */
  leave: () => void;
};

/** Which message the address asks for (`…/rooms/:roomId?m=:messageId`), and where it stands. */
export function useJumpTarget(roomId: RoomId): JumpTarget {
  const [parameters, setParameters] = useSearchParams();
  const { key } = useLocation();
  const messageId = parameters.get(PARAMETER);
  const place = useQueryState({
    query: api.messages.locate,
    args: messageId === null ? "skip" : { roomId, messageId },
  });
  const leave = useCallback(() => {
    setParameters(
      (now) => {
        const rest = new URLSearchParams(now);
        rest.delete(PARAMETER);
        return rest;
      },
      { replace: true },
    );
  }, [setParameters]);
  const common = { seq: null, visit: key, leave };
  if (messageId === null) return { ...common, status: "none" };
  if (place.status === "success") return { ...common, status: "found", seq: place.data };
  if (place.status === "pending") return { ...common, status: "pending" };
  if (errorCode(place.error) !== "NOT_FOUND") throw place.error;
  return { ...common, status: "missing" };
}
