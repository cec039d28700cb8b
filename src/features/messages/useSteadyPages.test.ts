import { renderHook } from "@testing-library/react";
import { expect, it } from "vitest";
import { storedMessage } from "./messageFixtures";
import { useSteadyPages } from "./useSteadyPages";

const messages = [storedMessage(1), storedMessage(2)];

it("keeps what is loaded on screen while the pagination starts over, then shows the new pages", () => {
  const { result, rerender } = renderHook(useSteadyPages, {
    initialProps: { messages, status: "CanLoadMore" },
  });
  rerender({ messages: [], status: "LoadingFirstPage" });
  expect(result.current).toEqual({ messages, status: "LoadingMore" });
  rerender({ messages: [storedMessage(2)], status: "Exhausted" });
  expect(result.current).toEqual({ messages: [storedMessage(2)], status: "Exhausted" });
});

it("has nothing to keep when a room is opened", () => {
  const { result } = renderHook(() => useSteadyPages({ messages: [], status: "LoadingFirstPage" }));
  expect(result.current.status).toBe("LoadingFirstPage");
});
