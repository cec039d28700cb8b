import { fireEvent, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Id } from "../../../convex/_generated/dataModel";
import { viewerStorageKey, writeStored } from "../../lib/deviceStorage";
import { FakeConvex } from "../../testing/fakeConvex";
import { ANA, NOW, roomItem } from "../../testing/people";
import { renderScreen } from "../../testing/renderScreen";
import type { RoomListItem } from "./roomListTypes";
import { RoomList } from "./RoomList";
import { clientSections, staffSections } from "./sections";

const id = (name: string) => name as Id<"rooms">;
const ACME = roomItem();
const INTERNAL = roomItem({
  roomId: id("room-internal"),
  name: "Studio",
  kind: "internal",
  unread: 0,
  hasUnread: false,
});
const OLD = roomItem({
  roomId: id("room-old"),
  name: "Acme – logo",
  archived: true,
  unread: 0,
  hasUnread: false,
});

function show(rooms: RoomListItem[], currentRoomId?: string, sections = staffSections) {
  return renderScreen(
    <RoomList
      sections={sections(rooms)}
      currentRoomId={currentRoomId}
      pathOf={(roomId) => `/staff/rooms/${roomId}`}
      timeZone="Europe/Berlin"
      viewerEmail={ANA.email}
    />,
    { fake: new FakeConvex() },
  );
}
const nameOf = (rooms: RoomListItem[]) => {
  show(rooms);
  return screen.getByRole("link").textContent; // all of it is read out, in this order
};

beforeEach(() => {
  vi.spyOn(Date, "now").mockReturnValue(NOW);
});

describe("a row's accessible name", () => {
  it("says room, unread number, last author and text, and the time in the viewer's zone", () => {
    expect(nameOf([ACME])).toBe(
      "Acme – website, 3 unread, last message from Carla Diaz: The logo is attached., 11:05",
    );
  });

  it("says nothing of unread messages where there are none", () => {
    expect(nameOf([roomItem({ unread: 0, hasUnread: false })])).not.toContain("unread");
  });

  it("says 99+ from the hundredth on", () => {
    expect(nameOf([roomItem({ unread: 100 })])).toContain("99+ unread");
  });

  it("says that a room is muted, and that something is unread in it without a number", () => {
    const name = nameOf([
      roomItem({ notify: { level: "off", untilTime: null }, unread: 0, hasUnread: true }),
    ]);
    expect(name).toContain(", unread,");
    expect(name).toContain("email off");
    expect(screen.queryByText("3")).toBeNull();
  });

  it("says what came by email and what was deleted, and calls the viewer 'You'", () => {
    const preview = {
      text: null,
      author: "Ana Ruiz",
      mine: true,
      source: "email" as const,
      files: null,
    };
    expect(nameOf([roomItem({ preview })])).toContain(
      "last message via email from You: deleted message",
    );
  });
});

describe("the list", () => {
  it("sorts the team's rooms into sections, and a client's into none", () => {
    show([ACME, INTERNAL]);
    expect(screen.getAllByRole("heading").map((heading) => heading.textContent)).toEqual([
      "Clients",
      "Internal",
    ]);
  });

  it("shows clients one flat list without headings", () => {
    show([ACME, roomItem({ roomId: id("news"), kind: "announcement" })], undefined, clientSections);
    expect(screen.queryByRole("heading")).toBeNull();
    expect(screen.getAllByRole("link")).toHaveLength(2);
  });

  it("keeps pinned rooms first in their section, and says so", () => {
    show([ACME, roomItem({ roomId: id("room-kept"), name: "Baltic Law", pinned: true })]);
    expect(screen.getAllByRole("link").map((link) => link.textContent)).toEqual([
      expect.stringMatching(/^Baltic Law, pinned, /),
      expect.stringMatching(/^Acme/),
    ]);
  });

  it("folds archived rooms away, and unfolds them on request", async () => {
    show([ACME, OLD]);
    expect(screen.queryByText("Acme – logo")).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: /Archived/ }));
    expect(screen.getByText("Acme – logo")).toBeTruthy();
  });

  it("shows archived rooms when one of them is open", () => {
    show([ACME, OLD], "room-old");
    expect(screen.getByRole("link", { current: "page" }).textContent).toContain("Acme – logo");
  });

  it("is one tab stop, and arrows, Home and End move in it", () => {
    show([ACME, INTERNAL, OLD], "room-acme");
    const stops = () => document.querySelectorAll('[data-roving][tabindex="0"]');
    expect(stops()).toHaveLength(1);
    const [acme, internal] = screen.getAllByRole("link");
    acme!.focus();
    fireEvent.keyDown(acme!, { key: "ArrowDown" });
    expect(document.activeElement).toBe(internal);
    expect(stops()).toHaveLength(1);
    fireEvent.keyDown(internal!, { key: "End" });
    expect(document.activeElement).toBe(screen.getByRole("button", { name: /Archived/ }));
    fireEvent.keyDown(document.activeElement!, { key: "Home" });
    expect(document.activeElement).toBe(acme);
  });

  it("leaves Alt+arrows to the room keys", () => {
    show([ACME, INTERNAL]);
    const [acme] = screen.getAllByRole("link");
    acme!.focus();
    fireEvent.keyDown(acme!, { key: "ArrowDown", altKey: true });
    expect(document.activeElement).toBe(acme);
  });

  it("shows what this person left unsent here, but not in the open room and not another person's", () => {
    writeStored(viewerStorageKey(ANA.email, "draft", "room-acme"), "Dear Carla");
    writeStored(viewerStorageKey("sam@northwind.example", "draft", "room-internal"), "Psst");
    const { unmount } = show([ACME, INTERNAL]);
    expect(screen.getByText("Dear Carla", { exact: false })).toBeTruthy();
    expect(screen.queryByText("Psst", { exact: false })).toBeNull();
    unmount();
    show([ACME, INTERNAL], "room-acme");
    expect(screen.queryByText("Dear Carla", { exact: false })).toBeNull();
  });
});
