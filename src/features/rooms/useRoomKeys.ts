import { useEffect, useRef } from "react";
import { useNavigate } from "react-router";

/** A room as the keys see it; `hasNumber`: it shows how much is unread in it. */
export type KeyRoom = { roomId: string; hasNumber: boolean };

/**
 * Alt+↑/↓ opens the previous/next room in the order of the screen, with Shift the previous/next one with unread messages,
 * going round at the ends. Works while typing: the modifier says it's meant.
 */
export function useRoomKeys(
  rooms: readonly KeyRoom[],
  currentRoomId: string | undefined,
  pathOf: (roomId: string) => string,
): void {
  const navigate = useNavigate();
  const now = useRef({ rooms, currentRoomId, pathOf });
  useEffect(() => {
    now.current = { rooms, currentRoomId, pathOf };
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
      const modified = event.altKey && !event.ctrlKey && !event.metaKey;
      if (step === 0 || !modified || event.isComposing) return;
      const { rooms: all, currentRoomId: current, pathOf: toPath } = now.current;
      const target = event.shiftKey
        ? nextUnread(all, current, step)
        : neighbour(all, current, step);
      if (target === undefined) return;
      event.preventDefault();
      void navigate(toPath(target.roomId));
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [navigate]);
}

function neighbour(
  rooms: readonly KeyRoom[],
  current: string | undefined,
  step: -1 | 1,
): KeyRoom | undefined {
  const at = rooms.findIndex(({ roomId }) => roomId === current);
  if (at === -1) return step === 1 ? rooms[0] : rooms.at(-1);
  return rooms[at + step];
}

function nextUnread(
  rooms: readonly KeyRoom[],
  current: string | undefined,
  step: -1 | 1,
): KeyRoom | undefined {
  const at = rooms.findIndex(({ roomId }) => roomId === current);
  // Starting behind the open room, or at the end that the step comes from.
  const round = at === -1 ? [...rooms] : [...rooms.slice(at + 1), ...rooms.slice(0, at)];
  return (step === 1 ? round : round.reverse()).find(({ hasNumber }) => hasNumber);
}
