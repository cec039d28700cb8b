import { act, screen } from "@testing-library/react";
import { useState } from "react";
import { expect, it } from "vitest";
import { FakeConvex } from "../../testing/fakeConvex";
import { CARLA } from "../../testing/people";
import { renderScreen } from "../../testing/renderScreen";
import { ShellFrame } from "./ShellFrame";

function Host() {
  const [page, setPage] = useState("a");
  return (
    <ShellFrame
      shell="portal"
      list={<button onClick={() => setPage("b")}>to b</button>}
      phone="main"
      paneKey={page}
      room={false}
      palette={null}
    >
      <input aria-label={page} key={page} />
    </ShellFrame>
  );
}

it("puts the focus at the beginning of the next page where it went with the last, and nowhere else", () => {
  renderScreen(<Host />, { fake: new FakeConvex(), viewer: CARLA });
  // The first page takes none: the Tab key begins at the way past the list.
  expect(document.activeElement).toBe(document.body);
  screen.getByRole("textbox", { name: "a" }).focus();
  act(() => screen.getByText("to b").click());
  expect(document.activeElement).toBe(screen.getByRole("main"));
});

it("leaves the focus with what is still there", () => {
  renderScreen(<Host />, { fake: new FakeConvex(), viewer: CARLA });
  const link = screen.getByText("to b");
  link.focus();
  act(() => link.click());
  expect(screen.getByRole("textbox", { name: "b" })).toBeTruthy();
  expect(document.activeElement).toBe(link);
});
