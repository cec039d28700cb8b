import { act, screen, waitFor } from "@testing-library/react";
import { ConvexError } from "convex/values";
import { afterEach, describe, expect, it } from "vitest";
import { api } from "../../convex/_generated/api";
import { speak } from "../language/language";
import { FakeConvex } from "../testing/fakeConvex";
import { ANA, CARLA, roomItem, SAM } from "../testing/people";
import { renderScreen } from "../testing/renderScreen";
import type { Viewer } from "../features/auth/viewer";
import { AppRoutes } from "./AppRoutes";

const BRAND = { name: "Northwind Studio", accentColor: "#2f5bd0" };

function open(path: string, viewer: Viewer | (() => never), rooms = [roomItem()]) {
  const fake = new FakeConvex()
    .answer(api.users.viewer, viewer)
    .answer(api.firm.branding, BRAND)
    .answer(api.rooms.list, rooms);
  return { fake, ...renderScreen(<AppRoutes />, { fake, path }) };
}
const refuse = (code: string) => () => {
  throw new ConvexError({ code, message: code });
};

describe("the shells", () => {
  it.each([
    ["/", ANA, "/staff"],
    ["/portal", ANA, "/staff"],
    ["/portal/rooms/room-acme", ANA, "/staff/rooms/room-acme"],
    ["/portal/settings/profile", SAM, "/staff/settings/profile"],
    ["/staff/settings/profile", CARLA, "/portal/settings/profile"],
    ["/staff/rooms/room-acme", CARLA, "/portal/rooms/room-acme"],
    ["/open/room-acme", CARLA, "/portal/rooms/room-acme"],
    ["/open/room-acme", ANA, "/staff/rooms/room-acme"],
  ])("%s leads to the viewer's own shell (%#)", async (path, viewer, expected) => {
    const { address } = open(path, viewer);
    await waitFor(() => expect(address()).toBe(expected));
  });

  it("never shows a client the index of all rooms", async () => {
    const rooms = [roomItem(), roomItem({ roomId: "room-2" as never })];
    const { address } = open("/staff/admin/rooms", CARLA, rooms);
    await waitFor(() => expect(address()).toBe("/portal"));
  });

  it("leads a client with one room straight into it, and shows the list to one with two", async () => {
    const one = open("/portal", CARLA);
    await waitFor(() => expect(one.address()).toBe("/portal/rooms/room-acme"));
    one.unmount();
    const two = open("/portal", CARLA, [roomItem(), roomItem({ roomId: "room-2" as never })]);
    expect(await screen.findAllByRole("link", { name: /Acme – website/ })).toHaveLength(2);
    expect(two.address()).toBe("/portal");
  });

  it("tells a client without rooms what that means", async () => {
    open("/portal", CARLA, []);
    expect(await screen.findByText("No conversations yet")).toBeTruthy();
  });
});

describe("the viewer's language", () => {
  afterEach(async () => await speak("en"));

  it("is spoken from the first word on, and another one at once, in what stays open", async () => {
    const seen = new Set<string>();
    const observer = new MutationObserver(() => seen.add(document.body.textContent));
    observer.observe(document.body, { childList: true, subtree: true });
    const { fake } = open("/portal", { ...CARLA, language: "de" }, []);
    expect(await screen.findByText("Noch keine Unterhaltungen")).toBeTruthy();
    expect([...seen].filter((text) => text.includes("No conversations"))).toEqual([]);
    act(() => void fake.answer(api.users.viewer, CARLA));
    expect(await screen.findByText("No conversations yet")).toBeTruthy();
    expect(screen.queryByText("Noch keine Unterhaltungen")).toBeNull();
    observer.disconnect();
  });
});

describe("the page's title", () => {
  it("counts unread messages of rooms that are neither muted nor archived", async () => {
    open("/staff", ANA, [
      roomItem({ unread: 3 }),
      roomItem({
        roomId: "muted" as never,
        unread: 0,
        hasUnread: true,
        notify: { level: "off", untilTime: null },
      }),
      roomItem({ roomId: "old" as never, unread: 7, archived: true }),
    ]);
    await waitFor(() => expect(document.title).toBe("(3) Northwind Studio"));
  });

  it("names the open room, and shows no number when nothing is unread", async () => {
    open("/staff/rooms/room-acme", ANA, [roomItem({ unread: 0, hasUnread: false })]);
    await waitFor(() => expect(document.title).toBe("Acme – website – Northwind Studio"));
  });
});

describe("an account that may not come in", () => {
  it.each([
    ["NOT_ACTIVATED", "Your account isn't active yet"],
    ["SUSPENDED", "Your account is suspended"],
    ["UNAUTHENTICATED", "Your sign-in has ended"],
  ])("%s is told why, and sees no room", async (code, title) => {
    open("/staff", refuse(code));
    expect(await screen.findByRole("heading", { name: title })).toBeTruthy();
    expect(screen.queryByText("Acme – website")).toBeNull();
  });

  it("nobody signed in: the sign-in page, which leads back afterwards", async () => {
    const { address } = renderScreen(<AppRoutes />, {
      fake: new FakeConvex(),
      path: "/open/room-acme",
      signedIn: false,
    });
    await waitFor(() => expect(address()).toBe("/sign-in?next=%2Fopen%2Froom-acme"));
  });
});

it("an address that leads nowhere says so", async () => {
  open("/nowhere", ANA);
  expect(await screen.findByText("There is nothing at this address")).toBeTruthy();
});
