import { useMutation } from "convex/react";
import { useCallback, useRef } from "react";
import { api } from "../../../convex/_generated/api";
import type { RoomId } from "./types";

/** The server writes no more often than this either. */
const BETWEEN_SIGNALS_MS = 3_000;

/** Tells the room, now and then, that its viewer is writing a message. A signal that fails is no loss. */
export function useTypingSignal(roomId: RoomId): () => void {
  const signal = useMutation(api.typing.signal);
  const lastTime = useRef(0);
  return useCallback(() => {
    const now = Date.now();
    if (now - lastTime.current < BETWEEN_SIGNALS_MS) return;
    lastTime.current = now;
    signal({ roomId }).catch(() => undefined);
  }, [signal, roomId]);
}
