/** Where the focus goes when a dialog closes. */
import { act, render, screen } from "@testing-library/react";
import { useState } from "react";
import { expect, it } from "vitest";
import { useFocusBack } from "./useFocusBack";

function Dialog() {
  useFocusBack();
  return <button>inside</button>;
}

/** A dialog opened by "opener"; closing it may take that along, and more of what is around it. */
function Stage({ stands }: { stands: "page" | "menu" | "drawer" }) {
  const [state, setState] = useState<"before" | "open" | "closed" | "gone">("before");
  const opener = state !== "gone" && <button onClick={() => setState("open")}>opener</button>;
  return (
    <main id="main" tabIndex={-1}>
      <button id="menu-button">menu button</button>
      {stands === "page" && opener}
      {stands === "menu" && opener !== false && (
        <div role="menu" aria-labelledby="menu-button">
          {opener}
        </div>
      )}
      {stands === "drawer" && (
        <div {...{ role: "dialog" }} tabIndex={-1} aria-label="drawer">
          {opener}
        </div>
      )}
      {state === "open" && <Dialog />}
      <button data-testid="close" onClick={() => setState("closed")} aria-label="Close" />
      <button
        data-testid="close-and-take"
        onClick={() => setState("gone")}
        aria-label="Close all"
      />
    </main>
  );
}

async function focusAfter(stands: "page" | "menu" | "drawer", how: "close" | "close-and-take") {
  const { unmount } = render(<Stage stands={stands} />);
  const opener = screen.getByText("opener");
  opener.focus();
  act(() => opener.click());
  screen.getByText("inside").focus();
  act(() => screen.getByTestId(how).click());
  await new Promise((resolve) => setTimeout(resolve));
  const focused = document.activeElement;
  const name = focused?.getAttribute("aria-label") ?? focused?.id;
  const told = name === "" || name === undefined ? focused?.textContent : name;
  unmount();
  return told;
}

it.each([
  ["page", "close", "opener"],
  ["page", "close-and-take", "main"],
  ["menu", "close-and-take", "menu-button"],
  ["drawer", "close", "opener"],
  ["drawer", "close-and-take", "drawer"],
] as const)("out of a %s, after %s: to %s", async (stands, how, wanted) => {
  expect(await focusAfter(stands, how)).toBe(wanted);
});

it("stays where somebody put it who knew a better place", async () => {
  render(<Stage stands="page" />);
  act(() => screen.getByText("opener").click());
  act(() => screen.getByTestId("close").click());
  screen.getByText("menu button").focus();
  await new Promise((resolve) => setTimeout(resolve));
  expect(document.activeElement?.textContent).toBe("menu button");
});
