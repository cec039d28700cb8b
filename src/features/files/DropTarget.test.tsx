import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { DropTarget } from "./DropTarget";

function show(onFiles: ((files: File[]) => void) | null) {
  render(
    <DropTarget label="Room Acme" purpose={() => "Drop to send to Acme"} onFiles={onFiles}>
      <p>Messages</p>
      <img alt="kiln" src="data:," />
    </DropTarget>,
  );
  return screen.getByText("Messages");
}

function carrying(count: number) {
  const files = Array.from({ length: count }, (_, index) => new File(["x"], `${index}.txt`));
  const items = files.map(() => ({ kind: "file", webkitGetAsEntry: () => null }));
  return { dataTransfer: { types: ["Files"], files, items } };
}

it("says what a drop does, and takes the files", async () => {
  const onFiles = vi.fn();
  const inside = show(onFiles);
  fireEvent.dragEnter(inside, carrying(2));
  expect(screen.getByText("Drop to send to Acme")).toBeDefined();
  expect(screen.getByText("Up to 10 files of 20 MB each")).toBeDefined();
  fireEvent.drop(inside, carrying(2));
  expect(screen.queryByText("Drop to send to Acme")).toBeNull();
  await waitFor(() => expect(onFiles).toHaveBeenCalledOnce());
  expect(onFiles.mock.calls[0]?.[0]).toHaveLength(2);
});

it("says before the drop that some would be left out", () => {
  const inside = show(vi.fn());
  fireEvent.dragEnter(inside, carrying(13));
  expect(screen.getByText("The first 10 of 13 files, 20 MB each at most")).toBeDefined();
});

it("says before the drop that nothing is taken where nobody may post", () => {
  const inside = show(null);
  fireEvent.dragEnter(inside, carrying(1));
  expect(screen.getByText("You can't post in this room")).toBeDefined();
  expect(screen.queryByText("Drop to send to Acme")).toBeNull();
  fireEvent.drop(inside, carrying(1));
  expect(screen.queryByText("You can't post in this room")).toBeNull();
});

it("keeps a file that is dropped beside the room from opening in the page's place", () => {
  show(vi.fn());
  for (const type of ["dragOver", "drop"] as const) {
    expect(fireEvent[type](document.body, carrying(1)), `${type} was prevented`).toBe(false);
  }
});

it("ignores a picture of the page itself, and words", () => {
  const onFiles = vi.fn();
  const inside = show(onFiles);
  fireEvent.dragStart(screen.getByAltText("kiln"));
  fireEvent.dragEnter(inside, carrying(1));
  fireEvent.dragEnd(screen.getByAltText("kiln"));
  fireEvent.dragEnter(inside, { dataTransfer: { types: ["text/plain"], files: [], items: [] } });
  expect(screen.queryByText("Drop to send to Acme")).toBeNull();
});
