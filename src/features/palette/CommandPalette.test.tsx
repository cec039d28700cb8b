import { screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { useLocation } from "react-router";
import { expect, test } from "vitest";
import type { Id } from "../../../convex/_generated/dataModel";
import { api } from "../../../convex/_generated/api";
import { ANA, CARLA, roomItem, SAM } from "../../testing/people";
import { FakeConvex } from "../../testing/fakeConvex";
import { renderScreen } from "../../testing/renderScreen";
import type { Viewer } from "../auth/viewer";
import { pagesOf } from "./pages";
import { usePalette } from "./usePalette";

function Host({ shell }: { shell: "staff" | "portal" }) {
  const { pathname } = useLocation();
  const palette = usePalette(shell, shell === "staff" ? () => {} : null);
  return (
    <main id="main" tabIndex={-1} aria-label="Main">
      {pathname === "/" && <input aria-label="Message" />}
      {palette}
    </main>
  );
}

function show(viewer: Viewer) {
  const fake = new FakeConvex().answer(api.rooms.list, [
    roomItem({ roomId: "room-1" as Id<"rooms">, name: "Acme", unread: 0 }),
    roomItem({ name: "Baltic Law" }),
  ]);
  const shell = viewer.kind === "staff" ? "staff" : "portal";
  return renderScreen(<Host shell={shell} />, { fake, viewer });
}

test("Ctrl+K offers rooms, unread ones first, and Enter opens the one that was typed", async () => {
  const { address } = show(ANA);
  const user = userEvent.setup();
  expect(screen.queryByPlaceholderText(/Room, page/)).toBeNull();
  await user.keyboard("{Control>}k{/Control}");
  const box = await screen.findByPlaceholderText(/Room, page/);
  const rooms = await screen.findAllByText(/^(Acme|Baltic Law)$/);
  expect(rooms.map((room) => room.textContent)).toEqual(["Baltic Law", "Acme"]);
  await user.type(box, "acm{Enter}");
  await waitFor(() => expect(address()).toMatch(/^\/staff\/rooms\//));
});

test("what is typed before it is there goes into no message, and the focus follows where it leads", async () => {
  const { address } = show(ANA);
  const user = userEvent.setup();
  const message = screen.getByRole<HTMLInputElement>("textbox", { name: "Message" });
  await user.click(message);
  await user.keyboard("{Control>}k{/Control}ac");
  expect(message.value).toBe("");
  await screen.findByPlaceholderText(/Room, page/);
  await user.keyboard("{Escape}");
  await waitFor(() => expect(document.activeElement).toBe(message));
  await user.keyboard("{Control>}k{/Control}");
  await user.type(await screen.findByPlaceholderText(/Room, page/), "team{Enter}");
  await waitFor(() => expect(address()).toBe("/staff/team"));
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("main")));
});

test("a client is offered their own pages and no deed of the team", async () => {
  show(CARLA);
  await userEvent.setup().keyboard("{Control>}k{/Control}");
  await screen.findByPlaceholderText(/Room, page/);
  expect(screen.queryByText("New room")).toBeNull();
  expect(screen.queryByText("Team")).toBeNull();
  expect(pagesOf(CARLA).every(({ address }) => address.startsWith("/portal"))).toBe(true);
});

test("a member is offered no page of the administration", () => {
  const ofMember = pagesOf(SAM).map(({ address }) => address);
  expect(ofMember.filter((address) => /admin|firm/.test(address))).toEqual([]);
  expect(pagesOf(ANA).length).toBeGreaterThan(ofMember.length);
});
