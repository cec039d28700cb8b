import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { ConvexError } from "convex/values";
import { expect, it, vi } from "vitest";
import { FakeConvex } from "../testing/fakeConvex";
import { renderScreen } from "../testing/renderScreen";
import { PaneBoundary } from "./PaneBoundary";

let failure: Error | null = null;
function Fragile() {
  if (failure !== null) throw failure;
  return <p>works</p>;
}
function show(error: Error, room = false) {
  vi.spyOn(console, "error").mockImplementation(() => {});
  failure = error;
  renderScreen(
    <>
      <PaneBoundary room={room}>
        <Fragile />
      </PaneBoundary>
      <p>the rest</p>
    </>,
    { fake: new FakeConvex() },
  );
}

it("keeps a crash in its pane, tells nothing of its inside, and starts again on request", async () => {
  show(new Error("secret detail"));
  expect(screen.getByText("the rest")).toBeTruthy();
  expect(screen.getByRole("alert").textContent).not.toContain("secret detail");
  failure = null;
  await userEvent.click(screen.getByRole("button", { name: "Reload" }));
  expect(screen.getByText("works")).toBeTruthy();
});

it("says of a room that is not found that access ended (G9), of other panes it doesn't", () => {
  show(new ConvexError({ code: "NOT_FOUND", message: "nothing" }), true);
  expect(screen.getByText("You no longer have access to this room")).toBeTruthy();
  show(new ConvexError({ code: "NOT_FOUND", message: "nothing" }));
  expect(screen.getAllByText("You no longer have access to this room")).toHaveLength(1);
});
