import { ConvexError } from "convex/values";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { UploadBackend } from "./uploadBackend";
import { FILE_MAX_BYTES, UploadStore } from "./uploadStore";

const ROOM = "room-acme";

/** Storage that takes bytes when the test says so. */
class FakeRequest {
  static open: FakeRequest[] = [];
  upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {};
  response: unknown = null;
  status = 0;
  onload = () => {};
  onerror = () => {};
  onabort = () => {};
  open(): void {}
  setRequestHeader(): void {}
  send(): void {
    FakeRequest.open.push(this);
  }
  abort(): void {
    FakeRequest.open = FakeRequest.open.filter((one) => one !== this);
    this.onabort();
  }
  answer(status: number): void {
    FakeRequest.open = FakeRequest.open.filter((one) => one !== this);
    this.status = status;
    this.response = { storageId: "stored" };
    this.onload();
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  FakeRequest.open = [];
  vi.stubGlobal("XMLHttpRequest", FakeRequest);
});
afterEach(async () => {
  // What one test has begun does not reach into the next.
  await settle();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function start(changes: Partial<UploadBackend> = {}) {
  let asked = 0;
  const backend = {
    request: vi.fn(() => {
      asked += 1;
      const fileId = `file-${asked}`;
      return Promise.resolve({ fileId, uploadUrl: "https://up.test", thumbnailUploadUrl: "" });
    }),
    claim: vi.fn(() => Promise.resolve()),
    checked: vi.fn(() => Promise.resolve<string | null>(null)),
    discard: vi.fn(() => Promise.resolve()),
    ...changes,
  };
  return { store: new UploadStore("carla@acme.example", backend), backend };
}

/** Lets time pass, and what is downloaded on the way arrive: no fake clock waits for that. */
async function settle(ms = 0): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
  await vi.dynamicImportSettled();
  await vi.advanceTimersByTimeAsync(0);
}

const file = (name: string, size = 3) => new File([new Uint8Array(size)], name);
const states = (store: UploadStore) => store.tray(ROOM).map(({ state }) => state.kind);

async function takeAll(): Promise<void> {
  for (;;) {
    await settle();
    const [next] = FakeRequest.open;
    if (next === undefined) return;
    next.answer(200);
  }
}

describe("picking files", () => {
  it("uploads three at once and the others after them, in their order", async () => {
    const { store } = start();
    store.add(
      ROOM,
      ["a", "b", "c", "d"].map((name) => file(name)),
    );
    await settle();
    expect(FakeRequest.open).toHaveLength(3);
    expect(states(store)).toEqual(["sending", "sending", "sending", "waiting"]);
    expect(store.isBusy).toBe(true);
    await takeAll();
    expect(states(store)).toEqual(["ready", "ready", "ready", "ready"]);
    expect(store.tray(ROOM).map(({ state }) => state)).toEqual(
      [1, 2, 3, 4].map((count) => ({ kind: "ready", fileId: `file-${count}` })),
    );
  });

  it("refuses at once, by name, what is too large or empty, and keeps the others", () => {
    const { store } = start();
    const large = file("film.mov", 1);
    Object.defineProperty(large, "size", { value: FILE_MAX_BYTES * 1.5 });
    const refused = store.add(ROOM, [large, file("nothing", 0), file("plan.pdf")]);
    expect(refused).toEqual(["film.mov is 30 MB; the limit is 20 MB.", "nothing is empty."]);
    expect(store.tray(ROOM).map(({ name }) => name)).toEqual(["plan.pdf"]);
  });

  it("takes ten, and says how many were left out", () => {
    const { store } = start();
    const files = Array.from({ length: 12 }, (_, index) => file(`f${index}`));
    expect(store.add(ROOM, files)).toEqual([
      "A message carries at most 10 files: 2 files were left out.",
    ]);
    expect(store.tray(ROOM)).toHaveLength(10);
  });
});

describe("an upload", () => {
  it("whose code could not be downloaded has failed, and goes when it is tried again", async () => {
    const { store } = start();
    vi.doMock("./runUpload", () => {
      throw new Error("offline");
    });
    vi.resetModules();
    store.add(ROOM, [file("a")]);
    await settle();
    expect(states(store)).toEqual(["failed"]);
    vi.doUnmock("./runUpload");
    vi.resetModules();
    store.retry(store.tray(ROOM)[0]!.uploadId);
    await takeAll();
    expect(states(store)).toEqual(["ready"]);
  });

  it("that was cut off is tried again by itself, in the end by hand", async () => {
    const { store } = start();
    store.add(ROOM, [file("a")]);
    for (let attempt = 0; attempt < 4; attempt += 1) {
      await settle(10_000);
      FakeRequest.open[0]?.answer(503);
      await settle();
    }
    expect(states(store)).toEqual(["failed"]);
    store.retry(store.tray(ROOM)[0]!.uploadId);
    await takeAll();
    expect(states(store)).toEqual(["ready"]);
  });

  it.each([
    [
      "the backend refuses",
      { request: () => Promise.reject(new ConvexError({ code: "FORBIDDEN" })) },
    ],
    ["the check finds fault with", { checked: () => Promise.resolve("FORBIDDEN") }],
  ])("that %s is not tried again", async (_, changes) => {
    const { store } = start(changes);
    store.add(ROOM, [file("a")]);
    await takeAll();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(store.tray(ROOM)[0]?.state).toEqual({ kind: "failed", reason: "FORBIDDEN" });
  });

  it("that is cancelled stops, and leaves nothing; one that is done is given up at the server", async () => {
    const { store, backend } = start();
    store.add(ROOM, [file("a"), file("b")]);
    await settle();
    store.remove(store.tray(ROOM)[0]!.uploadId);
    expect(FakeRequest.open).toHaveLength(1);
    await takeAll();
    store.remove(store.tray(ROOM)[0]!.uploadId);
    expect(backend.discard).toHaveBeenCalledExactlyOnceWith(ROOM, "file-2");
    expect(store.tray(ROOM)).toEqual([]);
  });
});

describe("a message with files", () => {
  it("empties the tray, and waits until all are uploaded", async () => {
    const { store } = start();
    store.add(ROOM, [file("a"), file("b")]);
    const taken = store.take(ROOM);
    expect(store.tray(ROOM)).toEqual([]);
    let ids: string[] | null = null;
    void store.fileIds({ roomId: ROOM, use: "messages" }, taken).then((found) => (ids = found));
    await settle();
    expect(ids).toBeNull();
    await takeAll();
    expect(ids).toEqual(["file-1", "file-2"]);
  });

  it("says so when this device has not kept its files over a reload", async () => {
    const { store } = start();
    const lost = { uploadId: "u", name: "a", size: 1, isImage: false, width: null, height: null };
    await expect(store.fileIds({ roomId: ROOM, use: "messages" }, [lost])).rejects.toMatchObject({
      reason: "FILES_LOST",
    });
  });

  it("that was not sent gives its files back to the tray", async () => {
    const { store } = start();
    store.add(ROOM, [file("a")]);
    const taken = store.take(ROOM);
    store.putBack(ROOM, taken);
    store.remove(taken[0]!.uploadId, { evenFromTray: false });
    expect(store.tray(ROOM).map(({ name }) => name)).toEqual(["a"]);
  });
});
