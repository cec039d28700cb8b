import { useMutation } from "convex/react";
import { useMemo } from "react";
import { api } from "../../../convex/_generated/api";
import type { RoomId } from "./types";

/** The server writes no more often than this either. */
const BETWEEN_SIGNALS_MS = 3_000;

/**
 * Tells the room, now and then, that its viewer is writing a message; a signal that fails is no loss.
 * A message that was sent ends what was told, so that the next one is told of at once (`onSent`).
 */
export function useTypingSignal(roomId: RoomId): { signal: () => void; onSent: () => void } {
  const mutation = useMutation(api.typing.signal);
  return useMemo(() => {
    let lastTime = 0;
    return {
      signal: () => {
        const now = Date.now();
        if (now - lastTime < BETWEEN_SIGNALS_MS) return;
        lastTime = now;
        mutation({ roomId }).catch(() => undefined);
      },
      onSent: () => {
        lastTime = 0;
      },
    };
  }, [mutation, roomId]);
}
