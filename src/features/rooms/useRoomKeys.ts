import { useEffect } from "react";
import { useNavigate } from "react-router";

/** Alt+↑/↓ opens the previous/next room in the order of the screen. Works while typing: the modifier says it's meant. */
export function useRoomKeys(
  roomIds: readonly string[],
  currentRoomId: string | undefined,
  pathOf: (roomId: string) => string,
): void {
  const navigate = useNavigate();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
      const modified = event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
      if (step === 0 || !modified || event.isComposing) return;
      const target = neighbour(roomIds, currentRoomId, step);
      if (target === undefined) return;
      event.preventDefault();
      void navigate(pathOf(target));
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [roomIds, currentRoomId, pathOf, navigate]);
}

function neighbour(
  roomIds: readonly string[],
  current: string | undefined,
  step: -1 | 1,
): string | undefined {
  const at = current === undefined ? -1 : roomIds.indexOf(current);
  if (at === -1) return step === 1 ? roomIds[0] : roomIds.at(-1);
  return roomIds[at + step];
}
