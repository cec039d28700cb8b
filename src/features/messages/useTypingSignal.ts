import { useMutation } from "convex/react";
import { useCallback, useRef } from "react";
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
  const lastTime = useRef(0);
  const signal = useCallback(() => {
    const now = Date.now();
    if (now - lastTime.current < BETWEEN_SIGNALS_MS) return;
    lastTime.current = now;
    mutation({ roomId }).catch(() => undefined);
  }, [mutation, roomId]);
  const onSent = useCallback(() => {
    lastTime.current = 0;
  }, []);
  return { signal, onSent };
}
