/** What of a screen that was left stays subscribed, for how long, and what coming back gets of it. */
import { renderHook } from "@testing-library/react";
import { ConvexProvider, type ConvexReactClient } from "convex/react";
import { ConvexError } from "convex/values";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { api } from "../../convex/_generated/api";
import { FakeConvex } from "../testing/fakeConvex";
import { useKeptPage, useKeptQueries, watchFirstPage } from "./keptQueries";

const MINUTE_MS = 60_000;
const PAGE = { page: [{ seq: 2 }, { seq: 1 }], isDone: true, continueCursor: "" };

let fake: FakeConvex;
/** Names of what is subscribed now. */
let live: string[];
beforeEach(() => {
  vi.useFakeTimers();
  live = [];
  fake = new FakeConvex().answer(api.messages.list, PAGE);
});
afterEach(() => vi.useRealTimers());

const watch = (name: string) => ({
  onUpdate: () => {
    live.push(name);
    return () => void live.splice(live.indexOf(name), 1);
  },
  localQueryResult: () => undefined,
  journal: () => undefined,
});

const wrapper = ({ children }: { children: React.ReactNode }) => (
  <ConvexProvider client={fake.client}>{children}</ConvexProvider>
);
const visit = (name: string | null, subscribed = name ?? "") =>
  renderHook(() => useKeptQueries(name, () => [watch(subscribed)]), { wrapper });

it("keeps what a screen asked for, from when it is left, for five minutes", () => {
  const { unmount } = visit("a");
  expect(live).toEqual([]);
  unmount();
  expect(live).toEqual(["a"]);
  vi.advanceTimersByTime(5 * MINUTE_MS - 1);
  expect(live).toEqual(["a"]);
  vi.advanceTimersByTime(1);
  expect(live).toEqual([]);
});

it("keeps nothing of a screen that says so: what it asked for was refused", () => {
  visit(null).unmount();
  expect(live).toEqual([]);
});

it("lets the longest left go when there are too many, and each name be there once", () => {
  for (let at = 0; at < 10; at += 1) visit(`room ${at}`).unmount();
  expect(live).toEqual(Array.from({ length: 9 }, (_, at) => `room ${at + 1}`));
  visit("room 1", "room 1 again").unmount();
  expect(live).toHaveLength(9);
  expect(live).not.toContain("room 1");
});

it("lets go what a screen that came back holds itself by then", () => {
  visit("a").unmount();
  const { unmount } = visit("a");
  expect(live).toEqual(["a"]);
  vi.advanceTimersByTime(10_000);
  expect(live).toEqual([]);
  unmount();
});

it("gives the first page as it is now; none where nothing was kept or access has ended", () => {
  const kept = (roomId: string) =>
    renderHook(() => useKeptPage(api.messages.list, { roomId }), { wrapper }).result.current;
  expect(kept("room-acme")).toEqual(PAGE);
  fake.answer(api.messages.list, undefined);
  expect(kept("room-acme")).toBeNull();
  fake.answer(api.messages.list, () => {
    throw new ConvexError({ code: "NOT_FOUND", message: "" });
  });
  expect(kept("room-acme")).toBeNull();
});

it("asks for the first page apart from the pages on screen", () => {
  const watchQuery = vi.fn();
  const client = { watchQuery } as unknown as ConvexReactClient;
  watchFirstPage(client, api.messages.list, { roomId: "room-acme" });
  expect(watchQuery).toHaveBeenCalledWith(api.messages.list, {
    roomId: "room-acme",
    paginationOpts: { numItems: 50, cursor: null },
  });
});
