import { describe, expect, it, vi } from "vitest";
import { clearViewerStorage } from "../../../lib/deviceStorage";
import { OutboxStore, STALE_AFTER_MS } from "./outboxStore";

const CARLA = "carla@acme.example";
const texts = (outbox: OutboxStore, room = "room-1") =>
  outbox.room(room).map((entry) => entry.text);

describe("what was typed", () => {
  it("is still there, in order and with the same ids, after a reload", () => {
    const before = new OutboxStore(CARLA);
    const ids = ["one", "two", "three"].map((text) => before.add("room-1", text).clientMessageId);
    const after = new OutboxStore(CARLA);
    expect(texts(after)).toEqual(["one", "two", "three"]);
    expect(after.entries.map((entry) => entry.clientMessageId)).toEqual(ids);
  });

  it("still asks to be confirmed after a reload, where that was ticked", () => {
    const before = new OutboxStore(CARLA);
    before.add("room-1", "New hours", "message", [], null, true);
    before.add("room-1", "Old news");
    const asks = new OutboxStore(CARLA).entries.map((entry) => entry.asksConfirmation);
    expect(asks).toEqual([true, undefined]);
  });

  it("keeps its order even within one millisecond and when the clock goes back", () => {
    vi.spyOn(Date, "now").mockReturnValueOnce(5_000).mockReturnValueOnce(5_000).mockReturnValue(1);
    const outbox = new OutboxStore(CARLA);
    for (const text of ["one", "two", "three"]) outbox.add("room-1", text);
    expect(texts(new OutboxStore(CARLA))).toEqual(["one", "two", "three"]);
  });

  it("is on the device before anybody is told of it", () => {
    const outbox = new OutboxStore(CARLA);
    const stored: string[][] = [];
    outbox.subscribe(() => stored.push(texts(new OutboxStore(CARLA))));
    outbox.add("room-1", "one");
    expect(stored).toEqual([["one"]]);
  });

  it("as a note stays a note over a reload, and a message a message", () => {
    const before = new OutboxStore(CARLA);
    before.add("room-1", "for the team", "note");
    before.add("room-1", "for the client");
    const notes = new OutboxStore(CARLA).entries.map((entry) => entry.note);
    expect(notes).toEqual([true, undefined]);
  });

  it("is nobody else's", () => {
    new OutboxStore(CARLA).add("room-1", "one");
    expect(new OutboxStore("omar@acme.example").entries).toEqual([]);
    expect(new OutboxStore("carla@acme.example.org").entries).toEqual([]);
  });

  it("is gone once removed, and after sign-out", () => {
    const outbox = new OutboxStore(CARLA);
    const { clientMessageId } = outbox.add("room-1", "one");
    outbox.add("room-2", "two");
    outbox.remove(clientMessageId);
    expect(new OutboxStore(CARLA).entries.map((entry) => entry.text)).toEqual(["two"]);
    clearViewerStorage(CARLA);
    expect(new OutboxStore(CARLA).entries).toEqual([]);
  });

  it("stays a failure or a refusal over a reload", () => {
    const outbox = new OutboxStore(CARLA);
    const { clientMessageId } = outbox.add("room-1", "one");
    outbox.setState(clientMessageId, { kind: "refused", reason: "FORBIDDEN" });
    expect(new OutboxStore(CARLA).entries[0]?.state).toEqual({
      kind: "refused",
      reason: "FORBIDDEN",
    });
  });
});

it("does not send by itself what has waited for more than a day", () => {
  const outbox = new OutboxStore(CARLA);
  outbox.add("room-1", "yesterday's");
  const now = Date.now();
  vi.spyOn(Date, "now").mockReturnValue(now + STALE_AFTER_MS - 1_000);
  expect(new OutboxStore(CARLA).entries[0]?.state.kind).toBe("queued");
  vi.spyOn(Date, "now").mockReturnValue(now + STALE_AFTER_MS + 1_000);
  expect(new OutboxStore(CARLA).entries[0]?.state).toEqual({ kind: "failed", reason: "STALE" });
});

it("takes over what another tab changed, and ignores other keys", () => {
  const here = new OutboxStore(CARLA);
  const there = new OutboxStore(CARLA);
  const { clientMessageId } = there.add("room-1", "from the other tab");
  const listener = vi.fn();
  here.subscribe(listener);
  here.applyForeignChange("anteroom:somebody:draft:room-1");
  expect(listener).not.toHaveBeenCalled();
  here.applyForeignChange(`anteroom:${CARLA}:outbox:${clientMessageId}`);
  expect(texts(here)).toEqual(["from the other tab"]);
});

it("skips stored things that it did not write", () => {
  localStorage.setItem(`anteroom:${CARLA}:outbox:x`, "{not json");
  localStorage.setItem(`anteroom:${CARLA}:outbox:y`, JSON.stringify({ text: 3 }));
  expect(new OutboxStore(CARLA).entries).toEqual([]);
});

it("still works for this visit where the device stores nothing", () => {
  vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
    throw new DOMException("full", "QuotaExceededError");
  });
  const outbox = new OutboxStore(CARLA);
  outbox.add("room-1", "one");
  expect(texts(outbox)).toEqual(["one"]);
});
