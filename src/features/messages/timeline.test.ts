import { describe, expect, it } from "vitest";
import { MINUTE_MS, NOON, ownMessage, storedMessage, storedNote } from "./messageFixtures";
import type { OutboxEntry } from "./outbox/outboxStore";
import { buildTimeline, GROUP_GAP_MS, type TimelineItem } from "./timeline";

const HOUR_MS = 60 * MINUTE_MS;

function entry(id: string, createdTime = NOON + HOUR_MS): OutboxEntry {
  return {
    clientMessageId: id,
    roomId: "r",
    text: id,
    files: [],
    createdTime,
    state: { kind: "queued" },
  };
}

function layOut(
  messages: Parameters<typeof buildTimeline>[0]["messages"],
  more: Partial<Parameters<typeof buildTimeline>[0]> = {},
): TimelineItem[] {
  return buildTimeline({ messages, unsent: [], unreadSeq: null, timeZone: "UTC", ...more });
}

function outline(items: TimelineItem[]): string[] {
  return items.map((item) =>
    item.kind === "message" ? `${item.startsGroup ? "first " : "next "}${item.key}` : item.key,
  );
}

describe("days", () => {
  it("stand above the first message of each day in the viewer's zone", () => {
    const late = storedMessage(1, { time: Date.UTC(2026, 4, 13, 21, 59) });
    const later = storedMessage(2, { time: Date.UTC(2026, 4, 13, 22, 1) });
    expect(outline(layOut([late, later], { timeZone: "Europe/Berlin" }))).toEqual([
      "day 2026-05-13",
      "first message-1",
      "day 2026-05-14",
      "first message-2",
    ]);
  });

  it("are not split where the same two messages share a day", () => {
    const late = storedMessage(1, { time: Date.UTC(2026, 4, 13, 21, 59) });
    const later = storedMessage(2, { time: Date.UTC(2026, 4, 13, 22, 1) });
    expect(outline(layOut([late, later]))).toEqual([
      "day 2026-05-13",
      "first message-1",
      "next message-2",
    ]);
  });

  it("never go back for a clock that runs behind", () => {
    const items = layOut([storedMessage(1)], { unsent: [entry("a", NOON - 24 * HOUR_MS)] });
    expect(items.filter((item) => item.kind === "day")).toHaveLength(1);
  });
});

describe("a group", () => {
  it("holds one author's messages that are less than five minutes apart", () => {
    const second = storedMessage(2, { time: storedMessage(1).time + GROUP_GAP_MS - 1 });
    expect(outline(layOut([storedMessage(1), second])).slice(1)).toEqual([
      "first message-1",
      "next message-2",
    ]);
  });

  it.each([
    ["five minutes later", { time: storedMessage(1).time + GROUP_GAP_MS }],
    ["another author", { author: { name: "Sam Oak" } }],
    ["the same name on the other side", { author: { side: "client" as const } }],
    ["the same name from another company", { author: { company: "Acme" } }],
    ["a message by email", { source: "email" as const }],
  ])("ends at %s", (_, changes) => {
    const items = layOut([storedMessage(1), storedMessage(2, changes)]);
    expect(outline(items).at(-1)).toBe("first message-2");
  });

  it("does not go on across the unread line", () => {
    expect(
      outline(layOut([storedMessage(1), storedMessage(2)], { unreadSeq: 2 })).slice(1),
    ).toEqual(["first message-1", "unread", "first message-2"]);
  });
});

describe("what is not sent yet", () => {
  it("stands last, in the order of sending, and joins the writer's group", () => {
    const sent = ownMessage(1);
    const items = layOut([sent], {
      unsent: [entry("a", sent.time + 1), entry("b", sent.time + 2)],
    });
    expect(outline(items).slice(1)).toEqual(["first client-1", "next a", "next b"]);
  });

  it("is one row, not two, once the server has it, under the key that it had before", () => {
    const before = layOut([], { unsent: [entry("client-1")] });
    const after = layOut([ownMessage(1)], { unsent: [entry("client-1")] });
    expect(before.at(-1)?.key).toBe("client-1");
    expect(after.filter((item) => item.kind === "message").map((item) => item.key)).toEqual([
      "client-1",
    ]);
    expect(after.at(-1)).toMatchObject({ subject: { entry: null } });
  });
});

describe("a note", () => {
  it("stands after the last message that is not younger, in a group of its own", () => {
    const messages = [storedMessage(1), storedMessage(2), storedMessage(3)];
    const notes = [
      storedNote(1, { time: storedMessage(2).time }),
      storedNote(2, { time: storedMessage(2).time + 1 }),
    ];
    expect(outline(layOut(messages, { notes })).slice(1)).toEqual([
      "first message-1",
      "next message-2",
      "note-1",
      "note-2",
      "first message-3",
    ]);
  });

  it("opens its day and comes before what is not sent yet", () => {
    const notes = [storedNote(1, { time: NOON + 24 * HOUR_MS })];
    expect(outline(layOut([storedMessage(1)], { notes, unsent: [entry("a")] }))).toEqual([
      "day 2026-05-13",
      "first message-1",
      "day 2026-05-14",
      "note-1",
      "first a",
    ]);
  });

  it("that is stored and still in the outbox is one row, and never a message's", () => {
    const note = { ...entry("mine"), note: true as const };
    const stored = storedNote(1, { clientNoteId: "mine" });
    const kinds = (items: TimelineItem[]) => items.slice(1).map(({ kind, key }) => [kind, key]);
    expect(kinds(layOut([], { unsent: [note] }))).toEqual([["note", "mine"]]);
    expect(kinds(layOut([], { notes: [stored], unsent: [note] }))).toEqual([["note", "mine"]]);
  });
});
