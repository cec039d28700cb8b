import { renderHook, waitFor } from "@testing-library/react";
import { ConvexProvider } from "convex/react";
import type { ReactNode } from "react";
import { expect, it, vi } from "vitest";
import { api } from "../../../convex/_generated/api";
import { FakeConvex } from "../../testing/fakeConvex";
import { MINUTE_MS, NOON, ownMessage, storedMessage } from "./messageFixtures";
import type { RoomId } from "./types";
import { useUnreadSince } from "./useUnreadSince";

const VISIT = { readSeq: 1, lastSeq: 300 };

function show(line: { settled: boolean; time: number | null }, isAsked = true) {
  const page = [ownMessage(2), storedMessage(3, { deletedTime: 1, text: null }), storedMessage(4)];
  const asked = vi.fn(() => ({ page, isDone: false, continueCursor: "next" }));
  const fake = new FakeConvex().answer(api.messages.around, asked);
  const about = { seq: null, count: 2, ...line };
  const { result } = renderHook(
    () => useUnreadSince("room-acme" as RoomId, VISIT, about, isAsked),
    {
      wrapper: ({ children }: { children: ReactNode }) => (
        <ConvexProvider client={fake.client}>{children}</ConvexProvider>
      ),
    },
  );
  return { result, asked };
}

it("asks for the first unread message while it is not loaded: not an own or a deleted one", async () => {
  const { result, asked } = show({ settled: false, time: null });
  await waitFor(() => expect(result.current).toBe(NOON + 4 * MINUTE_MS));
  expect(asked).toHaveBeenCalledWith(
    expect.objectContaining({ roomId: "room-acme", seq: 1, direction: "newer" }),
  );
});

it("asks for nothing that is loaded, or that nobody is told", () => {
  expect(show({ settled: true, time: NOON }).result.current).toBe(NOON);
  const { result, asked } = show({ settled: false, time: null }, false);
  expect(result.current).toBeNull();
  expect(asked).not.toHaveBeenCalled();
});
