import { fireEvent, renderHook, screen } from "@testing-library/react";
import { MemoryRouter, useLocation } from "react-router";
import { expect, it } from "vitest";
import { clientSections, inScreenOrder } from "./sections";
import { roomItem } from "../../testing/people";
import { useRoomKeys } from "./useRoomKeys";

const ROOMS = ["a", "b", "c", "d"].map((roomId) => ({
  roomId,
  hasNumber: roomId === "a" || roomId === "d",
}));

/** Where one press leads to from a room. */
function after(current: string | undefined, key: string, modifiers: object): string {
  const { unmount } = renderHook(() => useRoomKeys(ROOMS, current, (roomId) => `/${roomId}`), {
    wrapper: ({ children }) => (
      <MemoryRouter initialEntries={[`/${current ?? ""}`]}>
        <input />
        <Address />
        {children}
      </MemoryRouter>
    ),
  });
  fireEvent.keyDown(screen.getByRole("textbox"), { key, ...modifiers });
  const address = screen.getByTestId("address").textContent;
  unmount();
  return address;
}

function Address() {
  return <p data-testid="address">{useLocation().pathname}</p>;
}

it.each([
  ["a", "ArrowDown", { altKey: true }, "/b"],
  ["c", "ArrowUp", { altKey: true }, "/b"],
  ["a", "ArrowUp", { altKey: true }, "/a"],
  [undefined, "ArrowDown", { altKey: true }, "/a"],
  [undefined, "ArrowUp", { altKey: true }, "/d"],
  // With Shift: past what is read, and on from the end.
  ["a", "ArrowDown", { altKey: true, shiftKey: true }, "/d"],
  ["d", "ArrowDown", { altKey: true, shiftKey: true }, "/a"],
  ["b", "ArrowUp", { altKey: true, shiftKey: true }, "/a"],
  [undefined, "ArrowUp", { altKey: true, shiftKey: true }, "/d"],
  // Not without the modifier that says it's meant, nor with others.
  ["a", "ArrowDown", {}, "/a"],
  ["a", "ArrowDown", { shiftKey: true }, "/a"],
  ["a", "ArrowDown", { altKey: true, ctrlKey: true }, "/a"],
])("from %s, %s with %o leads to %s, also while typing", (current, key, modifiers, address) => {
  expect(after(current, key, modifiers)).toBe(address);
});

it("leads to archived rooms, which are folded, only from one of them", () => {
  const old = roomItem({ roomId: "room-old" as never, archived: true });
  const sections = clientSections([roomItem(), old]);
  const ids = (current: string) => inScreenOrder(sections, current).map(({ roomId }) => roomId);
  expect(ids("room-acme")).toEqual(["room-acme"]);
  expect(ids("room-old")).toEqual(["room-acme", "room-old"]);
});
