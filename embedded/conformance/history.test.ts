import { describe, expect, test } from "vitest";
import { judge, SOUND } from "./history.ts";
import type { Entry, HistoryEvent, Verdict } from "./history.ts";

const invoke = (client: string, text: string): HistoryEvent => ({ type: "invoke", client, text });
const ok = (client: string, text: string, position: number): HistoryEvent => {
  return { type: "ok", client, text, position };
};
const fail = (client: string, text: string): HistoryEvent => ({ type: "fail", client, text });
const unknown = (client: string, text: string): HistoryEvent => ({ type: "unknown", client, text });
const view = (client: string, entries: Entry[]): HistoryEvent => ({
  type: "view",
  client,
  entries,
});

/** The list that holds these texts, from `first` on. */
function list(texts: string[], first = 1): Entry[] {
  return texts.map((text, index) => {
    return { position: first + index, text, time: 1_000 + first + index };
  });
}

const call = (client: string, text: string, position: number) => [
  invoke(client, text),
  ok(client, text, position),
];

/** Two senders that take turns, and Wes, who watches. */
const GOOD: HistoryEvent[] = [
  view("Wes", []),
  ...call("Ana", "a1", 1),
  view("Wes", list(["a1"])),
  invoke("Ana", "a2"),
  invoke("Sam", "s1"),
  ok("Sam", "s1", 2),
  ok("Ana", "a2", 3),
  view("Wes", list(["s1", "a2"], 2)),
];
const STATE = list(["a1", "s1", "a2"]);

test("a sound history has no faults", () => {
  expect(judge(GOOD, STATE)).toEqual(SOUND);
  expect(judge([], [])).toEqual(SOUND);
});

test("an unknown call, or one without any outcome, happens once or not at all", () => {
  for (const outcome of [[unknown("Carla", "c1")], []]) {
    const history = [invoke("Carla", "c1"), ...outcome, ...call("Ana", "a1", 1)];
    expect(judge(history, list(["a1"]))).toEqual(SOUND);
    const after = [invoke("Carla", "c1"), ...outcome, ...call("Ana", "a1", 2)];
    expect(judge(after, list(["c1", "a1"]))).toEqual(SOUND);
    expect(judge(after, list(["c1", "a1", "c1"])).doubled).toHaveLength(1);
  }
});

test("calls under way at the same time may end up in either order", () => {
  const begun = [invoke("Ana", "a1"), invoke("Sam", "s1")];
  const either = (a: number, s: number) => [...begun, ok("Ana", "a1", a), ok("Sam", "s1", s)];
  expect(judge(either(1, 2), list(["a1", "s1"]))).toEqual(SOUND);
  expect(judge(either(2, 1), list(["s1", "a1"]))).toEqual(SOUND);
});

const PLANTED: [string, keyof Verdict, HistoryEvent[], Entry[]][] = [
  ["an acknowledged entry that is gone", "lost", GOOD.slice(0, 3), []],
  ["a hole in the list", "lost", call("Ana", "a1", 2), list(["a1"], 2)],
  ["an acknowledged entry twice", "doubled", call("Ana", "a1", 1), list(["a1", "a1"])],
  ["an entry that nobody sent", "phantom", GOOD, [...STATE, ...list(["x"], 4)]],
  ["an entry that was refused", "phantom", [invoke("Ana", "a1"), fail("Ana", "a1")], list(["a1"])],
  [
    "an entry that was shown and taken back",
    "phantom",
    [invoke("Ana", "a1"), view("Wes", list(["a1"])), unknown("Ana", "a1")],
    [],
  ],
  [
    "an entry before one that was acknowledged before it was sent",
    "outOfOrder",
    [...call("Ana", "a1", 2), invoke("Sam", "s1")],
    list(["s1", "a1"]),
  ],
  [
    "two entries of one sender in the wrong order",
    "outOfOrder",
    [invoke("Ana", "a1"), invoke("Ana", "a2")],
    list(["a2", "a1"]),
  ],
  [
    "an entry elsewhere than its sender was told",
    "outOfOrder",
    [invoke("Ana", "a1"), invoke("Sam", "s1"), ok("Ana", "a1", 1)],
    list(["s1", "a1"]),
  ],
  [
    "two entries in one place",
    "outOfOrder",
    [invoke("Ana", "a1"), invoke("Sam", "s1")],
    [...list(["a1"]), ...list(["s1"])],
  ],
  [
    "an entry that is not younger than the one before",
    "outOfOrder",
    GOOD,
    STATE.map((entry) => ({ ...entry, time: 1_000 })),
  ],
  ["a screen in another order", "outOfOrder", [...GOOD, view("Wes", STATE.toReversed())], STATE],
  ["a screen that goes back", "wentBack", [...GOOD, view("Wes", list(["a1"]))], STATE],
  [
    "an answer before its sender's screen shows it",
    "notShown",
    [view("Ana", []), ...call("Ana", "a1", 1), view("Ana", list(["a1"]))],
    list(["a1"]),
  ],
  ["a screen that never caught up", "missed", GOOD.slice(0, -1), STATE],
  ["a hole in a screen", "missed", [...GOOD, view("Wes", [STATE[0]!, STATE[2]!])], STATE],
];

describe("a planted fault is found:", () => {
  test.each(PLANTED)("%s", (_name, kind, events, final) => {
    expect(judge(events, final)[kind]).not.toEqual([]);
  });

  test("each kind of fault has been planted", () => {
    expect(new Set(PLANTED.map(([, kind]) => kind))).toEqual(new Set(Object.keys(SOUND)));
  });
});

test("a history that no run can have is a mistake of the test", () => {
  expect(() => judge([invoke("Ana", "a1"), invoke("Sam", "a1")], [])).toThrow(/sent twice/);
  expect(() => judge([ok("Ana", "a1", 1)], [])).toThrow(/never sent/);
});
