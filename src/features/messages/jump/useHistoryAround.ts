import { usePaginatedQuery } from "convex/react";
import { useMemo } from "react";
import { api } from "../../../../convex/_generated/api";
import type { MessageView, RoomId } from "../types";
import type { Pages } from "../useSteadyPages";
import { useSteadyPages } from "../useSteadyPages";

/** Messages loaded on each side of the one jumped to: more than a tall screen shows. */
const SIDE = 30;

type Side = Pick<ReturnType<typeof usePaginatedQuery>, "status" | "loadMore">;

export type HistoryAround = {
  /** Loaded messages, oldest first. */
  messages: readonly MessageView[];
  older: Side;
  newer: Side;
};

/** The messages around `seq` as far as they are loaded in both directions, kept up to date. */
export function useHistoryAround(roomId: RoomId, seq: number): HistoryAround {
  const older = useSide(roomId, seq, "older");
  const newer = useSide(roomId, seq, "newer");
  const messages = useMemo(
    () => [...older.messages.toReversed(), ...newer.messages],
    [older.messages, newer.messages],
  );
  return { messages, older, newer };
}

function useSide(roomId: RoomId, seq: number, direction: "older" | "newer"): Pages & Side {
  const { results, status, loadMore } = usePaginatedQuery(
    api.messages.around,
    { roomId, seq, direction },
    { initialNumItems: SIDE },
  );
  return { ...useSteadyPages({ messages: results, status }), loadMore };
}
