/** Who is told what, when: by the room's level, by whether the app is looked at, by one tab of several. */
import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { api } from "../../../convex/_generated/api";
import { viewerStorageKey } from "../../lib/deviceStorage";
import { FakeConvex } from "../../testing/fakeConvex";
import { CARLA, NOW, roomItem } from "../../testing/people";
import { renderScreen } from "../../testing/renderScreen";
import type { RoomListItem } from "../rooms/roomListTypes";
import { arrivalsSince } from "./arrivals";
import DesktopNotifier from "./DesktopNotifier";
import { DesktopSwitch } from "./DesktopSwitch";
import { HeldNews } from "./HeldNews";
import { NotifyingTab } from "./NotifyingTab";

class FakeNotification extends EventTarget {
  static permission: NotificationPermission = "default";
  static asked = 0;
  static answer: NotificationPermission = "granted";
  static shown: FakeNotification[] = [];
  static requestPermission() {
    FakeNotification.asked += 1;
    FakeNotification.permission = FakeNotification.answer;
    return Promise.resolve(FakeNotification.answer);
  }
  isClosed = false;
  readonly title: string;
  readonly options: NotificationOptions;
  constructor(title: string, options: NotificationOptions) {
    super();
    this.title = title;
    this.options = options;
    FakeNotification.shown.push(this);
  }
  close() {
    this.isClosed = true;
  }
}

const settle = () => new Promise((resolve) => setTimeout(resolve));
let visibility: DocumentVisibilityState;
function look(state: DocumentVisibilityState) {
  visibility = state;
  document.dispatchEvent(new Event("visibilitychange"));
}
/** Hides the app, a minute ago. */
function leave() {
  look("hidden");
  vi.setSystemTime(Date.now() + 60_000);
}
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  visibility = "visible";
  Object.assign(FakeNotification, {
    permission: "default",
    asked: 0,
    answer: "granted",
    shown: [],
  });
  vi.stubGlobal("Notification", FakeNotification);
  vi.stubGlobal("isSecureContext", true);
  vi.spyOn(document, "visibilityState", "get").mockImplementation(() => visibility);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("what there is to tell of", () => {
  const before = new Map([["room-acme", 12]]);
  const told = (change: Partial<RoomListItem>) =>
    arrivalsSince(before, [roomItem({ lastSeq: 13, ...change })], NOW).length;
  const preview = roomItem().preview!;

  it("a new message by somebody else", () => expect(told({})).toBe(1));
  it.each<[string, Partial<RoomListItem>]>([
    ["nothing new", { lastSeq: 12 }],
    ["what was read elsewhere", { hasUnread: false }],
    ["one's own message", { preview: { ...preview, mine: true } }],
    ["a deleted message", { preview: { ...preview, text: null } }],
    ["a room that is off", { notify: { level: "off", untilTime: null } }],
    ["a room that is off until later", { notify: { level: "all", untilTime: NOW + 1 } }],
    ["an archived room", { archived: true }],
    ["a room that one was just added to", { roomId: "new" as never }],
  ])("not %s", (_, change) => expect(told(change)).toBe(0));
});

describe("the switch", () => {
  const show = () => renderScreen(<DesktopSwitch />, { fake: new FakeConvex(), viewer: CARLA });

  it("asks the browser only when it is pressed, and is on once that is granted", async () => {
    show();
    expect(FakeNotification.asked).toBe(0);
    await userEvent.click(screen.getByRole("switch"));
    expect(FakeNotification.asked).toBe(1);
    await waitFor(() => expect(screen.getByRole<HTMLInputElement>("switch").checked).toBe(true));
    await userEvent.click(screen.getByRole("switch"));
    expect(screen.getByRole<HTMLInputElement>("switch").checked).toBe(false);
  });

  it("says how to allow what the browser refuses, and what it cannot do", async () => {
    FakeNotification.answer = "denied";
    const { unmount } = show();
    await userEvent.click(screen.getByRole("switch"));
    expect(await screen.findByText(/allow notifications/)).toBeTruthy();
    unmount();
    vi.stubGlobal("isSecureContext", false);
    show();
    expect(screen.getByText(/shows no notifications/)).toBeTruthy();
    expect(screen.getByRole<HTMLInputElement>("switch").disabled).toBe(true);
  });
});

describe("in the background", () => {
  const ROOM = roomItem();
  function open(room = ROOM) {
    localStorage.setItem(viewerStorageKey(CARLA.email, "desktop"), "on");
    FakeNotification.permission = "granted";
    const fake = new FakeConvex().answer(api.rooms.list, [room]);
    const shown = renderScreen(<DesktopNotifier shell="portal" />, { fake, viewer: CARLA });
    const arrive = (change: Partial<RoomListItem> = {}) =>
      act(async () => {
        fake.answer(api.rooms.list, [{ ...room, lastSeq: 13, ...change }]);
        await settle();
      });
    return { fake, arrive, ...shown };
  }

  it("tells the room and its last message, one per room; a click leads there", async () => {
    const { arrive, address } = open();
    leave();
    await arrive();
    const [notification] = FakeNotification.shown;
    expect(notification?.title).toBe("Acme – website");
    expect(notification?.options).toMatchObject({
      body: "Carla Diaz: The logo is attached.",
      tag: "carla@acme.example:room-acme",
    });
    act(() => void notification?.dispatchEvent(new Event("click")));
    expect(address()).toBe("/portal/rooms/room-acme");
    expect(notification?.isClosed).toBe(true);
  });

  it("tells nothing while the tab is looked at, and takes all away when it is again", async () => {
    const { arrive } = open();
    await arrive();
    expect(FakeNotification.shown).toEqual([]);
    leave();
    await arrive({ lastSeq: 14 });
    expect(FakeNotification.shown.map(({ isClosed }) => isClosed)).toEqual([false]);
    look("visible");
    expect(FakeNotification.shown.map(({ isClosed }) => isClosed)).toEqual([true]);
  });

  it.each([
    [true, 1],
    [false, 0],
  ])(
    "where only mentions count: a mention of oneself (%s) is told %i times",
    async (you, times) => {
      const { fake, arrive } = open({ ...ROOM, notify: { level: "mentions", untilTime: null } });
      const mentions = [{ key: "k", name: "Carla", you }];
      const page = [
        { seq: 13, author: { name: "Ana", mine: false }, text: "Hello <@k>", mentions },
      ];
      fake.answer(api.messages.list, { page, isDone: true, continueCursor: "" });
      leave();
      await arrive();
      expect(FakeNotification.shown).toHaveLength(times);
    },
  );
});

describe("news within a minute after the app was looked at", () => {
  const told: string[][] = [];
  let restMs: number;
  let news: HeldNews;
  const add = (sinceSeq: number, room = roomItem()) => news.add([{ room, sinceSeq }]);
  beforeEach(() => {
    vi.useFakeTimers();
    told.length = 0;
    restMs = 60_000;
    news = new HeldNews(
      () => restMs,
      (since) => told.push([...since].map(([roomId, seq]) => `${roomId} ${seq}`)),
    );
  });

  it("wait for its end, and are told once then, of each room from its first on", () => {
    add(12);
    add(13);
    vi.advanceTimersByTime(30_000);
    add(5, roomItem({ roomId: "room-two" as never }));
    expect(told).toEqual([]);
    restMs = 0;
    vi.advanceTimersByTime(30_000);
    expect(told).toEqual([["room-acme 12", "room-two 5"]]);
    add(14);
    expect(told[1]).toEqual(["room-acme 14"]);
  });

  it("wait on when somebody looked again meanwhile", () => {
    add(12);
    restMs = 20_000;
    vi.advanceTimersByTime(60_000);
    expect(told).toEqual([]);
    restMs = 0;
    vi.advanceTimersByTime(20_000);
    expect(told).toHaveLength(1);
  });

  it("are never told once they were seen here", () => {
    add(12);
    news.clear();
    vi.advanceTimersByTime(600_000);
    expect(told).toEqual([]);
  });

  it("are of the same minute for every tab of this person, and of no other person", () => {
    vi.setSystemTime(NOW);
    const tab = new NotifyingTab("Carla@acme.example");
    look("hidden");
    vi.setSystemTime(NOW + 20_000);
    expect(new NotifyingTab("carla@acme.example").restMs()).toBe(40_000);
    expect(new NotifyingTab("omar@acme.example").restMs()).toBe(0);
    vi.setSystemTime(NOW + 60_000);
    expect(tab.restMs()).toBe(0);
    // A clock that was set back keeps nobody waiting for longer.
    vi.setSystemTime(NOW - 600_000);
    expect(tab.restMs()).toBe(60_000);
  });
});

/** Locks of one browser, as far as tabs use them here: exclusive ones wait, shared ones don't. */
class FakeLocks {
  held: { name: string }[] = [];
  readonly #queues = new Map<string, Promise<void>>();
  async request(name: string, { mode }: LockOptions, hold: () => Promise<void>) {
    const turn =
      mode === "shared" ? Promise.resolve() : (this.#queues.get(name) ?? Promise.resolve());
    const run = async () => {
      const lock = { name };
      this.held.push(lock);
      await hold();
      this.held = this.held.filter((one) => one !== lock);
    };
    const done = turn.then(run);
    if (mode !== "shared") this.#queues.set(name, done);
    await done;
  }
  query() {
    return Promise.resolve({ held: this.held });
  }
}

it("of two tabs one notifies, the other when that one ends, none while the app is looked at", async () => {
  const locks = new FakeLocks() as unknown as LockManager;
  look("hidden");
  const [first, second] = [new NotifyingTab("carla", locks), new NotifyingTab("Carla", locks)];
  await settle();
  expect([await first.mayNotify(), await second.mayNotify()]).toEqual([true, false]);
  void locks.request(
    "anteroom:carla:visible",
    { mode: "shared" },
    () => new Promise<void>(() => {}),
  );
  await settle();
  expect(await first.mayNotify()).toBe(false);
  const others = new FakeLocks() as unknown as LockManager;
  const [one, next] = [new NotifyingTab("carla", others), new NotifyingTab("carla", others)];
  await settle();
  one.stop();
  await settle();
  expect(await next.mayNotify()).toBe(true);
});
