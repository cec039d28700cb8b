import { type MouseEvent, type TouchEvent, useMemo } from "react";

const LONG_PRESS_MS = 450;
/** A finger that moves further is scrolling. */
const MOVE_LIMIT_PX = 10;

function rowOf(event: { target: EventTarget }): HTMLElement | null {
  const target = event.target as HTMLElement;
  return target.closest("a, button, form") === null ? target.closest("[data-key]") : null;
}

/** Handlers for the list: a finger that rests on a row calls `onPress` with it. */
function longPressHandlers(onPress: (row: HTMLElement) => void) {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let start = { x: 0, y: 0 };
  let isPressed = false;
  const cancel = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  return {
    onTouchStart: (event: TouchEvent) => {
      cancel();
      isPressed = false;
      const row = rowOf(event);
      const touch = event.touches[0];
      if (row === null || touch === undefined || event.touches.length > 1) return;
      start = { x: touch.clientX, y: touch.clientY };
      timer = setTimeout(() => {
        isPressed = true;
        onPress(row);
      }, LONG_PRESS_MS);
    },
    onTouchMove: (event: TouchEvent) => {
      const touch = event.touches[0];
      if (touch === undefined) return;
      const moved = Math.hypot(touch.clientX - start.x, touch.clientY - start.y);
      if (moved > MOVE_LIMIT_PX) cancel();
    },
    onTouchEnd: (event: TouchEvent) => {
      cancel();
      // Otherwise the click that follows would close what the press opened.
      if (isPressed) event.preventDefault();
    },
    onTouchCancel: cancel,
    // The browser's own menu of a long press; with a mouse it stays (copying a selection).
    onContextMenu: (event: MouseEvent) => {
      const { pointerType } = event.nativeEvent as PointerEvent;
      if (pointerType === "touch" && rowOf(event) !== null) event.preventDefault();
    },
  };
}

/** `longPressHandlers`, the same while `onPress` is. */
export function useLongPress(onPress: (row: HTMLElement) => void) {
  return useMemo(() => longPressHandlers(onPress), [onPress]);
}
