import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Announcer, SPEAK_GAP_MS } from "./announcer";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("speaks of the first message at once and of the others together, at most once a second", () => {
  const spoken: string[][] = [];
  const announcer = new Announcer((authors) => spoken.push(authors));
  announcer.add(["Ana"]);
  announcer.add(["Sam"]);
  announcer.add(["Ana", "Carla"]);
  expect(spoken).toEqual([["Ana"]]);
  vi.advanceTimersByTime(SPEAK_GAP_MS - 1);
  expect(spoken).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(spoken).toEqual([["Ana"], ["Sam", "Ana", "Carla"]]);
  vi.advanceTimersByTime(SPEAK_GAP_MS * 5);
  expect(spoken).toHaveLength(2);
});

it("says nothing of nothing, and nothing after it was stopped", () => {
  const speak = vi.fn();
  const announcer = new Announcer(speak);
  announcer.add([]);
  expect(speak).not.toHaveBeenCalled();
  announcer.add(["Ana"]);
  announcer.add(["Sam"]);
  announcer.stop();
  vi.advanceTimersByTime(SPEAK_GAP_MS * 5);
  expect(speak).toHaveBeenCalledTimes(1);
});
