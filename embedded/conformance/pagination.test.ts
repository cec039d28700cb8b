import { ConvexProvider, ConvexReactClient, usePaginatedQuery } from "convex/react";
import { createElement } from "react";
import { createRoot } from "react-dom/client";
import { Window } from "happy-dom";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { FlakyLine } from "./flakySocket.ts";
import { api } from "./fixture/convex/_generated/api.js";
import { afterwards, Fixture, Recorder } from "./harness.ts";

const LIST = "l";
type Loaded = ReturnType<typeof usePaginatedQuery<typeof api.lists.page>>;

/** Just enough of a browser for React; fetch, Request and the like stay Node's for the backend. */
beforeAll(() => {
  const window = new Window();
  const { document } = window;
  Object.assign(globalThis, { window, document });
});
afterAll(() => {
  for (const name of ["window", "document"]) {
    Reflect.deleteProperty(globalThis, name);
  }
});

/** Shows a list with the stock hook and records each of its states. */
async function showList(initialNumItems: number) {
  const { url } = await Fixture.start();
  const line = new FlakyLine();
  const options = { logger: false, unsavedChangesWarning: false } as const;
  const client = new ConvexReactClient(url, {
    ...options,
    webSocketConstructor: line.constructorForClient,
  });
  const writer = new ConvexReactClient(url, {
    ...options,
    webSocketConstructor: WebSocket as unknown as typeof globalThis.WebSocket,
  });
  afterwards(() => Promise.all([client.close(), writer.close()]));
  const states = new Recorder<Loaded>();
  function List() {
    states.push(usePaginatedQuery(api.lists.page, { list: LIST }, { initialNumItems }));
    return null;
  }
  const append = (...positions: number[]) =>
    writer.mutation(api.lists.append, { list: LIST, positions });
  const show = () => {
    const root = createRoot(document.body.appendChild(document.createElement("div")));
    afterwards(() => root.unmount());
    root.render(createElement(ConvexProvider, { client }, createElement(List)));
  };
  const positions = () => states.last!.results.map(({ position }) => position);
  const until = async (accepts: (state: Loaded) => boolean): Promise<Loaded> => {
    await states.until(() => accepts(states.last!));
    return states.last!;
  };
  return { line, append, show, positions, until };
}

const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);
const newestFirst = (from: number, to: number) => range(from, to).reverse();

describe("the stock paginated hook", () => {
  test("loads page by page to the end, without a gap or a repetition", async () => {
    const list = await showList(10);
    await list.append(...range(1, 25));
    list.show();
    await list.until(({ status }) => status === "CanLoadMore");
    expect(list.positions()).toEqual(newestFirst(16, 25));
    for (const expected of [20, 25]) {
      const state = await list.until(({ status }) => status === "CanLoadMore");
      state.loadMore(10);
      await list.until(({ results }) => results.length === expected);
    }
    await list.until(({ status }) => status === "Exhausted");
    expect(list.positions()).toEqual(newestFirst(1, 25));
  });

  test("keeps its pages gapless while entries come at the top, in the middle and at the end", async () => {
    const list = await showList(4);
    await list.append(...range(1, 12).map((n) => n * 10));
    list.show();
    await list.until(({ status }) => status === "CanLoadMore");
    const first = await list.until(({ results }) => results.length === 4);
    first.loadMore(4);
    await list.until(({ results }) => results.length === 8);
    // Pages hold 120..90 and 80..50: new ones fall into both and before and behind them.
    await list.append(125, 115, 95, 85, 55, 45);
    await list.until(({ results }) => results.some(({ position }) => position === 55));
    const seen = list.positions();
    expect(seen.filter((n) => n >= 50)).toEqual([
      125, 120, 115, 110, 100, 95, 90, 85, 80, 70, 60, 55, 50,
    ]);
    expect(new Set(seen).size).toBe(seen.length);
  });

  test("splits a page that has grown too long and shows the same list", async () => {
    const list = await showList(3);
    await list.append(1, 2, 3, 4);
    list.show();
    await list.until(({ results }) => results.length === 3);
    for (let n = 5; n <= 40; n += 5) await list.append(...range(n, n + 4));
    await list.until(({ results }) => results.some(({ position }) => position === 44));
    expect(list.positions().slice(0, 43)).toEqual(newestFirst(2, 44));
    // The hook asks for a split by subscribing to two pages with an end.
    const withEnd = list.line.sent.filter((message) =>
      JSON.stringify(message).includes("endCursor"),
    );
    expect(withEnd.length).toBeGreaterThan(0);
  });

  test("has the same pages after the line broke", async () => {
    const list = await showList(5);
    await list.append(...range(1, 20));
    list.show();
    const first = await list.until(({ results }) => results.length === 5);
    first.loadMore(5);
    await list.until(({ results }) => results.length === 10);
    list.line.cut();
    await list.append(21, 22);
    await list.until(({ results }) => results.some(({ position }) => position === 22));
    expect(list.positions()).toEqual(newestFirst(11, 22));
  });
});
