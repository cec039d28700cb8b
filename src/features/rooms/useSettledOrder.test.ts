import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Id } from "../../../convex/_generated/dataModel";
import { roomItem } from "../../testing/people";
import type { RoomListItem } from "./roomListTypes";
import { useSettledOrder } from "./useSettledOrder";

const room = (name: string, unread = 0) => roomItem({ roomId: name as Id<"rooms">, name, unread });
const names = (rooms: RoomListItem[]) => rooms.map((each) => each.name).join("");

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function start(rooms: RoomListItem[], held = false) {
  return renderHook(({ rooms, held }) => useSettledOrder(rooms, held), {
    initialProps: { rooms, held },
  });
}

it("takes a new order over after 300 ms, and the rows' contents at once", () => {
  const { result, rerender } = start([room("a"), room("b")]);
  rerender({ rooms: [room("b", 1), room("a")], held: false });
  expect(names(result.current)).toBe("ab");
  expect(result.current[1]!.unread).toBe(1);
  act(() => void vi.advanceTimersByTime(300));
  expect(names(result.current)).toBe("ba");
});

it("moves no room while the pointer is in the list", () => {
  const { result, rerender } = start([room("a"), room("b")], true);
  rerender({ rooms: [room("b"), room("a")], held: true });
  act(() => void vi.advanceTimersByTime(10_000));
  expect(names(result.current)).toBe("ab");
  rerender({ rooms: [room("b"), room("a")], held: false });
  act(() => void vi.advanceTimersByTime(300));
  expect(names(result.current)).toBe("ba");
});

it("shows a new room and drops a lost one at once, even while held", () => {
  const { result, rerender } = start([room("a"), room("b")], true);
  rerender({ rooms: [room("a"), room("c")], held: true });
  expect(names(result.current)).toBe("ca");
});
