import { ConvexError } from "convex/values";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { OutboxCourier } from "./outboxCourier";
import { ADOPT_AFTER_MS, type OutboxEntry, OutboxStore } from "./outboxStore";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A server whose answers the test gives one by one. */
class SlowServer {
  readonly asked: OutboxEntry[] = [];
  readonly #answers: { resolve: () => void; reject: (error: unknown) => void }[] = [];

  send = (entry: OutboxEntry): Promise<void> => {
    this.asked.push(entry);
    return new Promise((resolve, reject) => this.#answers.push({ resolve, reject }));
  };

  get texts(): string[] {
    return this.asked.map((entry) => entry.text);
  }

  async accept(): Promise<void> {
    this.#answers.shift()?.resolve();
    await vi.advanceTimersByTimeAsync(0);
  }

  async refuse(error: unknown): Promise<void> {
    this.#answers.shift()?.reject(error);
    await vi.advanceTimersByTimeAsync(0);
  }
}

function start() {
  const outbox = new OutboxStore("carla@acme.example");
  const server = new SlowServer();
  const courier = new OutboxCourier(outbox, server.send);
  return { outbox, server, courier };
}

const code = (name: string, more = {}) => new ConvexError({ code: name, message: "", ...more });

describe("messages of a room", () => {
  it("leave one after the other, in the order of writing (G3)", async () => {
    const { outbox, server, courier } = start();
    courier.start();
    for (const text of ["one", "two", "three"]) outbox.add("room-1", text);
    expect(server.texts).toEqual(["one"]);
    await server.accept();
    expect(server.texts).toEqual(["one", "two"]);
    await server.accept();
    await server.accept();
    expect(server.texts).toEqual(["one", "two", "three"]);
    expect(outbox.entries).toEqual([]);
  });

  it("do not wait for those of another room", () => {
    const { outbox, server, courier } = start();
    courier.start();
    outbox.add("room-1", "one");
    outbox.add("room-2", "two");
    expect(server.texts).toEqual(["one", "two"]);
  });

  it("stay in the outbox until the server has confirmed them (G1)", async () => {
    const { outbox, server, courier } = start();
    courier.start();
    outbox.add("room-1", "one");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(new OutboxStore("carla@acme.example").entries).toHaveLength(1);
    await server.accept();
    expect(new OutboxStore("carla@acme.example").entries).toHaveLength(0);
  });

  it("go out again under the same id after a reload, so that none is doubled (G2)", () => {
    const first = start();
    first.courier.start();
    first.outbox.add("room-1", "one");
    first.courier.stop();
    const second = start();
    second.courier.start();
    expect(second.server.asked).toHaveLength(1);
    expect(second.server.asked[0]?.clientMessageId).toBe(first.server.asked[0]?.clientMessageId);
  });

  it("are not sent by a courier that was stopped", () => {
    const { outbox, server, courier } = start();
    courier.start();
    courier.stop();
    outbox.add("room-1", "one");
    expect(server.asked).toEqual([]);
  });
});

describe("a failed send", () => {
  it("stays visible and lets the next ones through; a retry sends the same id once", async () => {
    const { outbox, server, courier } = start();
    courier.start();
    const { clientMessageId } = outbox.add("room-1", "one");
    outbox.add("room-1", "two");
    await server.refuse(new Error("Server Error"));
    expect(outbox.room("room-1")[0]?.state).toEqual({ kind: "failed", reason: "UNKNOWN" });
    expect(server.texts).toEqual(["one", "two"]);
    await server.accept();
    outbox.setState(clientMessageId, { kind: "queued" });
    outbox.setState(clientMessageId, { kind: "queued" });
    expect(server.texts).toEqual(["one", "two", "one"]);
    expect(server.asked[2]?.clientMessageId).toBe(clientMessageId);
  });

  it.each(["FORBIDDEN", "ROOM_ARCHIVED", "NOT_FOUND", "MESSAGE_TOO_LONG", "SUSPENDED"])(
    "is a refusal with %s: kept with its reason and never tried again by itself",
    async (reason) => {
      const { outbox, server, courier } = start();
      courier.start();
      outbox.add("room-1", "one");
      await server.refuse(code(reason));
      expect(outbox.entries[0]?.state).toEqual({ kind: "refused", reason });
      await vi.advanceTimersByTimeAsync(3_600_000);
      expect(server.asked).toHaveLength(1);
    },
  );
});

describe("too many at once", () => {
  it("wait as long as the server says, and nothing overtakes", async () => {
    const { outbox, server, courier } = start();
    courier.start();
    outbox.add("room-1", "one");
    outbox.add("room-1", "two");
    await server.refuse(code("RATE_LIMITED", { retryAfter: 5_000 }));
    await vi.advanceTimersByTimeAsync(4_999);
    expect(server.texts).toEqual(["one"]);
    expect(outbox.entries[0]?.state.kind).toBe("queued");
    await vi.advanceTimersByTimeAsync(1);
    expect(server.texts).toEqual(["one", "one"]);
    await server.accept();
    expect(server.texts).toEqual(["one", "one", "two"]);
  });

  it("do not go out after the courier was stopped while waiting", async () => {
    const { outbox, server, courier } = start();
    courier.start();
    outbox.add("room-1", "one");
    await server.refuse(code("RATE_LIMITED", { retryAfter: 5_000 }));
    courier.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.texts).toEqual(["one"]);
    courier.start();
    expect(server.texts).toEqual(["one", "one"]);
  });
});

it("leaves to another tab what that tab is sending, and takes over when nothing comes of it", async () => {
  const { outbox, server, courier } = start();
  courier.start();
  const { clientMessageId } = new OutboxStore("carla@acme.example").add("room-1", "from there");
  outbox.applyForeignChange(null);
  expect(outbox.entries).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(ADOPT_AFTER_MS - 1);
  expect(server.asked).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(server.asked.map((entry) => entry.clientMessageId)).toEqual([clientMessageId]);
});
