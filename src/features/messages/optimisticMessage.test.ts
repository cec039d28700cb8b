import type { OptimisticLocalStore } from "convex/browser";
import { getFunctionName } from "convex/server";
import { expect, it } from "vitest";
import { storedMessage } from "./messageFixtures";
import { changeMessage } from "./optimisticMessage";
import type { RoomId } from "./types";

const ROOM = "room-1" as RoomId;
const page = () => ({ page: [storedMessage(1), storedMessage(2)], isDone: true });

it("changes the message among the latest and around a place, in its own room alone", () => {
  const paginationOpts = { numItems: 1, cursor: null };
  const queries = [
    { name: "messages:list", args: { roomId: ROOM, paginationOpts }, value: page() },
    { name: "messages:around", args: { roomId: ROOM, seq: 1, paginationOpts }, value: page() },
    { name: "messages:around", args: { roomId: "room-2", seq: 1, paginationOpts }, value: page() },
    { name: "messages:around", args: { roomId: ROOM, seq: 9, paginationOpts }, value: undefined },
  ];
  const store = {
    getAllQueries: (query: Parameters<typeof getFunctionName>[0]) =>
      queries.filter(({ name }) => name === getFunctionName(query)),
    setQuery: (_query: unknown, args: unknown, value: ReturnType<typeof page>) => {
      for (const query of queries) if (query.args === args) query.value = value;
    },
  } as unknown as OptimisticLocalStore;
  changeMessage(store, { roomId: ROOM, messageId: "message-2" }, (view) => ({
    ...view,
    text: "changed",
  }));
  const texts = queries.map(({ value }) => value?.page.map(({ text }) => text));
  const changed = ["Text 1", "changed"];
  expect(texts).toEqual([changed, changed, ["Text 1", "Text 2"], undefined]);
});
