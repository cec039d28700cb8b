import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { lazyPart, preloadParts } from "../lib/lazyPart";
import { FakeConvex } from "../testing/fakeConvex";
import { renderScreen } from "../testing/renderScreen";
import { PaneBoundary } from "./PaneBoundary";
import { PartBoundary } from "./PartBoundary";

const Dialog = () => <p>the dialog</p>;
/** A part whose download fails until `arrive` is called. */
function partWithoutNetwork() {
  let load = () => Promise.reject<{ default: typeof Dialog }>(new TypeError("Failed to fetch"));
  const Part = lazyPart(() => load(), { preload: false });
  return { Part, arrive: () => void (load = () => Promise.resolve({ default: Dialog })) };
}

it("a part that does not arrive says so and can be asked for again; the pane goes on", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  const { Part, arrive } = partWithoutNetwork();
  renderScreen(
    <PaneBoundary>
      <p>the room</p>
      <PartBoundary>
        <Part />
      </PartBoundary>
    </PaneBoundary>,
    { fake: new FakeConvex() },
  );
  expect((await screen.findByRole("alert")).textContent).toContain("couldn't be downloaded");
  expect(screen.getByText("the room")).toBeTruthy();
  arrive();
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("the dialog")).toBeTruthy();
  expect(screen.queryByRole("alert")).toBeNull();
});

it("a page that does not arrive is asked for again with its pane", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  const { Part, arrive } = partWithoutNetwork();
  renderScreen(
    <PaneBoundary>
      <Part />
    </PaneBoundary>,
    { fake: new FakeConvex() },
  );
  expect((await screen.findByRole("alert")).textContent).toContain("couldn't be downloaded");
  arrive();
  await userEvent.click(screen.getByRole("button", { name: "Reload" }));
  expect(await screen.findByText("the dialog")).toBeTruthy();
});

it("a crash of a part that did arrive is the pane's", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  const Crash = () => {
    throw new Error("inside");
  };
  renderScreen(
    <PaneBoundary>
      <PartBoundary>
        <Crash />
      </PartBoundary>
    </PaneBoundary>,
    { fake: new FakeConvex() },
  );
  expect((await screen.findByRole("alert")).textContent).toContain("stopped working");
});

it("parts are downloaded ahead, one after the other, but for those marked otherwise", async () => {
  vi.stubGlobal("requestIdleCallback", (run: () => void) => setTimeout(run));
  const asked: string[] = [];
  const part = (name: string, preload: boolean) =>
    lazyPart(
      () => {
        asked.push(name);
        return Promise.resolve({ default: Dialog });
      },
      { preload },
    );
  part("menu", true);
  part("the other shell", false);
  part("editor", true);
  await preloadParts();
  expect(asked).toEqual(expect.arrayContaining(["menu", "editor"]));
  expect(asked).not.toContain("the other shell");
  vi.unstubAllGlobals();
});
